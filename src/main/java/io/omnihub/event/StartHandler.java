package io.omnihub.event;

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

/** Gives a handler its cursor, if it has none. Results in where it stands. */
record StartHandler(UUID id, String handler, long position) implements Command<HandlerCursor> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(HandlerCursor.TABLE, Set.of(handler));
    }

    @Override
    public Decision<HandlerCursor> decide(View view, Instant now) {
        Optional<HandlerCursor> found = view.find(HandlerCursor.TABLE, handler);
        if (found.isPresent()) {
            return new Decision.Refuse<>(found.get());
        }
        HandlerCursor started = HandlerCursor.at(handler, position, now);
        var changes = new Changes();
        started.put(changes);
        return new Decision.Accept<>(started, id, changes);
    }
}
