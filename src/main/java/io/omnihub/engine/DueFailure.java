package io.omnihub.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Notes that due work failed, and when it is tried again; after the last attempt it is parked.
 *
 * @param work as it was taken
 * @param counts whether it is a fault of its own, and no mere lack of a database
 */
record DueFailure(UUID id, DueWork work, String why, boolean counts, Duration pause, int attempts)
        implements Command<DueState> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(DueWork.TABLE, Set.of(work.id()));
    }

    @Override
    public Decision<DueState> decide(View view, Instant now) {
        DueWork found = view.find(DueWork.TABLE, work.id()).orElseThrow();
        if (!found.isHeldBy(work.generation())) {
            return new Decision.Refuse<>(found.state());
        }
        DueWork failed = counts ? found.failed(why, pause, attempts, now) : found.putOff(pause, now);
        Changes changes = new Changes().put(DueWork.TABLE, work.id(), failed);
        if (failed.state() == DueState.PARKED) {
            changes.announce(
                    new NewEvent("io.omnihub.due-work.parked.v1", work.id().toString(), failed.facts()));
        }
        return new Decision.Accept<>(failed.state(), work.id(), changes);
    }
}
