package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Location;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentWork;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Has a paused location give up what it has not picked: due work for each part, so that they go one by one beside
 * whatever else there is to do. Where there are more, it looks again.
 *
 * @param parts that were not picked when they were read
 */
record GiveUpAll(UUID id, LocationCode location, List<UUID> parts) implements Command<Boolean> {
    static final int AT_ONCE = 1_000;

    /** Until the first of them are gone. */
    private static final Duration MORE_LATER = Duration.ofSeconds(5);

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        boolean paused = view.find(Catalog.TABLE, Catalog.Key.CURRENT)
                .flatMap(catalog -> catalog.location(location))
                .filter(Location::paused)
                .isPresent();
        if (!paused || parts.isEmpty()) {
            return new Decision.Refuse<>(false);
        }
        var changes = new Changes();
        for (int i = 0; i < parts.size(); i++) {
            DueWork.at(
                            now,
                            Ids.derive(id, i + 1),
                            FulfillmentWork.GIVE_UP,
                            parts.get(i).toString(),
                            now)
                    .stage(changes);
        }
        if (parts.size() == AT_ONCE) {
            DueWork.at(now.plus(MORE_LATER), Ids.derive(id, AT_ONCE + 1), Location.PAUSED_WORK, location.value(), now)
                    .stage(changes);
        }
        return new Decision.Accept<>(true, id, changes);
    }
}
