package io.omnihub.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Carries out due work, and notes in the same transaction that it is done.
 *
 * @param work as it was taken
 */
record DueEffect<R>(DueWork work, Command<R> effect) implements Command<DueEffect.Outcome> {
    /** What became of it. */
    enum Outcome {
        DONE,
        /** Somebody else has taken it, or has done it. */
        OVERTAKEN
    }

    @Override
    public UUID id() {
        return effect.id();
    }

    @Override
    public List<CommandKey> keys() {
        List<CommandKey> keys = new ArrayList<>(effect.keys());
        keys.add(new CommandKey("due", work.id().toString(), work.id()));
        return keys;
    }

    @Override
    public Reads reads() {
        return effect.reads().lock(DueWork.TABLE, Set.of(work.id()));
    }

    @Override
    public Decision<Outcome> decide(View view, Instant now) {
        DueWork found = view.find(DueWork.TABLE, work.id()).orElseThrow();
        if (!found.isHeldBy(work.generation())) {
            return new Decision.Refuse<>(Outcome.OVERTAKEN);
        }
        return switch (effect.decide(view, now)) {
            case Decision.Again<R>(Reads reads) -> new Decision.Again<>(reads);
            case Decision.Accept<R>(R _, UUID subject, Changes changes) ->
                new Decision.Accept<>(Outcome.DONE, subject, changes.put(DueWork.TABLE, work.id(), found.done()));
            case Decision.Refuse<R>(R _, Optional<Changes> noted) ->
                new Decision.Accept<>(
                        Outcome.DONE,
                        work.id(),
                        noted.orElseGet(Changes::new).put(DueWork.TABLE, work.id(), found.done()));
        };
    }
}
