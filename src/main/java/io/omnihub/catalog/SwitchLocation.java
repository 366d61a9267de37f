package io.omnihub.catalog;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Pauses a location, or its pickup, or lets it go on. It results in the location as it is then, if there is one. Harmless
 * to repeat, so without a key.
 *
 * @param actor whose key it was, for the event, as is the reason
 */
record SwitchLocation(UUID id, LocationCode code, boolean paused, boolean pickupPaused, String reason, Actor actor)
        implements Command<Optional<Location>> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(Location.TABLE, Set.of(code));
    }

    @Override
    public Decision<Optional<Location>> decide(View view, Instant now) {
        Optional<Location> found = view.find(Location.TABLE, code);
        if (found.isEmpty() || (found.get().paused() == paused && found.get().pickupPaused() == pickupPaused)) {
            return new Decision.Refuse<>(found);
        }
        Location switched = found.get().switched(paused, pickupPaused);
        var event = new NewEvent(
                "io.omnihub.location.switched.v1",
                code.value(),
                Map.of(
                        "code",
                        code.value(),
                        "version",
                        switched.version(),
                        "paused",
                        paused,
                        "pickupPaused",
                        pickupPaused,
                        "reason",
                        reason,
                        "actor",
                        actor.id()));
        var changes = new Changes().put(Location.TABLE, code, switched).announce(event);
        if (paused && !found.get().paused()) {
            DueWork.at(now, Ids.derive(id, 1), Location.PAUSED_WORK, code.value(), now)
                    .stage(changes);
        }
        if ((!paused && found.get().paused()) || (!pickupPaused && found.get().pickupPaused())) {
            DueWork.at(now, Ids.derive(id, 2), Location.OPENED_WORK, code.value(), now)
                    .stage(changes);
        }
        actor.note(changes, "location:" + code, found.map(Location::facts), facts(switched));
        return new Decision.Accept<>(Optional.of(switched), id, changes);
    }

    private Map<String, Object> facts(Location switched) {
        Map<String, Object> facts = new HashMap<>(switched.facts());
        facts.put("reason", reason);
        return facts;
    }
}
