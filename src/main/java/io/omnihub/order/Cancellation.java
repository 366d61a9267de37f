package io.omnihub.order;

import io.omnihub.engine.Log;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was taken off an order at once, never changed.
 *
 * @param actor the caller's key
 */
public record Cancellation(
        UUID id, UUID orderId, Optional<String> reason, UUID actor, Instant cancelledAt, List<Line> lines) {
    static final Log<Cancellation> LOG = new Log<>("order-cancellation");

    /** @param quantity units, 1 or more */
    public record Line(int lineNumber, long quantity) {}

    public Cancellation {
        lines = List.copyOf(lines);
    }
}
