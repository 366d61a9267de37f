package io.omnihub.order;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Log;
import io.omnihub.fulfillment.RequestedUnits;
import io.omnihub.fulfillment.StepContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What was taken off an order at once, and what locations were asked to give back; never changed.
 *
 * @param actor the caller's key
 * @param lines what was taken off
 * @param requested of what is picked; if a location accepts, that is a cancellation of its own
 */
public record Cancellation(
        UUID id,
        UUID orderId,
        Optional<String> reason,
        UUID actor,
        Instant cancelledAt,
        List<Line> lines,
        List<RequestedUnits> requested) {
    static final Log<Cancellation> LOG = new Log<>("order-cancellation");

    /** @param quantity units, 1 or more */
    public record Line(int lineNumber, long quantity) {
        /** @param units per line number */
        static List<Line> of(Map<Integer, Long> units) {
            return units.entrySet().stream()
                    .map(entry -> new Line(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    public Cancellation {
        lines = List.copyOf(lines);
        requested = List.copyOf(requested);
    }

    /** Takes units off an order; that is logged and announced. */
    static Order takeOff(
            Order order, Map<Integer, Long> units, UUID id, Optional<String> reason, Actor actor, StepContext context) {
        Order reduced = order.cancel(units);
        var cancellation =
                new Cancellation(id, order.id(), reason, actor.id(), context.now(), Line.of(units), List.of());
        context.changes().append(LOG, cancellation).announce(OrderEvents.cancelled(reduced, cancellation));
        return reduced;
    }
}
