package io.omnihub.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Lets work that takes long be this replica's for longer than a usual lease. Results in whether it still is.
 *
 * @param work as it was taken
 */
record ProlongDueWork(UUID id, DueWork work, Duration lease) implements Command<Boolean> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(DueWork.TABLE, Set.of(work.id()));
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        DueWork found = view.find(DueWork.TABLE, work.id()).orElseThrow();
        return found.isHeldBy(work.generation())
                ? new Decision.Accept<>(
                        true, work.id(), new Changes().put(DueWork.TABLE, work.id(), found.putOff(lease, now)))
                : new Decision.Refuse<>(false);
    }
}
