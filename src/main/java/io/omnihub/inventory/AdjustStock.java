package io.omnihub.inventory;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.AdjustStockResult.Excess;
import io.omnihub.inventory.Adjustment.Entry;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Corrects the stock of many cells at once: all entries or none. */
record AdjustStock(
        UUID id,
        UUID actor,
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
                .read(
                        Item.TABLE,
                        entries.stream().map(entry -> entry.cell().sku()).toList())
                .lock(StockLevel.TABLE, entries.stream().map(Entry::cell).toList());
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
        var ledger = new StockLedger(view, changes, id, actor, occurredAt);
        List<Excess> negative = new ArrayList<>();
        entries.forEach(entry -> post(entry, ledger).ifPresent(negative::add));
        if (!negative.isEmpty()) {
            return new Decision.Refuse<>(new AdjustStockResult.NegativeStock(negative));
        }
        var adjustment = new Adjustment(id, reference, reason, actor, occurredAt.orElse(now), now, entries);
        changes.append(Adjustment.LOG, adjustment);
        return new Decision.Accept<>(new AdjustStockResult.Adjusted(adjustment, false), id, changes);
    }

    private Optional<AdjustStockResult> unusable(View view) {
        Set<Sku> skus = new LinkedHashSet<>();
        Set<LocationCode> locations = new LinkedHashSet<>();
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        for (Entry entry : entries) {
            if (view.find(Item.TABLE, entry.cell().sku()).isEmpty()) {
                skus.add(entry.cell().sku());
            }
            if (catalog.location(entry.cell().location()).isEmpty()) {
                locations.add(entry.cell().location());
            }
        }
        if (!skus.isEmpty()) {
            return Optional.of(new AdjustStockResult.UnknownItems(skus));
        }
        if (!locations.isEmpty()) {
            return Optional.of(new AdjustStockResult.UnknownLocations(locations));
        }
        Set<LocationCode> inactive = entries.stream()
                .map(entry -> entry.cell().location())
                .filter(code -> catalog.location(code).orElseThrow().state() == EntryState.INACTIVE)
                .collect(Collectors.toSet());
        return inactive.isEmpty() ? Optional.empty() : Optional.of(new AdjustStockResult.InactiveLocations(inactive));
    }

    /** What the entry takes too much; a counter that an adjustment takes from must not fall below zero. */
    private Optional<Excess> post(Entry entry, StockLedger ledger) {
        StockLevel level = ledger.level(entry.cell()).orElseThrow();
        long present = reason.counter() == Counter.ON_HAND ? level.onHand() : level.unavailable();
        if (reason.sign() < 0 && present < entry.quantity()) {
            return Optional.of(new Excess(entry.cell(), reason.counter(), entry.quantity(), present));
        }
        ledger.adjust(entry.cell(), reason, entry.quantity());
        return Optional.empty();
    }
}
