package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.catalog.Tolerance;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.count.CountStep;
import io.omnihub.count.CycleCount;
import io.omnihub.count.CycleCountFilter;
import io.omnihub.count.CycleCountState;
import io.omnihub.count.CycleCounts;
import io.omnihub.count.MakeCycleCountResult;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/cycle-counts}: a store counts at its own location alone, and is not shown what is expected. */
@Configuration(proxyBeanMethods = false)
class BackofficeCycleCounts {
    static final String PATH = "/api/v1/cycle-counts";
    static final String ENTRIES = "/{id}/entries";
    private static final String LIST = "cycle-counts";

    /** Who may do this everywhere also says how a count is made. */
    private static final String MAKES_RULES = "putSafetyStock";

    private static final String LINES = "cycle-count-lines";
    private static final int MAX_REFERENCE = 100;
    private static final int MAX_REASON = 200;

    /** What a cycle count is made of, as its fingerprint sees it; {@code shown} is the opposite of blind. */
    private record Asked(
            String reference,
            LocationCode location,
            Optional<Set<Sku>> skus,
            boolean shown,
            Optional<Tolerance> tolerance) {}

    private final CycleCounts counts;
    private final Requests requests;
    private final Replies replies;

    BackofficeCycleCounts(CycleCounts counts, Requests requests, Replies replies) {
        this.counts = counts;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> cycleCountRoutes() {
        return RouterFunctions.route()
                .POST(PATH, this::make)
                .GET(PATH, this::list)
                .GET(PATH + "/{id}", this::read)
                .GET(PATH + "/{id}/lines", this::lines)
                .POST(PATH + ENTRIES, step(BackofficeCycleCounts::enter))
                .POST(PATH + "/{id}/demand-recount", step(BackofficeCycleCounts::demandRecount))
                .POST(PATH + "/{id}/approve", step(BackofficeCycleCounts::approve))
                .POST(PATH + "/{id}/reject", step(BackofficeCycleCounts::reject))
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> make(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(BackofficeCycleCounts::asked).flatMap(asked -> {
            caller.require(asked.location());
            asked.tolerance().ifPresent(_ -> caller.requireAll(MAKES_RULES, "/tolerance"));
            if (asked.shown()) {
                caller.requireAll(MAKES_RULES, "/blind");
            }
            return counts.make(
                            Caller.actor(request),
                            asked.reference(),
                            asked.location(),
                            asked.skus(),
                            !asked.shown(),
                            asked.tolerance(),
                            requests.fingerprint(asked))
                    .flatMap(result -> made(result, asked, caller));
        });
    }

    private Mono<ServerResponse> made(MakeCycleCountResult result, Asked asked, Caller caller) {
        return switch (result) {
            case MakeCycleCountResult.Made(CycleCount count, boolean repeated) ->
                repeated
                        ? replies.replayed(CycleCountJson.of(count, caller))
                        : replies.created(URI.create(PATH + "/" + count.id()), CycleCountJson.of(count, caller));
            default ->
                throw CycleCountRefusals.of(
                        result, asked.skus().map(List::copyOf).orElse(List.of()));
        };
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "location", "state", "limit", "after");
        Caller caller = Caller.of(request.attributes());
        var filter = new CycleCountFilter(
                caller.ofLocation(Requests.code(request, "location").map(LocationCode::new)),
                Requests.word(request, "state", CycleCountState.class),
                Requests.after(request, LIST, Requests::isId).map(UUID::fromString),
                Requests.limit(request));
        return counts.counts(filter)
                .flatMap(page -> replies.page(LIST, page, count -> CycleCountJson.of(count, caller)));
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return find(request)
                .flatMap(count -> replies.versioned(HttpStatus.OK, count.version(), CycleCountJson.of(count, caller)));
    }

    private Mono<ServerResponse> lines(ServerRequest request) {
        Requests.onlyParameters(request, "limit", "after");
        Caller caller = Caller.of(request.attributes());
        Optional<Sku> after = Requests.after(request, LINES, Sku::isValid).map(Sku::new);
        int limit = Requests.limit(request);
        return find(request)
                .flatMap(count -> counts.lines(count.id(), after, limit)
                        .flatMap(page -> replies.page(
                                LINES,
                                page,
                                line -> CycleCountJson.Line.of(line, caller.seesEverything() || count.isOpenToAll()))));
    }

    private Mono<CycleCount> find(ServerRequest request) {
        Caller caller = Caller.of(request.attributes());
        return counts.count(Requests.idInPath(request))
                .filter(count -> caller.sees(count.location()))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such cycle count.")));
    }

    private HandlerFunction<ServerResponse> step(BiFunction<Field, Caller, CountStep> read) {
        return request -> {
            Requests.onlyParameters(request);
            UUID id = Requests.idInPath(request);
            Caller caller = Caller.of(request.attributes());
            return requests.body(request).flatMap(body -> {
                CountStep step = read.apply(body, caller);
                Optional<Versions> expected = Requests.ifMatch(request);
                CommandKey key = requests.requiredKey(
                        request, caller, "count-" + step.name().wire(), requests.fingerprint(List.of(id, step)));
                return find(request)
                        .flatMap(count -> counts.carryOut(Caller.actor(request), count, step, expected, key))
                        .flatMap(result -> CycleCountRefusals.answer(result, step, caller, replies));
            });
        };
    }

    private static Asked asked(Field body) {
        Field count = body.object("reference", "location", "skus", "blind", "tolerance");
        return new Asked(
                count.at("reference").trimmed(MAX_REFERENCE),
                new LocationCode(count.at("location").code()),
                count.maybe("skus").map(BackofficeCycleCounts::skus),
                !count.maybe("blind").map(Field::flag).orElse(true),
                count.maybe("tolerance").map(CatalogBody::tolerance));
    }

    private static Set<Sku> skus(Field list) {
        Set<Sku> skus = new LinkedHashSet<>();
        for (Field sku : list.items(1, CycleCount.MAX_LINES, "too-many-lines")) {
            if (!skus.add(new Sku(sku.text(Sku::isValid, "a SKU, 1 to 64 characters")))) {
                throw sku.invalid("Each SKU may stand once.");
            }
        }
        return skus;
    }

    private static CountStep enter(Field body, Caller caller) {
        List<CountStep.Enter.Entry> entries = new ArrayList<>();
        Set<Sku> named = new LinkedHashSet<>();
        for (Field entry : body.object("entries").at("entries").items(1, CycleCount.MAX_LINES, "too-many-entries")) {
            Sku sku = StockRefusals.sku(entry.object("sku", "counted"));
            if (!named.add(sku)) {
                throw entry.invalid("Each SKU may stand once.");
            }
            entries.add(new CountStep.Enter.Entry(sku, entry.at("counted").quantity(0)));
        }
        return new CountStep.Enter(entries);
    }

    private static CountStep demandRecount(Field body, Caller caller) {
        return new CountStep.DemandRecount(skus(body.object("skus").at("skus")));
    }

    /** What is far off is approved by who did not count it. */
    private static CountStep approve(Field body, Caller caller) {
        body.object();
        return new CountStep.Approve(caller.seesEverything());
    }

    private static CountStep reject(Field body, Caller caller) {
        return new CountStep.Reject(body.object("reason").maybe("reason").map(reason -> reason.trimmed(MAX_REASON)));
    }
}
