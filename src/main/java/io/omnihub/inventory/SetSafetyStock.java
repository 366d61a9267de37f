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
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        Set<Sku> skus = units.keySet().stream()
                .map(Cell::sku)
                .filter(sku -> view.find(Item.TABLE, sku).isEmpty())
                .collect(Collectors.toSet());
        if (!skus.isEmpty()) {
            return new Decision.Refuse<>(new SetSafetyStockResult.UnknownItems(skus));
        }
        Set<LocationCode> locations = units.keySet().stream()
                .map(Cell::location)
                .filter(location -> catalog.location(location).isEmpty())
                .collect(Collectors.toSet());
        if (!locations.isEmpty()) {
            return new Decision.Refuse<>(new SetSafetyStockResult.UnknownLocations(locations));
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
