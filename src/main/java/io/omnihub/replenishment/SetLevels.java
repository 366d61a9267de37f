package io.omnihub.replenishment;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Item;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Says when cells are filled, and up to where. Harmless to repeat, so without a key.
 *
 * @param targets empty levels where they are to follow from what is sold again
 */
record SetLevels(UUID id, Actor actor, Map<Cell, Optional<Levels>> targets) implements Command<SetLevelsResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads()
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(Item.TABLE, targets.keySet().stream().map(Cell::sku).collect(Collectors.toSet()))
                .lock(TargetLevels.TABLE, targets.keySet());
    }

    @Override
    public Decision<SetLevelsResult> decide(View view, Instant now) {
        Set<Sku> items = targets.keySet().stream()
                .map(Cell::sku)
                .filter(sku -> view.find(Item.TABLE, sku).isEmpty())
                .collect(Collectors.toSet());
        if (!items.isEmpty()) {
            return new Decision.Refuse<>(new SetLevelsResult.UnknownItems(items));
        }
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        Set<LocationCode> locations = targets.keySet().stream()
                .map(Cell::location)
                .filter(code -> catalog.location(code).isEmpty())
                .collect(Collectors.toSet());
        if (!locations.isEmpty()) {
            return new Decision.Refuse<>(new SetLevelsResult.UnknownLocations(locations));
        }
        var changes = new Changes();
        targets.forEach((cell, levels) -> set(cell, levels, view, changes));
        return new Decision.Accept<>(new SetLevelsResult.Done(), id, changes);
    }

    private void set(Cell cell, Optional<Levels> levels, View view, Changes changes) {
        Optional<Levels> before = view.find(TargetLevels.TABLE, cell).flatMap(TargetLevels::levels);
        if (!before.equals(levels)) {
            changes.put(TargetLevels.TABLE, cell, new TargetLevels(cell, levels));
            actor.note(
                    changes,
                    "replenishment-levels:" + cell.location() + "/" + cell.sku(),
                    before.map(SetLevels::facts),
                    levels.map(SetLevels::facts).orElse(Map.of()));
        }
    }

    private static Map<String, Object> facts(Levels levels) {
        return Map.of("min", levels.min(), "max", levels.max());
    }
}
