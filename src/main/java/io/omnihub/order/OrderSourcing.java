package io.omnihub.order;

import io.omnihub.engine.Log;
import io.omnihub.sourcing.Explanation;
import java.time.Instant;
import java.util.UUID;

/**
 * Why an order, or what was left of it, was sourced as it was.
 *
 * @param ordinal from 1 for the placing
 */
public record OrderSourcing(UUID orderId, int ordinal, Instant decidedAt, Explanation explanation) {
    static final Log<OrderSourcing> LOG = new Log<>("order-sourcing");
}
