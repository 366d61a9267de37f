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
import io.omnihub.fulfillment.Unacknowledged;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Has a location acknowledge what it was given in the time that it is given now, counted from now on: due work for each part
 * beside that which was made with it, whichever comes first. Where there are more parts, it goes on behind the last.
 *
 * @param parts that were not acknowledged when they were read, at most {@value #AT_ONCE}
 */
record HurryAll(UUID id, LocationCode location, List<Unacknowledged> parts) implements Command<Boolean> {
    static final int AT_ONCE = 1_000;

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
        Optional<Instant> end = view.find(Catalog.TABLE, Catalog.Key.CURRENT)
                .flatMap(catalog -> catalog.location(location))
                .flatMap(place -> place.acknowledgeBy(now));
        if (end.isEmpty() || parts.isEmpty()) {
            return new Decision.Refuse<>(false);
        }
        var changes = new Changes();
        for (int i = 0; i < parts.size(); i++) {
            stage(i + 1, FulfillmentWork.ACKNOWLEDGE_BY, parts.get(i).subject(), end.get(), now, changes);
        }
        if (parts.size() == AT_ONCE) {
            String further = new Onwards(location.value(), parts.getLast().id().toString()).subject();
            stage(AT_ONCE + 1, Location.HURRIED_WORK, further, now, now, changes);
        }
        return new Decision.Accept<>(true, id, changes);
    }

    private void stage(int ordinal, String kind, String subject, Instant at, Instant now, Changes changes) {
        DueWork.at(at, Ids.derive(id, ordinal), kind, subject, now).stage(changes);
    }
}
