package io.omnihub.order;

import io.omnihub.engine.Log;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.sourcing.Explanation;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Instant;
import java.util.UUID;

/**
 * Why an order, or what was left of it, was sourced as it was, or could not be.
 *
 * @param ordinal from 1 for the placing
 */
public record OrderSourcing(UUID orderId, int ordinal, Instant decidedAt, Explanation explanation) {
    static final Log<OrderSourcing> LOG = new Log<>("order-sourcing");

    /** @param after the order's fulfilment as that plan has left it */
    static OrderSourcing of(OrderFulfillment after, SourcingPlan plan, StepContext context) {
        return new OrderSourcing(after.orderId(), after.decisions(), context.now(), plan.explanation());
    }
}
