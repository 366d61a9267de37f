package io.omnihub.inventory;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.engine.Priority;
import io.omnihub.inventory.Adjustment.Entry;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Corrects and counts stock, sets safety stock, reads levels, and proves that every counter is right. */
@Component
public class Stock {
    /** Entries of one adjustment, of one count, and of one setting of safety stock. */
    public static final int MAX_ENTRIES = 10_000;

    /** The event of a level that changed. */
    public static final String CHANGED = StockRows.CHANGED;

    /** Above this many entries an adjustment is bulk work, which lets interactive work go first. */
    private static final int BULK_ENTRIES = 100;

    private final Engine engine;
    private final StockQueries queries;
    private final Ids ids;

    Stock(Engine engine, StockQueries queries, Ids ids) {
        this.engine = engine;
        this.queries = queries;
        this.ids = ids;
    }

    /**
     * Corrects stock, all entries or none. Idempotent by the reference, whoever calls.
     *
     * @param fingerprint a hash of the canonical request
     */
    public Mono<AdjustStockResult> adjust(
            Actor actor,
            String reference,
            AdjustmentReason reason,
            Optional<Instant> occurredAt,
            List<Entry> entries,
            UUID fingerprint) {
        var key = new CommandKey("adjustment", reference, fingerprint);
        var command = new AdjustStock(ids.next(), actor, reference, reason, occurredAt, entries, List.of(key));
        return engine.submit(command, priority(entries.size())).flatMap(answer -> switch (answer) {
            case Answer.Decided<AdjustStockResult>(AdjustStockResult result) -> Mono.just(result);
            case Answer.Repeated<AdjustStockResult>(UUID first, UUID id) ->
                queries.adjustment(id)
                        .map(adjustment -> new AdjustStockResult.Adjusted(adjustment, !first.equals(command.id())));
            case Answer.KeyReused<AdjustStockResult> _ -> Mono.just(new AdjustStockResult.ReferenceReused());
        });
    }

    /**
     * Brings cells to what was counted there, all entries or none. Idempotent by the reference, whoever calls.
     *
     * @param entries each cell once
     * @param fingerprint a hash of the canonical request
     */
    public Mono<CountStockResult> count(
            Actor actor,
            String reference,
            Optional<Instant> occurredAt,
            List<StockCount.Entry> entries,
            UUID fingerprint) {
        var key = new CommandKey("count", reference, fingerprint);
        var command = new CountStock(ids.next(), actor, reference, occurredAt, entries, List.of(key));
        return engine.submit(command, priority(entries.size())).flatMap(answer -> switch (answer) {
            case Answer.Decided<CountStockResult>(CountStockResult result) -> Mono.just(result);
            case Answer.Repeated<CountStockResult>(UUID first, UUID id) ->
                queries.count(id).map(count -> new CountStockResult.Counted(count, !first.equals(command.id())));
            case Answer.KeyReused<CountStockResult> _ -> Mono.just(new CountStockResult.ReferenceReused());
        });
    }

    /**
     * The command that takes a level over from another system, for those who carry it out together with others. Harmless
     * to repeat.
     *
     * @param actor the caller's key
     * @param reference what the ledger's entries name as their cause
     */
    public Command<TakeOverLevelResult> takingOver(UUID actor, UUID reference, TakenOver level) {
        return new TakeOverLevel(ids.next(), actor, reference, level);
    }

    /** Sets the safety stock of each cell; a repeat changes nothing. */
    public Mono<SetSafetyStockResult> setSafetyStock(Actor actor, Map<Cell, Long> units) {
        return engine.submit(new SetSafetyStock(ids.next(), actor, units), priority(units.size()))
                .map(answer -> switch (answer) {
                    case Answer.Decided<SetSafetyStockResult>(SetSafetyStockResult result) -> result;
                    case Answer.Repeated<SetSafetyStockResult> _, Answer.KeyReused<SetSafetyStockResult> _ ->
                        throw new IllegalStateException("setting safety stock has no keys");
                });
    }

    /**
     * Levels in the order of SKU and location.
     *
     * @param skus empty for all
     * @param after the {@code next} of the page before
     */
    public Mono<Page<StockReading>> levels(
            Collection<Sku> skus, Optional<LocationCode> location, Optional<String> after, int limit) {
        return queries.levels(skus, location, after, limit);
    }

    /** The level that an event of {@link #CHANGED} carries. */
    public static StockLevel changed(JsonNode data) {
        return StockRows.read(data);
    }

    /** Whether a page of levels could begin after this. */
    public static boolean isCursor(String text) {
        return StockQueries.isCursor(text);
    }

    /** The levels of these cells, in their order. */
    public Flux<StockReading> levels(Collection<Cell> cells) {
        return queries.levels(cells);
    }

    /** All levels of one snapshot, in the order of their cells, as fast as they are taken. */
    public Flux<StockLevel> allLevels() {
        return queries.allLevels();
    }

    /** Recomputes every counter of every level in one snapshot. */
    public Mono<LedgerProof> proof() {
        return queries.proof();
    }

    private static Priority priority(int entries) {
        return entries > BULK_ENTRIES ? Priority.BULK : Priority.INTERACTIVE;
    }
}
