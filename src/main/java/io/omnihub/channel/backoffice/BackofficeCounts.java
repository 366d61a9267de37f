package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.Actor;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.CountStockResult;
import io.omnihub.inventory.Stock;
import io.omnihub.inventory.StockCount;
import io.omnihub.inventory.StockLevel;
import io.omnihub.inventory.StockReading;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Sku;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/stock/counts}. */
@Configuration(proxyBeanMethods = false)
class BackofficeCounts {
    private static final int MAX_REFERENCE = 100;
    private static final int MAX_LISTED = 100;

    /** What a count asks for, as its fingerprint sees it. */
    private record Asked(String reference, Optional<Instant> occurredAt, List<StockCount.Entry> entries) {}

    private record CountJson(UUID id, String reference, Instant recordedAt, List<EntryJson> entries) {}

    private record EntryJson(String sku, String location, long counted, long difference, boolean superseded) {}

    private record StaleJson(
            String sku, String location, long counted, long countedVersion, long onHand, long onHandVersion) {}

    private final Stock stock;
    private final Requests requests;
    private final Replies replies;
    private final Clock clock;

    BackofficeCounts(Stock stock, Requests requests, Replies replies, Clock clock) {
        this.stock = stock;
        this.requests = requests;
        this.replies = replies;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> countRoutes() {
        return RouterFunctions.route()
                .POST("/api/v1/stock/counts", this::count)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> count(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(this::asked).flatMap(asked -> count(caller, Caller.actor(request), asked));
    }

    private Mono<ServerResponse> count(Caller caller, Actor actor, Asked asked) {
        asked.entries().forEach(entry -> caller.require(entry.cell().location()));
        return stock.count(actor, asked.reference(), asked.occurredAt(), asked.entries(), requests.fingerprint(asked))
                .flatMap(result -> answer(result, asked.entries()));
    }

    private Mono<ServerResponse> answer(CountStockResult result, List<StockCount.Entry> entries) {
        List<Cell> cells = entries.stream().map(StockCount.Entry::cell).toList();
        return switch (result) {
            case CountStockResult.Counted(StockCount count, boolean repeated) ->
                repeated ? replies.replayed(count(count)) : replies.created(count(count));
            case CountStockResult.ReferenceReused() ->
                throw Refusals.keyReused("/reference", "This reference stands for another count.");
            case CountStockResult.UnknownItems(Set<Sku> skus) -> throw StockRefusals.unknownItems(cells, skus);
            case CountStockResult.UnknownLocations(Set<LocationCode> codes) ->
                throw StockRefusals.unknownLocations(cells, codes);
            case CountStockResult.InactiveLocations(Set<LocationCode> codes) ->
                throw StockRefusals.inactiveLocations(cells, codes);
            case CountStockResult.Stale(List<StockCount.Entry> stale) -> stale(stale);
        };
    }

    /** With what is there now, so that whoever counted can decide whether to count again. */
    private Mono<ServerResponse> stale(List<StockCount.Entry> entries) {
        List<StockCount.Entry> listed = entries.stream().limit(MAX_LISTED).toList();
        return stock.levels(listed.stream().map(StockCount.Entry::cell).toList())
                .map(StockReading::level)
                .collectMap(StockLevel::cell)
                .flatMap(levels -> Mono.error(Problem.of(
                                409,
                                "stale-count",
                                "What lies there has changed",
                                "What lies there has changed since it was counted. Count it again.")
                        .with(
                                "entries",
                                listed.stream()
                                        .map(entry -> stale(entry, levels))
                                        .toList())
                        .toException()));
    }

    private static StaleJson stale(StockCount.Entry entry, Map<Cell, StockLevel> levels) {
        Optional<StockLevel> level = Optional.ofNullable(levels.get(entry.cell()));
        return new StaleJson(
                entry.cell().sku().value(),
                entry.cell().location().value(),
                entry.counted(),
                entry.onHandVersion().orElseThrow(),
                level.map(StockLevel::onHand).orElse(0L),
                level.map(StockLevel::onHandVersion).orElse(0L));
    }

    private Asked asked(Field body) {
        Field count = body.object("reference", "occurredAt", "entries");
        return new Asked(
                count.at("reference").trimmed(MAX_REFERENCE),
                count.maybe("occurredAt").map(time -> time.time(clock.instant())),
                entries(count.at("entries")));
    }

    private static List<StockCount.Entry> entries(Field list) {
        List<StockCount.Entry> entries = new ArrayList<>();
        Set<Cell> named = new HashSet<>();
        for (Field entry : list.items(1, Stock.MAX_ENTRIES, "too-many-entries")) {
            Cell cell = StockRefusals.cell(entry.object("sku", "location", "counted", "onHandVersion"));
            if (!named.add(cell)) {
                throw entry.invalid("Each SKU may stand once per location.");
            }
            entries.add(new StockCount.Entry(
                    cell,
                    entry.at("counted").quantity(0),
                    entry.maybe("onHandVersion").map(version -> version.whole(0, Long.MAX_VALUE))));
        }
        return entries;
    }

    private static CountJson count(StockCount count) {
        return new CountJson(
                count.id(),
                count.reference(),
                count.recordedAt(),
                count.entries().stream()
                        .map(entry -> new EntryJson(
                                entry.cell().sku().value(),
                                entry.cell().location().value(),
                                entry.counted(),
                                entry.difference(),
                                entry.superseded()))
                        .toList());
    }
}
