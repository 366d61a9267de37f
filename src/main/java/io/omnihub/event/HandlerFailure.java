package io.omnihub.event;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Notes that a handler failed, and when it is tried again; after the last attempt it is parked, and somebody told.
 *
 * @param from where its cursor was read
 * @param counts whether it is a fault of its own, and no mere lack of a database
 */
record HandlerFailure(UUID id, String handler, long from, String why, boolean counts, Duration pause, int attempts)
        implements Command<HandlerFailure.Outcome> {
    /** What became of the handler. */
    enum Outcome {
        WAITS,
        PARKED,
        /** It stands elsewhere by now. */
        OVERTAKEN
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(HandlerCursor.TABLE, Set.of(handler));
    }

    @Override
    public Decision<Outcome> decide(View view, Instant now) {
        Optional<HandlerCursor> found = view.find(HandlerCursor.TABLE, handler).filter(cursor -> cursor.isAt(from));
        if (found.isEmpty()) {
            return new Decision.Refuse<>(Outcome.OVERTAKEN);
        }
        HandlerCursor failed = counts
                ? found.get().failed(why, pause, attempts, now)
                : found.get().putOff(why, pause, now);
        var changes = new Changes();
        failed.put(changes);
        if (failed.state() == HandlerState.PARKED) {
            changes.announce(failed.attention().raised(failed.facts()));
        }
        return new Decision.Accept<>(
                failed.state() == HandlerState.PARKED ? Outcome.PARKED : Outcome.WAITS, id, changes);
    }
}
