package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.Actor;
import io.omnihub.inventory.AdjustStockResult;
import io.omnihub.inventory.AdjustStockResult.Excess;
import io.omnihub.inventory.Adjustment;
import io.omnihub.inventory.AdjustmentReason;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.LedgerProof;
import io.omnihub.inventory.SetSafetyStockResult;
import io.omnihub.inventory.Stock;
import io.omnihub.inventory.StockLevel;
import io.omnihub.inventory.StockReading;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Sku;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
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

/** {@code /api/v1/stock} and the ledger proof. */
@Configuration(proxyBeanMethods = false)
class BackofficeStock {
    private static final String LIST = "stock";
    private static final int MAX_REFERENCE = 100;
    private static final int MAX_LISTED = 100;

    /** What an adjustment asks for, as its fingerprint sees it. */
    private record Asked(
            String reference, AdjustmentReason reason, Optional<Instant> occurredAt, List<Adjustment.Entry> entries) {}

    private record LevelJson(
            String sku,
            String location,
            long onHand,
            long unavailable,
            long allocated,
            long held,
            long inTransit,
            long safetyStock,
            long availableToFulfil,
            long version,
            long onHandVersion) {}

    private record AdjustmentJson(
            UUID id, String reference, String reason, Instant recordedAt, List<EntryJson> entries) {}

    private record EntryJson(String sku, String location, String counter, long quantity, boolean superseded) {}

    private record ExcessJson(String sku, String location, String counter, long requested, long present) {}

    private record ProofJson(Instant at, long levels, long entries, List<Map<String, Object>> differences) {}

    private record LevelsJson(List<LevelJson> items) {}

    private final Stock stock;
    private final Requests requests;
    private final Replies replies;
    private final Clock clock;

    BackofficeStock(Stock stock, Requests requests, Replies replies, Clock clock) {
        this.stock = stock;
        this.requests = requests;
        this.replies = replies;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> stockRoutes() {
        return RouterFunctions.route()
                .GET("/api/v1/stock", this::list)
                .POST("/api/v1/stock/adjustments", this::adjust)
                .PUT("/api/v1/stock/safety-stock", this::setSafetyStock)
                .GET("/api/v1/admin/ledger-proof", this::proof)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "sku*", "location", "limit", "after");
        Caller caller = Caller.of(request.attributes());
        Optional<LocationCode> location =
                caller.ofLocation(Requests.code(request, "location").map(LocationCode::new));
        Optional<String> after = Requests.after(request, LIST, Stock::isCursor);
        return stock.levels(Requests.skus(request), location, after, Requests.limit(request))
                .flatMap(page -> replies.page(LIST, page, BackofficeStock::level));
    }

    private Mono<ServerResponse> adjust(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(this::asked).flatMap(asked -> adjust(caller, Caller.actor(request), asked));
    }

    private Mono<ServerResponse> adjust(Caller caller, Actor actor, Asked asked) {
        asked.entries().forEach(entry -> caller.require(entry.cell().location()));
        return stock.adjust(
                        actor,
                        asked.reference(),
                        asked.reason(),
                        asked.occurredAt(),
                        asked.entries(),
                        requests.fingerprint(asked))
                .flatMap(result -> answer(result, asked.entries()));
    }

    private Mono<ServerResponse> answer(AdjustStockResult result, List<Adjustment.Entry> entries) {
        return switch (result) {
            case AdjustStockResult.Adjusted(Adjustment adjustment, boolean repeated) ->
                repeated ? replies.replayed(adjustment(adjustment)) : replies.created(adjustment(adjustment));
            case AdjustStockResult.ReferenceReused() ->
                throw Refusals.keyReused("/reference", "This reference stands for another adjustment.");
            case AdjustStockResult.UnknownItems(Set<Sku> skus) ->
                throw StockRefusals.unknownItems(cells(entries), skus);
            case AdjustStockResult.UnknownLocations(Set<LocationCode> codes) ->
                throw StockRefusals.unknownLocations(cells(entries), codes);
            case AdjustStockResult.InactiveLocations(Set<LocationCode> codes) ->
                throw StockRefusals.inactiveLocations(cells(entries), codes);
            case AdjustStockResult.NegativeStock(List<Excess> excess) ->
                throw Problem.of(
                                409,
                                "negative-stock",
                                "Stock would fall below zero",
                                "Less is there than would be taken away. Take no more than is there.")
                        .with(
                                "entries",
                                excess.stream()
                                        .limit(MAX_LISTED)
                                        .map(BackofficeStock::excess)
                                        .toList())
                        .toException();
        };
    }

    private Mono<ServerResponse> setSafetyStock(ServerRequest request) {
        Requests.onlyParameters(request);
        return requests.body(request)
                .map(BackofficeStock::safetyStock)
                .flatMap(units ->
                        stock.setSafetyStock(Caller.actor(request), units).flatMap(result -> answer(result, units)));
    }

    private Mono<ServerResponse> answer(SetSafetyStockResult result, Map<Cell, Long> units) {
        List<Cell> cells = List.copyOf(units.keySet());
        return switch (result) {
            case SetSafetyStockResult.Done() ->
                stock.levels(cells)
                        .map(BackofficeStock::level)
                        .collectList()
                        .flatMap(levels -> replies.ok(new LevelsJson(levels)));
            case SetSafetyStockResult.UnknownItems(Set<Sku> skus) -> throw StockRefusals.unknownItems(cells, skus);
            case SetSafetyStockResult.UnknownLocations(Set<LocationCode> codes) ->
                throw StockRefusals.unknownLocations(cells, codes);
        };
    }

    private Mono<ServerResponse> proof(ServerRequest request) {
        Requests.onlyParameters(request);
        return stock.proof()
                .flatMap(proof -> replies.ok(new ProofJson(
                        proof.at(),
                        proof.levels(),
                        proof.entries(),
                        proof.differences().stream()
                                .map(BackofficeStock::difference)
                                .toList())));
    }

    private Asked asked(Field body) {
        Field adjustment = body.object("reference", "reason", "occurredAt", "entries");
        return new Asked(
                adjustment.at("reference").trimmed(MAX_REFERENCE),
                adjustment.at("reason").word(AdjustmentReason.class),
                adjustment.maybe("occurredAt").map(time -> time.time(clock.instant())),
                adjustment.at("entries").items(1, Stock.MAX_ENTRIES, "too-many-entries").stream()
                        .map(entry -> entry.object("sku", "location", "quantity"))
                        .map(entry -> new Adjustment.Entry(
                                StockRefusals.cell(entry), entry.at("quantity").quantity(1)))
                        .toList());
    }

    private static Map<Cell, Long> safetyStock(Field body) {
        Map<Cell, Long> units = new LinkedHashMap<>();
        for (Field entry : body.object("entries").at("entries").items(1, Stock.MAX_ENTRIES, "too-many-entries")) {
            Cell cell = StockRefusals.cell(entry.object("sku", "location", "quantity"));
            if (units.put(cell, entry.at("quantity").quantity(0)) != null) {
                throw entry.invalid("Each SKU may stand once per location.");
            }
        }
        return units;
    }

    private static List<Cell> cells(List<Adjustment.Entry> entries) {
        return entries.stream().map(Adjustment.Entry::cell).toList();
    }

    private static LevelJson level(StockReading reading) {
        StockLevel level = reading.level();
        return new LevelJson(
                level.cell().sku().value(),
                level.cell().location().value(),
                level.onHand(),
                level.unavailable(),
                level.allocated(),
                level.held(),
                level.inTransit(),
                level.safetyStock(),
                reading.availableToFulfil(),
                level.version(),
                level.onHandVersion());
    }

    private static AdjustmentJson adjustment(Adjustment adjustment) {
        AdjustmentReason reason = adjustment.reason();
        return new AdjustmentJson(
                adjustment.id(),
                adjustment.reference(),
                reason.wire(),
                adjustment.recordedAt(),
                adjustment.entries().stream()
                        .map(entry -> new EntryJson(
                                entry.cell().sku().value(),
                                entry.cell().location().value(),
                                reason.counter().wire(),
                                reason.sign() * entry.quantity(),
                                entry.superseded()))
                        .toList());
    }

    private static ExcessJson excess(Excess excess) {
        return new ExcessJson(
                excess.cell().sku().value(),
                excess.cell().location().value(),
                excess.counter().wire(),
                excess.requested(),
                excess.present());
    }

    private static Map<String, Object> difference(LedgerProof.Difference difference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sku", difference.cell().sku().value());
        json.put("location", difference.cell().location().value());
        json.put("counter", difference.counter().wire());
        json.put("level", difference.level());
        json.put("ledger", difference.ledger());
        difference.open().ifPresent(open -> json.put("open", open));
        return json;
    }
}
