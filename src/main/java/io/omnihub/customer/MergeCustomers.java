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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Says that two customers are one person, against what their keys say if need be: a person knows better.
 *
 * @param survivor whose all is then
 */
record MergeCustomers(UUID id, Actor actor, UUID survivor, UUID from, CustomerMerge.Rule rule, List<CommandKey> keys)
        implements Command<MergeResult> {
    @Override
    public Reads reads() {
        return new Reads()
                .lock(Customer.TABLE, List.of(survivor, from))
                .lock(Suggestion.TABLE, Set.of(Suggestion.Key.of(survivor, from)));
    }

    @Override
    public Decision<MergeResult> decide(View view, Instant now) {
        Customer kept = view.find(Customer.TABLE, survivor).orElseThrow();
        Customer merged = view.find(Customer.TABLE, from).orElseThrow();
        if (kept.id().equals(merged.id())) {
            return new Decision.Refuse<>(new MergeResult.SameCustomer());
        }
        if (kept.mergedInto().isPresent() || merged.mergedInto().isPresent()) {
            return new Decision.Refuse<>(new MergeResult.MergedAlready());
        }
        if (kept.erasedAt().isPresent() || merged.erasedAt().isPresent()) {
            return new Decision.Refuse<>(new MergeResult.Erased());
        }
        var changes = new Changes();
        Customer after = Merging.merge(kept, merged, rule, id, actor, changes, now);
        view.find(Suggestion.TABLE, Suggestion.Key.of(survivor, from))
                .filter(suggestion -> suggestion.state() == Suggestion.State.OPEN)
                .ifPresent(open ->
                        changes.put(Suggestion.TABLE, open.key(), open.decided(Suggestion.State.CONFIRMED, now)));
        return new Decision.Accept<>(new MergeResult.Done(after.id(), Optional.of(id), false), after.id(), changes);
    }
}
