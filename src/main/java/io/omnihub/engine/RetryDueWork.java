package io.omnihub.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Lets parked work be tried again, as often as at first. */
record RetryDueWork(UUID id, Actor actor, UUID workId, List<CommandKey> keys) implements Command<RetryDueWorkResult> {
    @Override
    public Reads reads() {
        return new Reads().lock(DueWork.TABLE, Set.of(workId));
    }

    @Override
    public Decision<RetryDueWorkResult> decide(View view, Instant now) {
        Optional<DueWork> found = view.find(DueWork.TABLE, workId);
        if (found.isEmpty()) {
            return new Decision.Refuse<>(new RetryDueWorkResult.Unknown());
        }
        if (found.get().state() != DueState.PARKED) {
            return new Decision.Refuse<>(new RetryDueWorkResult.NotParked(found.get()));
        }
        DueWork retried = found.get().retried(now);
        Changes changes = new Changes().put(DueWork.TABLE, workId, retried);
        actor.note(changes, "due-work:" + workId, found.map(DueWork::facts), retried.facts());
        return new Decision.Accept<>(new RetryDueWorkResult.Retried(retried, false), workId, changes);
    }
}
