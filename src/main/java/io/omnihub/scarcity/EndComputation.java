package io.omnihub.scarcity;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Lets the prices of a computation stand. They commit with its being done, so that of two replicas that compute, one's stand.
 *
 * @param work that is done by this, and is due again after {@code pause}
 */
record EndComputation(UUID id, ShadowComputation computation, DueWork work, Duration pause)
        implements Command<ShadowComputation> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads();
    }

    @Override
    public Decision<ShadowComputation> decide(View view, Instant now) {
        var changes = new Changes().append(ShadowComputation.LOG, computation);
        if (work.subject().equals(ShadowPriceWork.AGAIN_AND_AGAIN)) {
            DueWork.at(now.plus(pause), Ids.derive(id, 1), work.kind(), work.subject(), now)
                    .stage(changes);
        }
        return new Decision.Accept<>(computation, computation.id(), changes);
    }
}
