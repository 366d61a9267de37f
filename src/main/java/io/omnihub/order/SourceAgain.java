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
import io.omnihub.fulfillment.KeptDemand;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.fulfillment.Units;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.ExpectedUnits;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Outlook;
import io.omnihub.sourcing.SourcingPlan;
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
        Outlook outlook,
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
                .lock(
                        StockLevel.TABLE,
                        known.expected().stream().map(ExpectedUnits::cell).toList())
                .read(
                        DatedSupply.TABLE,
                        known.expected().stream().map(ExpectedUnits::sku).toList())
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
        if (isToBeSourced(known)) {
            KeptSourcing.of(asWanted(known), catalog, outlook, askedAt)
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
        Optional<Reads> unread = part.expected().isEmpty() ? Optional.empty() : fulfillment.unread(view);
        if (unread.isPresent()) {
            return new Decision.Again<>(unread.get());
        }
        Catalog current = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, part.id(), actor.id(), Optional.empty());
        var context = new StepContext(id, changes, ledger, current, now);
        FulfillmentOrder wanted = asWanted(part);
        boolean isComplete = OrderFulfillment.redeem(part, context);
        Optional<KeptSourcing> sourcing = isComplete
                ? KeptSourcing.ofKept(wanted, current, outlook, now)
                : KeptSourcing.of(wanted, current, outlook, now);
        if (sourcing.isEmpty()) {
            return awaited.isPresent() ? waitOn(part, context) : attendToUnknown(fulfillment, part, context);
        }
        return switch (sourcing.get().plan(view, context)) {
            case Planning.Outcome.Unread(Reads reads) -> new Decision.Again<>(reads);
            case Planning.Outcome.Sourced(var plan)
            when awaited.isPresent() && plan.parts().isEmpty() -> waitOn(fulfillment, part, isComplete, context);
            case Planning.Outcome.Sourced(var plan) -> source(fulfillment, wanted, plan, context);
            case Planning.Outcome.NotSourced(var why) -> sourceSome(fulfillment, part, why, isComplete, view, context);
        };
    }

    private Decision<Boolean> source(
            OrderFulfillment fulfillment, FulfillmentOrder wanted, SourcingPlan.Sourced plan, StepContext context) {
        return explained(fulfillment.source(wanted, plan, context), wanted, plan, context);
    }

    /** Not all of it can be had. */
    private Decision<Boolean> sourceSome(
            OrderFulfillment fulfillment,
            FulfillmentOrder part,
            SourcingPlan.NotSourced why,
            boolean isComplete,
            View view,
            StepContext context) {
        Unfillable policy = policy(part, why, context.catalog());
        return switch (salvage(part, policy, why, view, context)) {
            case Planning.Outcome.Unread(Reads reads) -> new Decision.Again<>(reads);
            case Planning.Outcome.Sourced(var plan) ->
                policy == Unfillable.CANCEL
                        ? cancelRest(fulfillment, part, plan, view, context)
                        : source(fulfillment, asWanted(part), plan, context);
            case Planning.Outcome.NotSourced _ -> giveUp(fulfillment, part, policy, why, isComplete, view, context);
        };
    }

    /**
     * What can be had of it, if the rest does not wait for somebody who decides. What has to come together waits together.
     */
    private Planning.Outcome salvage(
            FulfillmentOrder part, Unfillable policy, SourcingPlan.NotSourced why, View view, StepContext context) {
        FulfillmentOrder wanted = asWanted(part);
        KeptDemand demand = wanted.demand().orElseThrow();
        boolean divisible = policy == Unfillable.CANCEL || (policy == Unfillable.BACKORDER && demand.allowSplit());
        return divisible && why instanceof SourcingPlan.Shortage shortage
                ? new Salvage(wanted, demand, outlook).plan(shortage, view, context)
                : new Planning.Outcome.NotSourced(why);
    }

    private Decision<Boolean> cancelRest(
            OrderFulfillment fulfillment,
            FulfillmentOrder part,
            SourcingPlan.Sourced plan,
            View view,
            StepContext context) {
        if (!view.covers(Order.TABLE, part.orderId())) {
            return lockOrder(part);
        }
        Map<Integer, Long> rest =
                Units.sum(plan.backordered().stream().map(line -> new Units(line.lineNumber(), line.quantity())));
        OrderFulfillment fewer = takeOff(fulfillment, part, rest, view, context);
        var some = new SourcingPlan.Sourced(plan.parts(), List.of(), plan.explanation());
        return source(fewer, fewer.part(part.id()).orElseThrow(), some, context);
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

    /**
     * What is of no use to it others may have.
     *
     * @param isComplete whether all that is wanted of it has come
     */
    private Decision<Boolean> waitOn(
            OrderFulfillment fulfillment, FulfillmentOrder part, boolean isComplete, StepContext context) {
        if (!isComplete) {
            return waitOn(part, alone(context));
        }
        fulfillment.letGo(part, context);
        return new Decision.Accept<>(true, part.id(), context.changes());
    }

    /** There is still too little of it. */
    private Decision<Boolean> waitOn(FulfillmentOrder part, StepContext context) {
        OrderFulfillment.awaitAgain(part, awaited.orElseThrow(), context);
        return new Decision.Accept<>(false, part.id(), context.changes());
    }

    /** Without what was tried in vain. */
    private StepContext alone(StepContext context) {
        return new StepContext(id, new Changes(), context.ledger(), context.catalog(), context.now());
    }

    /** What waits already has been told of, unless it could be collected elsewhere now. */
    private Decision<Boolean> giveUp(
            OrderFulfillment fulfillment,
            FulfillmentOrder part,
            Unfillable policy,
            SourcingPlan.NotSourced why,
            boolean isComplete,
            View view,
            StepContext context) {
        if (awaited.isPresent() && part.isOfferedOtherwise(why.alternatives())) {
            StepContext alone = alone(context);
            fulfillment.offer(part, reason(why), why.alternatives(), alone);
            return waitOn(part, alone);
        }
        if (awaited.isPresent()) {
            return waitOn(fulfillment, part, isComplete, context);
        }
        return switch (policy) {
            case ATTENTION ->
                explained(fulfillment.giveUp(part, reason(why), why.alternatives(), context), part, why, context);
            case BACKORDER -> explained(fulfillment.backorder(part, context), part, why, context);
            case CANCEL -> cancel(fulfillment, part, why, view, context);
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

    /** What waits goes on as it does; where no stock would help, there is nothing to wait for. */
    private static Unfillable policy(FulfillmentOrder part, SourcingPlan.NotSourced why, Catalog catalog) {
        Unfillable policy = switch (part.state()) {
            case BACKORDERED -> Unfillable.BACKORDER;
            case UNFILLABLE -> Unfillable.ATTENTION;
            default ->
                part.demand()
                        .map(KeptDemand::channel)
                        .flatMap(catalog::channel)
                        .map(Channel::unfillable)
                        .orElse(Unfillable.ATTENTION);
        };
        return policy == Unfillable.BACKORDER && !(why instanceof SourcingPlan.Shortage)
                ? Unfillable.ATTENTION
                : policy;
    }

    private static Decision<Boolean> explained(
            OrderFulfillment after, FulfillmentOrder part, SourcingPlan why, StepContext context) {
        context.changes().append(OrderSourcing.LOG, OrderSourcing.of(after, why, context));
        return new Decision.Accept<>(true, part.id(), context.changes());
    }

    private static Decision<Boolean> attendToUnknown(
            OrderFulfillment fulfillment, FulfillmentOrder part, StepContext context) {
        fulfillment.giveUp(part, "unknown-demand", List.of(), context);
        return new Decision.Accept<>(true, part.id(), context.changes());
    }

    private Decision<Boolean> cancel(
            OrderFulfillment fulfillment,
            FulfillmentOrder part,
            SourcingPlan.NotSourced why,
            View view,
            StepContext context) {
        return view.covers(Order.TABLE, part.orderId())
                ? explained(takeOff(fulfillment, part, part.left(), view, context), part, why, context)
                : lockOrder(part);
    }

    private static Decision<Boolean> lockOrder(FulfillmentOrder part) {
        return new Decision.Again<>(new Reads().lock(Order.TABLE, Set.of(part.orderId())));
    }

    /** Takes units off a part and off its order. */
    private OrderFulfillment takeOff(
            OrderFulfillment fulfillment,
            FulfillmentOrder part,
            Map<Integer, Long> units,
            View view,
            StepContext context) {
        Order order = view.find(Order.TABLE, part.orderId()).orElseThrow();
        OrderFulfillment after = fulfillment.takeOff(part, units, context);
        Cancellation.takeOff(order, units, id, Optional.of(UNFILLABLE), actor, context)
                .follow(order, after, context.changes());
        return after;
    }
}
