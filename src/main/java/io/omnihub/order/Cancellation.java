package io.omnihub.order;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Log;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.RequestedUnits;
import io.omnihub.fulfillment.StepContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What was taken off an order at once, what locations were asked to give back, or what one of them does not; never changed.
 *
 * @param actor the caller's key
 * @param lines what was taken off
 * @param requested of what is picked; what a location answers is a cancellation of its own
 * @param refused of what was requested
 */
public record Cancellation(
        UUID id,
        UUID orderId,
        Optional<String> reason,
        UUID actor,
        Instant cancelledAt,
        List<Line> lines,
        List<RequestedUnits> requested,
        List<RequestedUnits> refused) {
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
        refused = List.copyOf(refused);
    }

    /** How many entries it has. */
    int size() {
        return lines.size() + requested.size() + refused.size();
    }

    /** Takes units off an order; that is logged and announced. */
    static Order takeOff(
            Order order, Map<Integer, Long> units, UUID id, Optional<String> reason, Actor actor, StepContext context) {
        Order reduced = order.cancel(units);
        var cancellation = new Cancellation(
                id, order.id(), reason, actor.id(), context.now(), Line.of(units), List.of(), List.of());
        context.changes().append(LOG, cancellation).announce(OrderEvents.cancelled(reduced, cancellation));
        return reduced;
    }

    /** Logs that the location of a part keeps what it was asked for. */
    static void refuse(FulfillmentOrder part, UUID id, Optional<String> reason, Actor actor, StepContext context) {
        List<RequestedUnits> refused = part.handling().asked().stream()
                .flatMap(asked -> asked.units().stream())
                .map(units -> new RequestedUnits(part.id(), units.lineNumber(), units.quantity()))
                .toList();
        context.changes()
                .append(
                        LOG,
                        new Cancellation(
                                id, part.orderId(), reason, actor.id(), context.now(), List.of(), List.of(), refused));
    }
}
