package io.omnihub.customer;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes one of two customers, and two of one again. */
final class Merging {
    private Merging() {}

    /**
     * Stages the merge. Keys stay with who had them, so that whose each one was is never lost.
     *
     * @return the survivor as it is then; whoever calls puts it among the changes
     */
    static Customer merge(
            Customer survivor,
            Customer from,
            CustomerMerge.Rule rule,
            UUID id,
            Actor actor,
            Changes changes,
            Instant now) {
        var edge = new CustomerMerge(
                id, from.id(), survivor.id(), rule, actor.id(), now, survivor.name(), Optional.empty());
        Customer merged = from.mergedInto(Optional.of(survivor.id()));
        Customer after = survivor.holding(from, 1);
        if (after.name().isEmpty()) {
            after = after.named(from.name());
        }
        changes.put(CustomerMerge.TABLE, edge.id(), edge)
                .put(Customer.TABLE, merged.id(), merged)
                .put(Customer.TABLE, after.id(), after)
                .announce(CustomerEvents.merged(edge));
        actor.note(changes, "customer:" + merged.id(), Optional.of(from.facts()), merged.facts());
        return after;
    }
}
