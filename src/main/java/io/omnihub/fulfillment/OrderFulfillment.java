package io.omnihub.fulfillment;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All fulfilment orders of one order. They are locked and decided on together, since whatever happens to one of them
 * changes what the order still owes.
 *
 * @param parts in the order in which they were made
 */
public record OrderFulfillment(UUID orderId, List<FulfillmentOrder> parts) {
    public static final Table<UUID, OrderFulfillment> TABLE = new Table<>("fulfillment-order", 300);

    public OrderFulfillment {
        parts = List.copyOf(parts);
    }

    /**
     * Allocates what a plan assigns, and puts the fulfilment orders and the transfers that bring goods to them among the
     * changes of the placing decision.
     *
     * @param context of the placing command, whose id is the order's
     */
    public static OrderFulfillment stage(
            DeliveryMethod method, KeptDemand demand, SourcingPlan.Sourced plan, StepContext context) {
        UUID orderId = context.commandId();
        var staging = new Staging(orderId, method, Optional.of(demand), Optional.empty(), context);
        staging.addAll(plan);
        var staged = new OrderFulfillment(orderId, staging.parts);
        context.changes().put(TABLE, orderId, staged);
        return staged;
    }

    /** The fulfilment of an order as a decision sees it; an order without any has none open. */
    public static OrderFulfillment of(UUID orderId, View view) {
        return view.find(TABLE, orderId).orElseGet(() -> new OrderFulfillment(orderId, List.of()));
    }

    public Optional<FulfillmentOrder> part(UUID id) {
        return parts.stream().filter(part -> part.id().equals(id)).findFirst();
    }

    /** Units of a line that have reached the customer, derived from the parts. */
    public long fulfilled(int lineNumber) {
        return parts.stream().mapToLong(part -> part.fulfilled(lineNumber)).sum();
    }

    /** Whether a location has begun with some of it, and has not given it up. */
    public boolean isUnderWay() {
        return parts.stream().anyMatch(part -> part.state().hasBegun());
    }

    /** Units of a line that can be taken off the order at once: nobody has picked them yet. */
    public long cancellable(int lineNumber) {
        return parts.stream()
                .filter(part -> part.allows(FulfillmentStep.CANCEL))
                .flatMap(part -> part.line(lineNumber).stream())
                .mapToLong(FulfillmentOrder.Line::unpicked)
                .sum();
    }

    /** How many decisions were made about it: no two leave it with the same. */
    public int decisions() {
        return (int) parts.stream().mapToLong(FulfillmentOrder::version).sum();
    }

    /** The cells whose stock is allocated here. */
    public List<Cell> cells() {
        return parts.stream()
                .filter(part -> part.state().hasStock())
                .flatMap(part -> part.cells().stream())
                .distinct()
                .toList();
    }

    /** The transfers that bring goods here. */
    public List<UUID> transferIds() {
        return parts.stream().flatMap(part -> part.transferId().stream()).toList();
    }

    /**
     * Frees units that are no longer wanted, the part made last first, and puts the result among the changes.
     *
     * @param units per line number; never more than is {@link #cancellable}
     */
    public OrderFulfillment cancel(Map<Integer, Long> units, View view, Changes changes, StockLedger ledger) {
        var cancelling = new Cancelling(this, view, changes, ledger);
        units.forEach(cancelling::cancel);
        var cancelled = new OrderFulfillment(orderId, cancelling.parts());
        changes.put(TABLE, orderId, cancelled);
        for (int i = 0; i < parts.size(); i++) {
            announceCancelled(parts.get(i), cancelled.parts().get(i), changes);
        }
        return cancelled;
    }

    private static void announceCancelled(FulfillmentOrder before, FulfillmentOrder after, Changes changes) {
        if (before.equals(after)) {
            return;
        }
        changes.announce(FulfillmentEvents.cancelled(after));
        if (before.state() == FulfillmentState.UNFILLABLE && after.state() == FulfillmentState.CANCELLED) {
            changes.announce(FulfillmentEvents.noLongerUnfillable(after));
        }
    }

    /** Does a step with a part, and puts the result among the changes; its stock is locked if the step changes stock. */
    public StepResult carryOut(FulfillmentOrder part, Step step, StepContext context) {
        return Carrying.carryOut(this, part, step, context);
    }

    /** Notes among the changes that a wrong code was shown for a part, while another code could still be good. */
    public void noteWrongTry(FulfillmentOrder part, Changes changes) {
        Handling handling = part.handling();
        handling.waiting()
                .filter(Handling.Waiting::hasTriesLeft)
                .map(waiting -> part.withHandling(handling.withWaiting(waiting.withWrongTry())))
                .ifPresent(tried -> changes.put(TABLE, orderId, with(tried, List.of())));
    }

    /** Fulfils a part that has no location by that plan: the part itself by what comes first of it, new ones by the rest. */
    public OrderFulfillment source(FulfillmentOrder waiting, SourcingPlan.Sourced plan, StepContext context) {
        var staging = new Staging(orderId, waiting.method(), waiting.demand(), Optional.of(waiting), context);
        staging.addAll(plan);
        FulfillmentOrder first = staging.parts.getFirst();
        List<FulfillmentOrder> others = staging.parts.subList(1, staging.parts.size());
        OrderFulfillment sourced = with(first, others);
        context.changes()
                .put(TABLE, orderId, sourced)
                .announce(FulfillmentEvents.sourced(sourced.part(first.id()).orElseThrow(), others));
        if (waiting.state() == FulfillmentState.UNFILLABLE) {
            context.changes().announce(FulfillmentEvents.noLongerUnfillable(first));
        }
        return sourced;
    }

    /** Lets a part wait for units of a SKU once more. */
    public static void awaitAgain(FulfillmentOrder part, Sku sku, StepContext context) {
        context.awaitStock(sku, part.id(), 1);
    }

    /**
     * Lets a part that no location can fulfil wait for somebody who decides, or for stock.
     *
     * @param alternatives where its customer could collect it instead
     */
    public OrderFulfillment giveUp(
            FulfillmentOrder part, String why, List<Alternative> alternatives, StepContext context) {
        FulfillmentOrder unfillable = part.offering(alternatives);
        context.awaitStock(unfillable);
        context.changes().announce(FulfillmentEvents.unfillable(unfillable, why));
        return put(unfillable, context);
    }

    /** Lets a part that no location can fulfil wait for stock. */
    public OrderFulfillment backorder(FulfillmentOrder part, StepContext context) {
        context.awaitStock(part);
        OrderFulfillment left = put(part.in(FulfillmentState.BACKORDERED), context);
        context.changes()
                .announce(FulfillmentEvents.backordered(left.part(part.id()).orElseThrow()));
        return left;
    }

    /** Ends a part that no location can fulfil, and that nobody wants to wait for. */
    public OrderFulfillment takeOff(FulfillmentOrder part, StepContext context) {
        OrderFulfillment left = put(part.withdrawn(), context);
        context.changes()
                .announce(FulfillmentEvents.cancelled(left.part(part.id()).orElseThrow()));
        return left;
    }

    private OrderFulfillment put(FulfillmentOrder changed, StepContext context) {
        OrderFulfillment after = with(changed, List.of());
        context.changes().put(TABLE, orderId, after);
        return after;
    }

    /** With a changed part, at its next version, and new ones behind the others. */
    OrderFulfillment with(FulfillmentOrder changed, List<FulfillmentOrder> added) {
        List<FulfillmentOrder> all = new ArrayList<>(parts.size() + added.size());
        parts.forEach(part -> all.add(part.id().equals(changed.id()) ? changed.withVersion(part.version() + 1) : part));
        all.addAll(added);
        return new OrderFulfillment(orderId, all);
    }
}
