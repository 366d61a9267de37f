package io.omnihub.inventory;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Item;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.AdjustStockResult.Excess;
import io.omnihub.inventory.Adjustment.Entry;
import io.omnihub.inventory.Adjustment.Posted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Corrects the stock of many cells at once: all entries or none. What is reported only after what lies there was counted
 * has no effect where it had happened before. What orders are promised and is not there any more is watched ({@link Deficit}).
 *
 * @param occurredAt when it happened; empty for now
 */
record AdjustStock(
        UUID id,
        Actor actor,
        String reference,
        AdjustmentReason reason,
        Optional<Instant> occurredAt,
        List<Entry> entries,
        List<CommandKey> keys)
        implements Command<AdjustStockResult> {
    @Override
    public Reads reads() {
        return new Reads()
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(Item.TABLE, cells().stream().map(Cell::sku).toList())
                .lock(StockLevel.TABLE, cells())
                .read(LastCount.TABLE, occurredAt.isPresent() ? cells() : List.of());
    }

    @Override
    public Decision<AdjustStockResult> decide(View view, Instant now) {
        Optional<AdjustStockResult> unusable = unusable(view);
        if (unusable.isPresent()) {
            return new Decision.Refuse<>(unusable.get());
        }
        List<Cell> missing = StockLevel.missing(entries.stream().map(Entry::cell), view);
        if (!missing.isEmpty()) {
            return new Decision.Again<>(new Reads().create(StockLevel.TABLE, missing));
        }
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, id, actor.id(), occurredAt.filter(now::isAfter));
        List<Excess> negative = new ArrayList<>();
        List<Posted> posted = entries.stream()
                .map(entry -> new Posted(entry.cell(), entry.quantity(), isSuperseded(entry, view)))
                .toList();
        posted.stream()
                .filter(entry -> !entry.superseded())
                .forEach(entry -> post(entry, ledger).ifPresent(negative::add));
        if (!negative.isEmpty()) {
            return new Decision.Refuse<>(new AdjustStockResult.NegativeStock(negative));
        }
        Optional<Reads> unwatched = Deficit.watch(ledger, view, changes, id, now);
        if (unwatched.isPresent()) {
            return new Decision.Again<>(unwatched.get());
        }
        var adjustment = new Adjustment(id, reference, reason, actor.id(), occurredAt.orElse(now), now, posted);
        changes.append(Adjustment.LOG, adjustment);
        actor.noteNew(changes, "adjustment:" + id, facts(view, ledger));
        return new Decision.Accept<>(new AdjustStockResult.Adjusted(adjustment, false), id, changes);
    }

    private Optional<AdjustStockResult> unusable(View view) {
        var faults = CellFaults.of(cells(), view);
        if (!faults.unknownItems().isEmpty()) {
            return Optional.of(new AdjustStockResult.UnknownItems(faults.unknownItems()));
        }
        if (!faults.unknownLocations().isEmpty()) {
            return Optional.of(new AdjustStockResult.UnknownLocations(faults.unknownLocations()));
        }
        return faults.inactiveLocations().isEmpty()
                ? Optional.empty()
                : Optional.of(new AdjustStockResult.InactiveLocations(faults.inactiveLocations()));
    }

    private Map<String, Object> facts(View before, StockLedger after) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("reference", reference);
        facts.put("reason", reason.wire());
        facts.put(
                "levels",
                entries.stream()
                        .map(Entry::cell)
                        .distinct()
                        .map(cell -> fact(cell, before, after))
                        .toList());
        return facts;
    }

    private Map<String, Object> fact(Cell cell, View before, StockLedger after) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("sku", cell.sku().value());
        fact.put("location", cell.location().value());
        fact.put("counter", reason.counter().wire());
        fact.put("before", present(before.find(StockLevel.TABLE, cell)));
        fact.put("after", present(after.level(cell)));
        return fact;
    }

    private long present(Optional<StockLevel> level) {
        return level.map(found -> reason.counter() == Counter.ON_HAND ? found.onHand() : found.unavailable())
                .orElseThrow();
    }

    /** What was counted is on hand alone. */
    private boolean isSuperseded(Entry entry, View view) {
        return reason.counter() == Counter.ON_HAND
                && occurredAt
                        .filter(at -> LastCount.includes(new Moment(entry.cell(), at), view))
                        .isPresent();
    }

    /** What the entry takes too much; a counter that an adjustment takes from must not fall below zero. */
    private Optional<Excess> post(Posted entry, StockLedger ledger) {
        long present = present(ledger.level(entry.cell()));
        if (reason.sign() < 0 && present < entry.quantity()) {
            return Optional.of(new Excess(entry.cell(), reason.counter(), entry.quantity(), present));
        }
        ledger.adjust(entry.cell(), reason, entry.quantity());
        return Optional.empty();
    }

    private List<Cell> cells() {
        return entries.stream().map(Entry::cell).toList();
    }
}
