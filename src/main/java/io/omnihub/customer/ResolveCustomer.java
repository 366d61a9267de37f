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
import java.util.UUID;

/**
 * Finds whose some keys are, makes a customer of them where they are nobody's, and notes what is new. What is known already
 * changes nothing, so it is harmless to repeat and has no key.
 */
record ResolveCustomer(UUID id, Actor actor, Evidence evidence) implements Command<Resolution> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return Resolving.reads(evidence);
    }

    @Override
    public Decision<Resolution> decide(View view, Instant now) {
        var changes = new Changes();
        return switch (Resolving.resolve(evidence, view, changes, id, actor, now)) {
            case Resolution.Unread(Reads more) -> new Decision.Again<>(more);
            case Resolution.Nobody nobody -> new Decision.Refuse<>(nobody);
            case Resolution.Known known -> new Decision.Accept<>(known, known.customer(), changes);
        };
    }
}
