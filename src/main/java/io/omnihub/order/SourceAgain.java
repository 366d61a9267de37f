package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.Unfillable;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.fulfillment.KeptDemand;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds another location for a part of an order that has none, by the demand that it keeps; what becomes of what no location
 * can fulfil is its channel's to say. Results in whether there was anything to do.
 *
 * @param known the part as it was read before, from which the reads are guessed
 * @param awaited the SKU of which there may be more now; empty for a part that was given up by its location
 * @param catalog from which they are guessed too
 */
record SourceAgain(
        UUID id,
        Actor actor,
        FulfillmentOrder known,
        Optional<Sku> awaited,
        Catalog catalog,
        Map<LocationCode, Long> unitsToday,
        Instant askedAt)
        implements Command<Boolean> {
    /** Why units are taken off an order that nobody can fulfil. */
    private static final String UNFILLABLE = "cannot be fulfilled";

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        Reads reads = new Reads()
                .lock(OrderFulfillment.TABLE, Set.of(known.orderId()))
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
        if (isToBeSourced(known)) {
            KeptSourcing.of(asWanted(known), catalog, unitsToday, askedAt)
                    .ifPresent(sourcing -> reads.and(sourcing.reads()));
        }
        return reads;
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        OrderFulfillment fulfillment = OrderFulfillment.of(known.orderId(), view);
        FulfillmentOrder part = fulfillment.part(known.id()).orElseThrow();
        if (!isToBeSourced(part)) {
            return new Decision.Refuse<>(false);
        }
        Catalog current = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, part.id(), actor.id(), Optional.empty());
        var context = new StepContext(id, changes, ledger, current, now);
        FulfillmentOrder wanted = asWanted(part);
        Optional<KeptSourcing> sourcing = KeptSourcing.of(wanted, current, unitsToday, now);
        if (sourcing.isEmpty()) {
            return attend(fulfillment, part, "unknown-demand", List.of(), context);
        }
        return switch (sourcing.get().plan(view, context)) {
            case Planning.Outcome.Unread(Reads reads) -> new Decision.Again<>(reads);
            case Planning.Outcome.Sourced(var plan)
            when awaited.isPresent() && plan.parts().isEmpty() -> waitOn(part, context);
            case Planning.Outcome.Sourced(var plan) -> {
                OrderFulfillment after = fulfillment.source(wanted, plan, context);
                changes.append(OrderSourcing.LOG, OrderSourcing.of(after, plan, context));
                yield new Decision.Accept<>(true, part.id(), changes);
            }
            case Planning.Outcome.NotSourced(var why) -> giveUp(fulfillment, part, why, view, context);
        };
    }

    /** What has waited may be had from where it was given up, as from anywhere else. */
    private FulfillmentOrder asWanted(FulfillmentOrder part) {
        return awaited.isPresent() ? part.anywhere() : part;
    }

    /** Who comes late finds it in another state, and of what was cancelled there is nothing to plan. */
    private boolean isToBeSourced(FulfillmentOrder part) {
        return switch (part.state()) {
            case PENDING_SOURCING -> awaited.isEmpty();
            case BACKORDERED, UNFILLABLE -> awaited.isPresent();
            default -> false;
        };
    }

    /** There is still too little of it. */
    private Decision<Boolean> waitOn(FulfillmentOrder part, StepContext context) {
        var changes = new Changes();
        var alone = new StepContext(id, changes, context.ledger(), context.catalog(), context.now());
        OrderFulfillment.awaitAgain(part, awaited.orElseThrow(), alone);
        return new Decision.Accept<>(false, part.id(), changes);
    }

    /** What waits already has been told of. */
    private Decision<Boolean> giveUp(
            OrderFulfillment fulfillment,
            FulfillmentOrder part,
            SourcingPlan.NotSourced why,
            View view,
            StepContext context) {
        if (awaited.isPresent()) {
            return waitOn(part, context);
        }
        return switch (policy(part, why, context.catalog())) {
            case ATTENTION -> attend(fulfillment, part, reason(why), why.alternatives(), context);
            case BACKORDER -> {
                fulfillment.backorder(part, context);
                yield new Decision.Accept<>(true, part.id(), context.changes());
            }
            case CANCEL -> cancel(fulfillment, part, view, context);
        };
    }

    private static String reason(SourcingPlan.NotSourced why) {
        return switch (why) {
            case SourcingPlan.Shortage _ -> "insufficient-stock";
            case SourcingPlan.NoPickup noPickup ->
                "pickup-unavailable: " + noPickup.cause().wire();
            case SourcingPlan.NoStoreNear _ -> "no-store-near";
        };
    }

    /** Where no stock would help, there is nothing to wait for. */
    private static Unfillable policy(FulfillmentOrder part, SourcingPlan.NotSourced why, Catalog catalog) {
        return part.demand()
                .map(KeptDemand::channel)
                .flatMap(catalog::channel)
                .map(Channel::unfillable)
                .filter(policy -> policy != Unfillable.BACKORDER || why instanceof SourcingPlan.Shortage)
                .orElse(Unfillable.ATTENTION);
    }

    private static Decision<Boolean> attend(
            OrderFulfillment fulfillment,
            FulfillmentOrder part,
            String why,
            List<Alternative> alternatives,
            StepContext context) {
        fulfillment.giveUp(part, why, alternatives, context);
        return new Decision.Accept<>(true, part.id(), context.changes());
    }

    private Decision<Boolean> cancel(
            OrderFulfillment fulfillment, FulfillmentOrder part, View view, StepContext context) {
        if (!view.covers(Order.TABLE, part.orderId())) {
            return new Decision.Again<>(new Reads().lock(Order.TABLE, Set.of(part.orderId())));
        }
        Order order = view.find(Order.TABLE, part.orderId()).orElseThrow();
        OrderFulfillment after = fulfillment.takeOff(part, context);
        Cancellation.takeOff(order, part.left(), id, Optional.of(UNFILLABLE), actor, context)
                .follow(order, after, context.changes());
        actor.note(
                context.changes(),
                "fulfillment-order:" + part.id(),
                Optional.of(Map.of("state", part.state().wire())),
                Map.of("state", FulfillmentState.CANCELLED.wire()));
        return new Decision.Accept<>(true, part.id(), context.changes());
    }
}
