package io.omnihub.hold;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The holds that an order names, which it commits whole: their units are freed first, and the order is then sourced as if
 * they had never been held, so that it may take them from elsewhere, or fewer of them.
 */
public record HoldsOfOrder(UUID orderId, ChannelCode channel, List<UUID> ids) {
    /** How many holds an order names at most. */
    public static final int MAX = 100;

    public HoldsOfOrder {
        ids = List.copyOf(ids);
        if (ids.size() > MAX) {
            throw new IllegalArgumentException("an order names up to " + MAX + " holds");
        }
    }

    /** What became of freeing; refusals in the order in which they are looked for. */
    public sealed interface Freed {
        /** The ledger has the units, and the changes have the holds. */
        record Done() implements Freed {}

        /** The decision has to be made again with these rows too. */
        record Unread(Reads reads) implements Freed {}

        /** {@code unknown-hold}: there are no such holds, or they are another channel's. */
        record Unknown(Set<UUID> holds) implements Freed {}

        /** {@code hold-committed}: other orders have these. */
        record Committed(Set<UUID> holds) implements Freed {}
    }

    /** What the order's decision reads for this, besides the stock that it locks. */
    public Reads reads(Collection<Sku> skus) {
        return new Reads().lock(Hold.TABLE, ids).read(ExpiredHolds.TABLE, skus);
    }

    /**
     * Frees the named holds that are active, and whatever has expired of these SKUs where the batch has locked it. A named
     * hold that was released or has expired is ignored. To be called before anything is sourced.
     */
    public Freed free(Collection<Sku> skus, View view, Changes changes, StockLedger ledger) {
        Set<UUID> unknown = new LinkedHashSet<>();
        Set<UUID> committed = new LinkedHashSet<>();
        var unread = new Reads();
        for (UUID id : ids) {
            Optional<Hold> hold =
                    view.find(Hold.TABLE, id).filter(found -> found.channel().equals(channel));
            if (hold.isEmpty()) {
                unknown.add(id);
            } else if (hold.get().stored() == HoldState.COMMITTED) {
                committed.add(id);
            } else if (hold.get().stored() == HoldState.ACTIVE && !hold.get().hasStock(view)) {
                unread.and(hold.get().stock());
            }
        }
        if (!unknown.isEmpty()) {
            return new Freed.Unknown(unknown);
        }
        if (!committed.isEmpty()) {
            return new Freed.Committed(committed);
        }
        if (unread.weight() > 0) {
            return new Freed.Unread(unread);
        }
        ids.forEach(id -> commit(view.find(Hold.TABLE, id).orElseThrow(), view, changes, ledger));
        ExpiredHolds.free(skus, view, changes, ledger);
        return new Freed.Done();
    }

    private void commit(Hold hold, View view, Changes changes, StockLedger ledger) {
        if (hold.stored() == HoldState.ACTIVE && hold.state(view) == HoldState.ACTIVE) {
            changes.put(Hold.TABLE, hold.id(), hold.commit(orderId, ledger))
                    .announce(HoldEvents.committed(hold, orderId));
        }
    }
}
