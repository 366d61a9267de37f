package io.omnihub.simulation;

import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A command whose decisions are kept.
 *
 * @param decisions all that were made of it, the last one at the end
 */
record Watched<R>(Command<R> command, List<Decision<?>> decisions) implements Command<R> {
    static <R> Watched<R> of(Command<R> command) {
        return new Watched<>(command, new ArrayList<>());
    }

    @Override
    public UUID id() {
        return command.id();
    }

    @Override
    public List<CommandKey> keys() {
        return command.keys();
    }

    @Override
    public Reads reads() {
        return command.reads();
    }

    @Override
    public Decision<R> decide(View view, Instant now) {
        Decision<R> decision = command.decide(view, now);
        decisions.add(decision);
        return decision;
    }

    /** Whether something of it was to be written. */
    boolean changed() {
        return !decisions.isEmpty()
                && switch (decisions.getLast()) {
                    case Decision.Accept<?> _ -> true;
                    case Decision.Refuse<?> refused -> refused.noted().isPresent();
                    case Decision.Again<?> _ -> false;
                };
    }
}
