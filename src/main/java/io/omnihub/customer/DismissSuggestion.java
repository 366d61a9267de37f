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

/** Says that two customers are two persons. One that is decided stays so; a repeat changes nothing. */
record DismissSuggestion(UUID id, Actor actor, Suggestion known) implements Command<Suggestion> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(Suggestion.TABLE, Set.of(known.key()));
    }

    @Override
    public Decision<Suggestion> decide(View view, Instant now) {
        Suggestion found = view.find(Suggestion.TABLE, known.key()).orElseThrow();
        if (found.state() != Suggestion.State.OPEN) {
            return new Decision.Refuse<>(found);
        }
        Suggestion dismissed = found.decided(Suggestion.State.DISMISSED, now);
        var changes = new Changes().put(Suggestion.TABLE, found.key(), dismissed);
        actor.note(
                changes,
                "customer-suggestion:" + found.id(),
                Optional.of(Map.of("state", found.state().wire())),
                Map.of("state", dismissed.state().wire()));
        return new Decision.Accept<>(dismissed, found.id(), changes);
    }
}
