package io.omnihub;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.access.Permission;
import io.omnihub.contract.Contract;
import io.omnihub.contract.Operation;
import io.omnihub.kernel.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
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

    private static final Map<String, Set<String>> TABLE = Permission.TABLE.stream()
            .collect(toMap(
                    line -> line.method() + " " + line.path(),
                    line -> line.roles().stream().map(Wire::wire).collect(toSet())));
    private static final Map<String, Set<String>> CONTRACT = Contract.operations().stream()
            .collect(toMap(operation -> operation.method() + " " + operation.path(), Operation::roles));
    private static final Set<String> ROUTED = routed();

    private static final Shop SHOP = new Shop();
    private static final Map<Credential, Api> CALLERS = new HashMap<>();
    private static String channel = "";
    private static String orderId = "";
    private static String holdId = "";

    /** Who sends a request, as seen from the one channel that has an order and a hold. */
    enum Credential {
        NO_KEY,
        BAD_KEY,
        ADMINISTRATOR,
        OWN_STOREFRONT,
        FOREIGN_STOREFRONT
    }

    @BeforeAll
    static void openTheShop() {
        String leeds = SHOP.store("leeds", 53.8, -1.55);
        String sku = SHOP.item("lamp");
        SHOP.receive(sku, leeds, 10);
        channel = SHOP.channel("web", leeds);
        orderId = SHOP.place(SHOP.order(channel, Shop.line(sku, 1))).is(201).text("/id");
        holdId = SHOP.hold(SHOP.cart(channel, 60, Shop.entry(sku, 1))).is(201).text("/id");
        CALLERS.put(Credential.NO_KEY, Api.withoutKey());
        CALLERS.put(Credential.BAD_KEY, Api.withKey("a-key-that-nobody-ever-made-for-this"));
        CALLERS.put(Credential.ADMINISTRATOR, Api.administrator());
        CALLERS.put(Credential.OWN_STOREFRONT, Api.storefront(channel));
        CALLERS.put(Credential.FOREIGN_STOREFRONT, Api.storefront(SHOP.channel("app", leeds)));
    }

    @Test
    void whatIsRouted_isPermittedAndInTheContract_andNothingElseIs() {
        assertThat(holes(ROUTED, TABLE, CONTRACT)).isEmpty();
    }

    @Test
    void aPlantedHole_isFound() {
        var order = "POST /api/v1/orders";
        var orders = Set.of("administrator", "storefront");

        assertThat(holes(without(ROUTED, order), TABLE, CONTRACT)).containsExactly(order + " is not routed");
        assertThat(holes(ROUTED, without(TABLE, order), CONTRACT)).containsExactly(order + " has no permission");
        assertThat(holes(ROUTED, TABLE, without(CONTRACT, order))).containsExactly(order + " is not in the contract");
        assertThat(holes(ROUTED, with(TABLE, order, Set.of("storefront")), CONTRACT))
                .containsExactly(order + " is permitted to [storefront], by the contract to " + new TreeSet<>(orders));
    }

    @ParameterizedTest
    @MethodSource
    void everyRoute_letsThroughWhomTheTableNames(Permission route, Credential credential) {
        String path = route.path()
                .getPatternString()
                .replace("/keys/{id}", "/keys/" + UUID.randomUUID())
                .replace("/holds/{id}", "/holds/" + holdId)
                .replace("{id}", orderId)
                .replaceAll("\\{[a-z]+}", "nothing-has-this-name");
        boolean hasBody = Set.of(HttpMethod.PUT, HttpMethod.POST).contains(route.method());
        Reply reply = caller(credential)
                .send(
                        route.method().name(),
                        path,
                        hasBody ? BodyPublishers.ofString("{}") : BodyPublishers.noBody(),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        SHOP.fresh("key"));

        if (route.roles().isEmpty()) {
            reply.is(200);
        } else if (credential == Credential.NO_KEY || credential == Credential.BAD_KEY) {
            reply.refuses(401, "unauthenticated");
        } else if (!route.roles().toString().contains(credential.name().replaceFirst(".*_", ""))) {
            reply.refuses(403, "forbidden");
        } else if (credential == Credential.FOREIGN_STOREFRONT && (path.contains(orderId) || path.contains(holdId))) {
            reply.refuses(404, "not-found");
        } else {
            assertThat(reply.status()).as(reply::toString).isNotIn(401, 403);
        }
    }

    static Stream<Arguments> everyRoute_letsThroughWhomTheTableNames() {
        return Permission.TABLE.stream()
                .flatMap(route -> Stream.of(Credential.values()).map(credential -> Arguments.of(route, credential)));
    }

    @Test
    void aStorefront_neitherPlacesNorListsOrdersOfAnotherChannel() {
        var order = SHOP.order(channel, Shop.line(SHOP.own("lamp"), 1));

        caller(Credential.FOREIGN_STOREFRONT).post(Shop.ORDERS, order).refuses(403, "forbidden");
        caller(Credential.FOREIGN_STOREFRONT)
                .get(Shop.ORDERS + "?channel=" + channel)
                .refuses(403, "forbidden");
        caller(Credential.OWN_STOREFRONT).post(Shop.ORDERS, order).is(201);
        assertThat(caller(Credential.OWN_STOREFRONT).all(Shop.ORDERS, 200))
                .hasSize(2)
                .allMatch(own -> own.text("/channel").equals(channel));
        assertThat(caller(Credential.FOREIGN_STOREFRONT).all(Shop.ORDERS, 200)).isEmpty();
    }

    @Test
    void aStorefront_neitherHoldsForAnotherChannel_norUsesItsHolds() {
        var cart = SHOP.cart(channel, 60, Shop.entry(SHOP.own("lamp"), 1));
        String key = SHOP.fresh("key");

        caller(Credential.FOREIGN_STOREFRONT)
                .post(Shop.HOLDS, cart, "Idempotency-Key", key)
                .refuses(403, "forbidden");
        String id = caller(Credential.OWN_STOREFRONT)
                .post(Shop.HOLDS, cart, "Idempotency-Key", key)
                .is(201)
                .text("/id");
        String app = SHOP.own("app");
        caller(Credential.FOREIGN_STOREFRONT)
                .post(
                        Shop.ORDERS,
                        SHOP.order(app, Shop.line(SHOP.own("lamp"), 1)).with("/holds", "['" + id + "']"))
                .refuses(422, "unknown-hold", "/holds/0");
    }

    @Test
    void aDeletedKey_opensNothingAnyMore() {
        var asked = Json.of("{name: 'Night shift', role: 'administrator'}");
        var made = Api.administrator().post("/api/v1/keys", asked, "Idempotency-Key", SHOP.fresh("key"));
        var nightShift = Api.withKey(made.is(201).text("/secret"));
        nightShift.get("/api/v1/keys").is(200);

        Api.administrator()
                .send("DELETE", "/api/v1/keys/" + made.text("/id"), BodyPublishers.noBody())
                .is(204);

        nightShift.get("/api/v1/keys").refuses(401, "unauthenticated");
        Api.administrator().get("/api/v1/keys/" + made.text("/id")).refuses(404, "not-found");
    }

    @Test
    void theSecretOfAKey_isShownOnce() {
        var asked = Json.of("{name: 'Web', role: 'storefront', channel: '%s'}".formatted(channel));
        var key = SHOP.fresh("key");
        var made = Api.administrator()
                .post("/api/v1/keys", asked, "Idempotency-Key", key)
                .is(201);

        var repeat = Api.administrator().post("/api/v1/keys", asked, "Idempotency-Key", key);

        assertThat(repeat.isReplay().json()).isEqualTo(made.json().without("/secret"));
        assertThat(Api.administrator().get("/api/v1/keys/" + made.text("/id")).json())
                .isEqualTo(repeat.json());
        assertThat(Api.administrator().all("/api/v1/keys", 2)).contains(repeat.json());
        Api.administrator()
                .post("/api/v1/keys", asked.with("/name", "'App'"), "Idempotency-Key", key)
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");
        Api.administrator().post("/api/v1/keys", asked).refuses(400, "idempotency-key-required", "Idempotency-Key");
        Api.administrator()
                .post("/api/v1/keys", asked.with("/channel", "'nowhere'"), "Idempotency-Key", SHOP.fresh("key"))
                .refuses(422, "unknown-channel", "/channel");
    }

    @Test
    void theServedContract_isTheOneInTheRepository() {
        assertThat(Api.withoutKey().get("/openapi.yaml").is(200).body()).isNotEmpty();
    }

    private static Api caller(Credential credential) {
        return CALLERS.computeIfAbsent(credential, missing -> {
            throw new IllegalStateException("no caller for " + missing);
        });
    }

    /** What one of the three has and another lacks, and where their roles differ. */
    private static Set<String> holes(
            Set<String> routed, Map<String, Set<String>> table, Map<String, Set<String>> contract) {
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
                holes.add(route + " is permitted to " + new TreeSet<>(table.get(route)) + ", by the contract to "
                        + new TreeSet<>(contract.get(route)));
            }
        }
        return holes;
    }

    private static Set<String> without(Set<String> routes, String route) {
        Set<String> others = new HashSet<>(routes);
        others.remove(route);
        return others;
    }

    private static Map<String, Set<String>> without(Map<String, Set<String>> routes, String route) {
        Map<String, Set<String>> others = new HashMap<>(routes);
        others.remove(route);
        return others;
    }

    private static Map<String, Set<String>> with(Map<String, Set<String>> routes, String route, Set<String> roles) {
        Map<String, Set<String>> changed = new HashMap<>(routes);
        changed.put(route, roles);
        return changed;
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
