package io.omnihub.order;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Log;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.StepContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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

    /** Takes off an order what has not left of a part of it; that is logged and announced. */
    static Order byItself(
            Order order, FulfillmentOrder part, UUID id, String reason, Actor actor, StepContext context) {
        List<Line> left = part.lines().stream()
                .filter(line -> line.left() > 0)
                .map(line -> new Line(line.lineNumber(), line.left()))
                .toList();
        Order reduced = order.cancel(left.stream().collect(Collectors.toMap(Line::lineNumber, Line::quantity)));
        var cancellation = new Cancellation(id, order.id(), Optional.of(reason), actor.id(), context.now(), left);
        context.changes().append(LOG, cancellation).announce(OrderEvents.cancelled(reduced, cancellation));
        return reduced;
    }
}
