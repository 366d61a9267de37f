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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sets what is never promised, per cell. Harmless to repeat, so without a key; promises already made stay. */
record SetSafetyStock(UUID id, Actor actor, Map<Cell, Long> units) implements Command<SetSafetyStockResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads()
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(Item.TABLE, units.keySet().stream().map(Cell::sku).toList())
                .lock(StockLevel.TABLE, units.keySet());
    }

    @Override
    public Decision<SetSafetyStockResult> decide(View view, Instant now) {
        var faults = CellFaults.of(units.keySet(), view);
        if (!faults.unknownItems().isEmpty()) {
            return new Decision.Refuse<>(new SetSafetyStockResult.UnknownItems(faults.unknownItems()));
        }
        if (!faults.unknownLocations().isEmpty()) {
            return new Decision.Refuse<>(new SetSafetyStockResult.UnknownLocations(faults.unknownLocations()));
        }
        List<Cell> missing = StockLevel.missing(units.keySet().stream(), view);
        if (!missing.isEmpty()) {
            return new Decision.Again<>(new Reads().create(StockLevel.TABLE, missing));
        }
        var changes = new Changes();
        units.forEach((cell, quantity) -> {
            StockLevel level = view.find(StockLevel.TABLE, cell).orElseThrow();
            if (level.safetyStock() != quantity) {
                changes.put(StockLevel.TABLE, cell, level.withSafetyStock(quantity));
                actor.note(
                        changes,
                        "stock:" + cell.location() + "/" + cell.sku(),
                        Optional.of(Map.of("safetyStock", level.safetyStock())),
                        Map.of("safetyStock", quantity));
            }
        });
        return new Decision.Accept<>(new SetSafetyStockResult.Done(), id, changes);
    }
}
