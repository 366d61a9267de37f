package io.omnihub.count;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.Tolerance;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a cycle count of these items at a location. It looks at every item, so that it weighs in a batch what it writes.
 *
 * @param tolerance empty for the location's own
 * @param usual that of a location without its own
 */
record MakeCycleCount(
        UUID id,
        Actor actor,
        String reference,
        LocationCode location,
        Set<Sku> skus,
        boolean blind,
        Optional<Tolerance> tolerance,
        Tolerance usual,
        List<CommandKey> keys)
        implements Command<MakeCycleCountResult> {
    @Override
    public Reads reads() {
        return new Reads().read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT)).read(Item.TABLE, skus);
    }

    @Override
    public Decision<MakeCycleCountResult> decide(View view, Instant now) {
        Optional<MakeCycleCountResult> refusal = refusal(view);
        if (refusal.isPresent()) {
            return new Decision.Refuse<>(refusal.get());
        }
        var count = new CycleCount(
                id,
                reference,
                location,
                CycleCountState.OPEN,
                blind,
                tolerance
                        .or(() -> place(view).flatMap(Location::countTolerance))
                        .orElse(usual),
                skus.size(),
                skus.size(),
                0,
                actor.id(),
                now,
                Optional.empty(),
                1);
        var changes = new Changes().put(CycleCount.TABLE, id, count).announce(count.event());
        skus.stream()
                .map(sku -> CountLine.uncounted(id, sku))
                .forEach(line -> changes.put(CountLine.TABLE, line.key(), line));
        actor.noteNew(changes, "cycle-count:" + id, count.facts());
        return new Decision.Accept<>(new MakeCycleCountResult.Made(count, false), id, changes);
    }

    private Optional<MakeCycleCountResult> refusal(View view) {
        Optional<Location> place = place(view);
        if (place.isEmpty()) {
            return Optional.of(new MakeCycleCountResult.UnknownLocation());
        }
        if (place.get().state() == EntryState.INACTIVE) {
            return Optional.of(new MakeCycleCountResult.InactiveLocation());
        }
        Set<Sku> unknown = new LinkedHashSet<>(skus);
        unknown.removeIf(sku -> view.find(Item.TABLE, sku).isPresent());
        if (!unknown.isEmpty()) {
            return Optional.of(new MakeCycleCountResult.UnknownItems(unknown));
        }
        if (skus.size() > CycleCount.MAX_LINES) {
            return Optional.of(new MakeCycleCountResult.TooMany());
        }
        return skus.isEmpty() ? Optional.of(new MakeCycleCountResult.NothingToCount()) : Optional.empty();
    }

    private Optional<Location> place(View view) {
        return view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow().location(location);
    }
}
