package io.omnihub.access;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes a key; whether what it is bound to exists is asked before. */
record CreateKey(UUID id, Actor actor, String name, Role role, Scope scope, String secretHash, List<CommandKey> keys)
        implements Command<CallerKey> {
    @Override
    public Reads reads() {
        return new Reads();
    }

    @Override
    public Decision<CallerKey> decide(View view, Instant now) {
        var key = new CallerKey(id, name, role, scope, secretHash, Optional.empty(), now, Optional.empty());
        var changes = new Changes().put(CallerKey.TABLE, id, key);
        actor.noteNew(changes, key.subject(), key.facts());
        return new Decision.Accept<>(key, id, changes);
    }
}
