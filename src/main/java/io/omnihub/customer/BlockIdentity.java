package io.omnihub.customer;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Says that a key tells nobody, because many share it, or that it does again. Whose it was it stays until then. What is so
 * already changes nothing.
 */
record BlockIdentity(UUID id, Actor actor, IdentityKey key, boolean blocked) implements Command<Identity> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().create(Identity.TABLE, Set.of(key));
    }

    @Override
    public Decision<Identity> decide(View view, Instant now) {
        Optional<Identity> found = view.find(Identity.TABLE, key);
        if (found.isEmpty()) {
            return new Decision.Again<>(reads());
        }
        Identity before = found.get();
        Identity after = before.blocked(blocked);
        if (before.blocked() == blocked && (blocked || before.owner().isPresent())) {
            return new Decision.Refuse<>(before);
        }
        var changes = new Changes().put(Identity.TABLE, key, after);
        actor.note(
                changes,
                "identity:" + before.id(),
                Optional.of(Map.of("blocked", before.blocked())),
                Map.of("blocked", blocked));
        return new Decision.Accept<>(after, id, changes);
    }
}
