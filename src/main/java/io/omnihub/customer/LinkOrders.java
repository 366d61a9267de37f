package io.omnihub.customer;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Overlay;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds whose orders are, by what they say of whom they are for. One that tells nobody stays nobody's. Results in how many
 * were linked.
 *
 * @param evidence by order
 */
record LinkOrders(UUID id, Map<UUID, Evidence> evidence) implements Command<Integer> {
    /** Ids that are derived for one order. */
    private static final int IDS_EACH = Evidence.MAX_CLAIMS + 1;

    LinkOrders {
        evidence = Map.copyOf(evidence);
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        Reads reads = new Reads().read(OrderOfCustomer.TABLE, evidence.keySet());
        evidence.values().forEach(shown -> reads.and(Resolving.reads(shown)));
        return reads;
    }

    @Override
    public Decision<Integer> decide(View view, Instant now) {
        var seen = new Overlay(view);
        var unread = new Reads();
        int linked = 0;
        int ordinal = 1;
        for (UUID order : evidence.keySet().stream().sorted().toList()) {
            var changes = new Changes();
            Evidence shown = Objects.requireNonNull(evidence.get(order));
            Resolution found = Resolving.resolve(shown, seen, changes, id, ordinal, Actor.hub(id), now);
            ordinal += IDS_EACH;
            switch (found) {
                case Resolution.Unread(Reads more) -> unread.and(more);
                case Resolution.Nobody() -> {}
                case Resolution.Known(UUID customer, boolean _) -> {
                    seen.apply(changes.put(OrderOfCustomer.TABLE, order, new OrderOfCustomer(order, customer)));
                    linked++;
                }
            }
        }
        if (unread.weight() > 0) {
            return new Decision.Again<>(unread);
        }
        return linked == 0
                ? new Decision.Refuse<>(0, Optional.of(seen.changes()))
                : new Decision.Accept<>(linked, id, seen.changes());
    }
}
