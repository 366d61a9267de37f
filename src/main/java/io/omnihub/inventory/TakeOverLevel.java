package io.omnihub.inventory;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Brings a level to what another system says of it, by entries of the ledger. Where it is so already, nothing changes: it is
 * harmless to repeat and has no key. Promises stay; what they lack then, {@code stock.oversold} tells.
 */
record TakeOverLevel(UUID id, UUID actor, UUID reference, TakenOver wanted) implements Command<TakeOverLevelResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads()
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(Item.TABLE, Set.of(cell().sku()))
                .lock(StockLevel.TABLE, Set.of(cell()));
    }

    @Override
    public Decision<TakeOverLevelResult> decide(View view, Instant now) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        if (view.find(Item.TABLE, cell().sku()).isEmpty()) {
            return new Decision.Refuse<>(new TakeOverLevelResult.UnknownItem());
        }
        Optional<Location> location = catalog.location(cell().location());
        if (location.isEmpty()) {
            return new Decision.Refuse<>(new TakeOverLevelResult.UnknownLocation());
        }
        if (location.get().state() == EntryState.INACTIVE) {
            return new Decision.Refuse<>(new TakeOverLevelResult.InactiveLocation());
        }
        return view.find(StockLevel.TABLE, cell())
                .map(level -> takeOver(level, view))
                .orElseGet(() -> new Decision.Again<>(new Reads().create(StockLevel.TABLE, Set.of(cell()))));
    }

    private Decision<TakeOverLevelResult> takeOver(StockLevel before, View view) {
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, reference, actor, Optional.empty());
        ledger.takeOver(cell(), Counter.ON_HAND, wanted.onHand());
        wanted.unavailable().ifPresent(units -> ledger.takeOver(cell(), Counter.UNAVAILABLE, units));
        StockLevel counted = ledger.level(cell()).orElseThrow();
        StockLevel after = counted.withSafetyStock(wanted.safetyStock().orElse(counted.safetyStock()));
        if (after.equals(before)) {
            return new Decision.Refuse<>(new TakeOverLevelResult.Done());
        }
        changes.put(StockLevel.TABLE, cell(), after);
        return new Decision.Accept<>(new TakeOverLevelResult.Done(), id, changes);
    }

    private Cell cell() {
        return wanted.cell();
    }
}
