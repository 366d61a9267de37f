package io.omnihub.event;

import io.omnihub.engine.Actor;
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
 * Lets a parked handler be tried again, as often as at first.
 *
 * @param from behind where it stands where what is forgotten between is given up; else 0
 */
record RetryHandler(UUID id, Actor actor, String handler, long from, List<CommandKey> keys)
        implements Command<RetryHandlerResult> {
    @Override
    public Reads reads() {
        return new Reads().lock(HandlerCursor.TABLE, Set.of(handler));
    }

    @Override
    public Decision<RetryHandlerResult> decide(View view, Instant now) {
        Optional<HandlerCursor> found = view.find(HandlerCursor.TABLE, handler);
        if (found.isEmpty()) {
            return new Decision.Refuse<>(new RetryHandlerResult.Unknown());
        }
        if (found.get().state() != HandlerState.PARKED) {
            return new Decision.Refuse<>(new RetryHandlerResult.NotParked(found.get()));
        }
        HandlerCursor retried = found.get().retried(from, now);
        var changes = new Changes();
        retried.put(changes);
        changes.announce(retried.attention().cleared(retried.facts()));
        actor.note(changes, "event-handler:" + handler, found.map(HandlerCursor::facts), retried.facts());
        return new Decision.Accept<>(new RetryHandlerResult.Retried(false), id, changes);
    }
}
