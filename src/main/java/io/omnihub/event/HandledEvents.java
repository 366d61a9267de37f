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

/**
 * Carries out what a handler makes of events, and moves its cursor behind them in the same transaction. It needs no key:
 * whoever comes a second time finds that the cursor has moved.
 *
 * @param from where the cursor was read
 * @param to the position up to which the handler has had everything then
 */
record HandledEvents<R>(String handler, long from, long to, Command<R> effect)
        implements Command<HandledEvents.Outcome> {
    /** Of which one effect is made. */
    static final int MAX_EVENTS = 200;

    /** What became of it. */
    enum Outcome {
        HANDLED,
        /** Another replica was there before, or somebody has changed where the handler stands. */
        OVERTAKEN
    }

    HandledEvents {
        if (!effect.keys().isEmpty()) {
            throw new IllegalArgumentException(
                    handler + ": an effect's place in the stream is its key; one of its own could stop the cursor");
        }
    }

    @Override
    public UUID id() {
        return effect.id();
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return effect.reads().lock(HandlerCursor.TABLE, Set.of(handler));
    }

    @Override
    public Decision<Outcome> decide(View view, Instant now) {
        Optional<HandlerCursor> found = view.find(HandlerCursor.TABLE, handler).filter(cursor -> cursor.isAt(from));
        if (found.isEmpty()) {
            return new Decision.Refuse<>(Outcome.OVERTAKEN);
        }
        HandlerCursor moved = found.get().movedTo(to, now);
        return switch (effect.decide(view, now)) {
            case Decision.Again<R>(Reads reads) -> new Decision.Again<>(reads);
            case Decision.Accept<R>(R _, UUID subject, Changes changes) -> accept(moved, subject, changes);
            case Decision.Refuse<R>(R _, Optional<Changes> noted) -> accept(moved, id(), noted.orElseGet(Changes::new));
        };
    }

    private static Decision<Outcome> accept(HandlerCursor moved, UUID subject, Changes changes) {
        moved.put(changes);
        return new Decision.Accept<>(Outcome.HANDLED, subject, changes);
    }
}
