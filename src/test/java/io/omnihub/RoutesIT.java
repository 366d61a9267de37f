package io.omnihub;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.access.Permission;
import io.omnihub.contract.Contract;
import io.omnihub.contract.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** What the hub serves, what its table of permissions allows and what its contract lists are one and the same. */
class RoutesIT {
    /** Boot routes these by itself. */
    private static final String ACTUATOR = "GET /actuator/";

    private static final Map<String, Map<String, String>> TABLE =
            Permission.TABLE.stream().collect(toMap(line -> line.method() + " " + line.path(), RoutesIT::reach));
    private static final Map<String, Map<String, String>> CONTRACT = Contract.operations().stream()
            .collect(toMap(operation -> operation.method() + " " + operation.path(), Operation::reach));
    private static final Set<String> ROUTED = routed();

    @Test
    void whatIsRouted_isPermittedAndInTheContract_andNothingElseIs() {
        assertThat(holes(ROUTED, TABLE, CONTRACT)).isEmpty();
    }

    @Test
    void aPlantedHole_isFound() {
        var order = "POST /api/v1/orders";
        var lax = Map.of("administrator", "all", "storefront", "all");

        assertThat(holes(without(ROUTED, order), TABLE, CONTRACT)).containsExactly(order + " is not routed");
        assertThat(holes(ROUTED, without(TABLE, order), CONTRACT)).containsExactly(order + " has no permission");
        assertThat(holes(ROUTED, TABLE, without(CONTRACT, order))).containsExactly(order + " is not in the contract");
        assertThat(holes(ROUTED, with(TABLE, order, lax), CONTRACT))
                .containsExactly(order + " is permitted to {administrator=all, storefront=all}, by the contract to"
                        + " {administrator=all, storefront=own-channel}");
        assertThat(holes(ROUTED, with(TABLE, order, Map.of("administrator", "all")), CONTRACT))
                .containsExactly(order + " is permitted to {administrator=all}, by the contract to"
                        + " {administrator=all, storefront=own-channel}");
    }

    @Test
    void theContractNamesEachRouteAsTheTableDoes() {
        assertThat(Permission.TABLE)
                .extracting(line -> line.operation() + ": " + line.method() + " " + line.path())
                .containsExactlyInAnyOrderElementsOf(Contract.operations().stream()
                        .map(one -> one.id() + ": " + one.method() + " " + one.path())
                        .toList());
    }

    @Test
    void theServedContract_isTheOneInTheRepository() {
        assertThat(Api.withoutKey().get("/openapi.yaml").is(200).body()).isNotEmpty();
    }

    /** What one of the three has and another lacks, and where they let in others. */
    private static Set<String> holes(
            Set<String> routed, Map<String, Map<String, String>> table, Map<String, Map<String, String>> contract) {
        Set<String> all = new TreeSet<>(routed);
        all.addAll(table.keySet());
        all.addAll(contract.keySet());
        Set<String> holes = new TreeSet<>();
        for (String route : all) {
            if (!routed.contains(route) && !route.startsWith(ACTUATOR)) {
                holes.add(route + " is not routed");
            }
            if (!table.containsKey(route)) {
                holes.add(route + " has no permission");
            } else if (!contract.containsKey(route)) {
                holes.add(route + " is not in the contract");
            } else if (!table.get(route).equals(contract.get(route))) {
                holes.add(route + " is permitted to " + new TreeMap<>(table.get(route)) + ", by the contract to "
                        + new TreeMap<>(contract.get(route)));
            }
        }
        return holes;
    }

    private static Set<String> without(Set<String> routes, String route) {
        Set<String> others = new HashSet<>(routes);
        others.remove(route);
        return others;
    }

    private static <V> Map<String, V> without(Map<String, V> routes, String route) {
        Map<String, V> others = new HashMap<>(routes);
        others.remove(route);
        return others;
    }

    private static <V> Map<String, V> with(Map<String, V> routes, String route, V reach) {
        Map<String, V> changed = new HashMap<>(routes);
        changed.put(route, reach);
        return changed;
    }

    private static Map<String, String> reach(Permission line) {
        return line.reach().entrySet().stream()
                .collect(toMap(
                        role -> role.getKey().wire(), role -> role.getValue().wire()));
    }

    private static Set<String> routed() {
        var routes = new RouteCollector();
        Hub.context().getBeansOfType(RouterFunction.class).values().forEach(bean -> bean.accept(routes));
        return routes.found;
    }

    /** Notes the method and path of each route; what it could not read it refuses, so that no route slips by. */
    private static final class RouteCollector implements RouterFunctions.Visitor {
        private static final Pattern METHOD_AND_PATH = Pattern.compile("\\(([A-Z]+) && (/\\S+)\\)");

        private final Set<String> found = new HashSet<>();

        @Override
        public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            var line = METHOD_AND_PATH.matcher(predicate.toString());
            if (!line.matches()) {
                throw new IllegalStateException("not a method and a path: " + predicate);
            }
            found.add(line.group(1) + " " + line.group(2));
        }

        @Override
        public void startNested(RequestPredicate predicate) {
            throw new IllegalStateException("a nested route: " + predicate);
        }

        @Override
        public void endNested(RequestPredicate predicate) {}

        @Override
        public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
            throw new IllegalStateException("resources are served");
        }

        @Override
        public void attributes(Map<String, Object> attributes) {}

        @Override
        public void unknown(RouterFunction<?> routerFunction) {
            throw new IllegalStateException("an unknown kind of route: " + routerFunction);
        }
    }
}
