package io.omnihub.customer;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes a merge back: who was merged is a customer again with the keys that it had. What was learned since stays with the
 * survivor, and so does its name, unless it came by the merge.
 *
 * @param known the merge as it was read before
 */
record UnmergeCustomers(UUID id, Actor actor, CustomerMerge known, List<CommandKey> keys)
        implements Command<MergeResult> {
    @Override
    public Reads reads() {
        return new Reads()
                .lock(CustomerMerge.TABLE, Set.of(known.id()))
                .lock(Customer.TABLE, Set.of(known.from(), known.into()));
    }

    @Override
    public Decision<MergeResult> decide(View view, Instant now) {
        CustomerMerge merge = view.find(CustomerMerge.TABLE, known.id()).orElseThrow();
        if (merge.undoneAt().isPresent()) {
            return new Decision.Refuse<>(new MergeResult.Undone());
        }
        Customer from = view.find(Customer.TABLE, merge.from()).orElseThrow();
        Customer into = view.find(Customer.TABLE, merge.into()).orElseThrow();
        if (from.erasedAt().isPresent() || into.erasedAt().isPresent()) {
            return new Decision.Refuse<>(new MergeResult.Erased());
        }
        Set<UUID> above = new HashSet<>();
        Optional<UUID> next = into.mergedInto();
        while (next.isPresent()) {
            above.add(next.get());
            if (!view.covers(Customer.TABLE, next.get())) {
                return new Decision.Again<>(new Reads().lock(Customer.TABLE, above));
            }
            next = view.find(Customer.TABLE, next.get()).flatMap(Customer::mergedInto);
        }
        return undo(merge, from, into, above, view, now);
    }

    private Decision<MergeResult> undo(
            CustomerMerge merge, Customer from, Customer into, Set<UUID> above, View view, Instant now) {
        Customer free = from.mergedInto(Optional.empty());
        Customer after = into.holding(from, -1);
        if (after.name().equals(from.name())) {
            after = after.named(merge.survivorName());
        }
        CustomerMerge undone = merge.undone(now);
        var changes = new Changes()
                .put(CustomerMerge.TABLE, undone.id(), undone)
                .put(Customer.TABLE, free.id(), free)
                .put(Customer.TABLE, after.id(), after)
                .announce(CustomerEvents.unmerged(undone));
        for (UUID each : above) {
            Customer counted = view.find(Customer.TABLE, each).orElseThrow().holding(from, -1);
            changes.put(Customer.TABLE, each, counted);
        }
        actor.note(changes, "customer:" + free.id(), Optional.of(from.facts()), free.facts());
        return new Decision.Accept<>(
                new MergeResult.Done(free.id(), Optional.of(merge.id()), false), free.id(), changes);
    }
}
