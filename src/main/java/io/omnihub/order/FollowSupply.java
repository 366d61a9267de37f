package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Overlay;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.ExpectedUnits;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Outlook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Has parts that wait for a SKU follow what is expected of it, one after the other and in one decision: their promises move
 * with it, what will not come is promised of something else, and what nobody is promised yet goes to those who wait. Where
 * less comes than is promised, those that were made last let go first. Results in whether anything is otherwise.
 *
 * @param letting whether the turns are of those that let go
 * @param turns at most {@value #AT_ONCE}
 * @param known the catalogue's copy from which the reads are guessed
 */
record FollowSupply(
        UUID id, Actor actor, Sku sku, boolean letting, List<FulfillmentOrder> turns, Catalog known, Instant askedAt)
        implements Command<Boolean> {
    static final int AT_ONCE = 50;

    FollowSupply {
        turns = List.copyOf(turns);
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        Reads reads =
                new Reads().read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT)).read(DatedSupply.TABLE, Set.of(sku));
        turns.forEach(turn ->
                reads.lock(OrderFulfillment.TABLE, Set.of(turn.orderId())).and(reads(turn, known, askedAt)));
        return reads;
    }

    /** The stock of all its SKUs, which guards what is expected of them. */
    private static Reads reads(FulfillmentOrder part, Catalog catalog, Instant at) {
        Reads reads = new Reads()
                .lock(
                        StockLevel.TABLE,
                        part.expected().stream().map(ExpectedUnits::cell).toList());
        KeptSourcing.of(part, catalog, Outlook.NONE, at).ifPresent(sourcing -> reads.and(sourcing.reads()));
        return reads.read(
                DatedSupply.TABLE,
                part.lines().stream().map(FulfillmentOrder.Line::sku).toList());
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var overlay = new Overlay(view);
        var unread = new Reads();
        boolean isChanged = false;
        for (int i = 0; i < turns.size(); i++) {
            OrderFulfillment fulfillment = OrderFulfillment.of(turns.get(i).orderId(), overlay);
            FulfillmentOrder part = fulfillment.part(turns.get(i).id()).orElseThrow();
            Optional<Reads> missing = fulfillment.unread(overlay);
            if (missing.isPresent()) {
                unread.and(missing.get());
            } else if (part.state() == FulfillmentState.BACKORDERED) {
                isChanged |= follow(fulfillment, part, i, catalog, overlay, now);
            }
        }
        if (unread.weight() > 0) {
            return new Decision.Again<>(unread);
        }
        boolean hasMore = goOn(isChanged, overlay, now);
        return isChanged || hasMore
                ? new Decision.Accept<>(isChanged, id, overlay.changes())
                : new Decision.Refuse<>(false);
    }

    private boolean follow(
            OrderFulfillment fulfillment,
            FulfillmentOrder part,
            int turn,
            Catalog catalog,
            Overlay overlay,
            Instant now) {
        var changes = new Changes();
        var ledger = new StockLedger(overlay, changes, part.id(), actor.id(), Optional.empty());
        boolean isChanged =
                fulfillment.follow(part, new StepContext(Ids.derive(id, turn + 1), changes, ledger, catalog, now));
        if (isChanged) {
            overlay.apply(changes);
        }
        return isChanged;
    }

    /** Others come behind these; once all have let go that had to, from the first one on. */
    private boolean goOn(boolean isChanged, Overlay overlay, Instant now) {
        UUID work = Ids.derive(id, AT_ONCE + 1);
        boolean hasLet = letting && (isChanged || isNoneOverPromised(overlay));
        if (hasLet) {
            DatedSupply.follow(sku, work, now, overlay.changes());
        } else if (!letting && turns.size() >= AT_ONCE) {
            DatedSupply.followAfter(sku, turns.getLast().id(), work, now, overlay.changes());
        }
        return hasLet || (!letting && turns.size() >= AT_ONCE);
    }

    /** Then somebody else has let go meanwhile. */
    private boolean isNoneOverPromised(View view) {
        return view.find(DatedSupply.TABLE, sku)
                .flatMap(DatedSupply::overPromised)
                .isEmpty();
    }
}
