package io.omnihub.scarcity;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Has prices computed now, besides when they are anyway; its id is the due work's.
 *
 * @param waiting due work of another request that nobody has begun with: it is done once for both
 */
record RequestComputation(UUID id, Actor actor, Optional<UUID> waiting, List<CommandKey> keys)
        implements Command<UUID> {
    @Override
    public Reads reads() {
        return new Reads();
    }

    @Override
    public Decision<UUID> decide(View view, Instant now) {
        var changes = new Changes();
        if (waiting.isPresent()) {
            return new Decision.Accept<>(waiting.get(), waiting.get(), changes);
        }
        DueWork.at(now, id, ShadowPriceWork.KIND, ShadowPriceWork.ONCE, now).stage(changes);
        actor.noteNew(changes, "due-work:" + id, Map.of("kind", ShadowPriceWork.KIND));
        return new Decision.Accept<>(id, id, changes);
    }
}
