package io.omnihub.fulfillment;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.Ids;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.Sourcing.Assignment;
import java.time.Instant;
import java.util.ArrayList;
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
     * Allocates what a plan assigns and puts the fulfilment orders among the changes of the placing decision.
     *
     * @param orderId the placing command's id, from which the fulfilment orders' ids derive
     */
    public static OrderFulfillment stage(
            UUID orderId,
            DeliveryMethod method,
            List<Assignment> plan,
            Changes changes,
            StockLedger ledger,
            Instant now) {
        List<FulfillmentOrder> parts = new ArrayList<>();
        for (Assignment assignment : plan) {
            assignment
                    .lines()
                    .forEach(line -> ledger.allocate(new Cell(line.sku(), assignment.location()), line.quantity()));
            parts.add(new FulfillmentOrder(
                    Ids.derive(orderId, parts.size() + 1),
                    orderId,
                    method,
                    assignment.location(),
                    FulfillmentState.ALLOCATED,
                    now,
                    assignment.lines().stream()
                            .map(line -> new FulfillmentOrder.Line(line.lineNumber(), line.sku(), line.quantity()))
                            .toList()));
        }
        var staged = new OrderFulfillment(orderId, parts);
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
                .flatMap(part -> part.lines().stream().map(line -> new Cell(line.sku(), part.location())))
                .distinct()
                .toList();
    }

    /**
     * Frees units that are no longer wanted, the part made last first, and puts the result among the changes.
     *
     * @param units per line number; never more than what is open
     */
    public OrderFulfillment cancel(Map<Integer, Long> units, Changes changes, StockLedger ledger) {
        List<FulfillmentOrder> remaining = new ArrayList<>(parts);
        units.forEach((lineNumber, quantity) -> {
            long left = quantity;
            for (int i = remaining.size() - 1; i >= 0 && left > 0; i--) {
                FulfillmentOrder part = remaining.get(i);
                for (FulfillmentOrder.Line line : part.lines()) {
                    long freed = line.lineNumber() == lineNumber ? Math.min(left, line.quantity()) : 0;
                    if (freed > 0) {
                        ledger.cancel(new Cell(line.sku(), part.location()), freed);
                        remaining.set(i, remaining.get(i).cancel(lineNumber, freed));
                        left -= freed;
                    }
                }
            }
            if (left > 0) {
                throw new IllegalStateException("line " + lineNumber + " of " + orderId + " has fewer units open");
            }
        });
        var cancelled = new OrderFulfillment(orderId, remaining);
        changes.put(TABLE, orderId, cancelled);
        return cancelled;
    }
}
