package io.omnihub.fulfillment;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
     * @param orderId the placing command's id, from which the ids of what is made derive
     */
    public static OrderFulfillment stage(
            UUID orderId,
            DeliveryMethod method,
            SourcingPlan.Sourced plan,
            Changes changes,
            StockLedger ledger,
            Instant now) {
        var staging = new Staging(orderId, method, changes, ledger, now);
        plan.parts().forEach(staging::add);
        if (!plan.backordered().isEmpty()) {
            staging.backorder(plan.backordered());
        }
        var staged = new OrderFulfillment(orderId, staging.parts);
        changes.put(TABLE, orderId, staged);
        return staged;
    }

    /** The fulfilment of an order as a decision sees it; an order without any has none open. */
    public static OrderFulfillment of(UUID orderId, View view) {
        return view.find(TABLE, orderId).orElseGet(() -> new OrderFulfillment(orderId, List.of()));
    }

    /** Units of a line that have reached the customer, derived from the parts that are done. */
    public long fulfilled(int lineNumber) {
        return parts.stream()
                .filter(part -> part.state().isFulfilled())
                .flatMap(part -> part.lines().stream())
                .filter(line -> line.lineNumber() == lineNumber)
                .mapToLong(FulfillmentOrder.Line::quantity)
                .sum();
    }

    /** The cells whose stock is allocated here. */
    public List<Cell> cells() {
        return parts.stream()
                .filter(part -> part.state() == FulfillmentState.ALLOCATED)
                .flatMap(part -> part.lines().stream()
                        .map(line -> new Cell(line.sku(), part.location().orElseThrow())))
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
     * @param units per line number; never more than what is open
     */
    public OrderFulfillment cancel(Map<Integer, Long> units, View view, Changes changes, StockLedger ledger) {
        var cancelling = new Cancelling(this, view, changes, ledger);
        units.forEach(cancelling::cancel);
        var cancelled = new OrderFulfillment(orderId, cancelling.parts);
        changes.put(TABLE, orderId, cancelled);
        return cancelled;
    }
}
