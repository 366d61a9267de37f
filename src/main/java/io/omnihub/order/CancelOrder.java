package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.RequestedUnits;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.inventory.StockLedger;
import io.omnihub.order.CancelOrderResult.Cancelled;
import io.omnihub.order.CancelOrderResult.NotCancellable;
import io.omnihub.order.CancelOrderResult.UnknownLines;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes quantities off an order: all that is asked, or nothing. What nobody has picked is given back at once; for what is
 * picked and has not left, its location is asked.
 *
 * @param asked what to cancel; empty for everything that is left
 * @param known the order as it was read before, from which the first reads are guessed
 */
record CancelOrder(
        UUID id,
        Actor actor,
        OrderDetails known,
        List<Cancellation.Line> asked,
        Optional<String> reason,
        List<CommandKey> keys)
        implements Command<CancelOrderResult> {
    /**
     * What is taken off, by line number.
     *
     * @param atOnce units that nobody has picked
     * @param requested units that are picked
     */
    private record Division(Map<Integer, Long> atOnce, Map<Integer, Long> requested) {}

    @Override
    public Reads reads() {
        return known.reads();
    }

    @Override
    public Decision<CancelOrderResult> decide(View view, Instant now) {
        Order order = view.find(Order.TABLE, orderId()).orElseThrow();
        List<Integer> unknown = asked.stream()
                .map(Cancellation.Line::lineNumber)
                .filter(lineNumber -> order.line(lineNumber).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            return new Decision.Refuse<>(new UnknownLines(unknown));
        }
        OrderFulfillment fulfillment = OrderFulfillment.of(orderId(), view);
        Map<Integer, Long> units = units(order, fulfillment);
        Map<Integer, Long> atOnce = atOnce(order, fulfillment);
        Map<Integer, Long> cancellable = new TreeMap<>(atOnce);
        cancellable.replaceAll((lineNumber, free) -> free + fulfillment.requestable(lineNumber));
        boolean tooMany = units.entrySet().stream()
                .anyMatch(entry -> entry.getValue() > cancellable.getOrDefault(entry.getKey(), 0L));
        if (units.isEmpty() || tooMany) {
            return new Decision.Refuse<>(new NotCancellable(order, cancellable));
        }
        return fulfillment
                .unread(view)
                .<Decision<CancelOrderResult>>map(Decision.Again::new)
                .orElseGet(() -> cancel(order, fulfillment, divided(units, atOnce), view, now));
    }

    /** An order that was recorded has no fulfilment: its quantities are all that changes. */
    private Decision<CancelOrderResult> cancel(
            Order order, OrderFulfillment fulfillment, Division units, View view, Instant now) {
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, order.id(), actor.id(), Optional.empty());
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var context = new StepContext(id, changes, ledger, catalog, now);
        OrderFulfillment fewer = fulfillment.parts().isEmpty() || units.atOnce().isEmpty()
                ? fulfillment
                : fulfillment.cancel(units.atOnce(), view, context);
        List<RequestedUnits> requested = fewer.toRequest(units.requested());
        OrderFulfillment asking = fewer.request(requested, reason, context);
        Order reduced = order.cancel(units.atOnce());
        var cancellation = new Cancellation(
                id, order.id(), reason, actor.id(), now, Cancellation.Line.of(units.atOnce()), requested, List.of());
        changes.append(Cancellation.LOG, cancellation);
        if (!units.atOnce().isEmpty()) {
            changes.announce(OrderEvents.cancelled(reduced, cancellation));
        }
        Order cancelled = reduced.follow(order, asking, changes);
        note(order, cancelled, units, requested, changes);
        Recipient recipient =
                view.find(OrderRecipient.TABLE, orderId()).orElseThrow().recipient();
        return new Decision.Accept<>(
                new Cancelled(cancellation, new OrderDetails(cancelled, recipient, asking), false), id, changes);
    }

    private void note(Order order, Order cancelled, Division units, List<RequestedUnits> requested, Changes changes) {
        Set<Integer> lineNumbers = units.atOnce().keySet();
        Map<String, Object> after = new LinkedHashMap<>(facts(cancelled, lineNumbers));
        if (!requested.isEmpty()) {
            after.put("requested", requested);
        }
        actor.note(changes, "order:" + order.id(), Optional.of(facts(order, lineNumbers)), after);
    }

    private static Map<String, Object> facts(Order order, Set<Integer> lineNumbers) {
        return Map.of(
                "state",
                order.state().wire(),
                "lines",
                order.lines().stream()
                        .filter(line -> lineNumbers.contains(line.lineNumber()))
                        .map(line -> Map.of("lineNumber", line.lineNumber(), "current", line.current()))
                        .toList());
    }

    /** What may be cancelled of each line without asking; of an order that was recorded, all that is left. */
    private static Map<Integer, Long> atOnce(Order order, OrderFulfillment fulfillment) {
        return order.lines().stream()
                .collect(Collectors.toMap(
                        OrderLine::lineNumber,
                        line -> fulfillment.parts().isEmpty()
                                ? line.kept()
                                : fulfillment.cancellable(line.lineNumber())));
    }

    /** Takes what nobody has picked first. */
    private static Division divided(Map<Integer, Long> units, Map<Integer, Long> atOnce) {
        var division = new Division(new TreeMap<>(), new TreeMap<>());
        units.forEach((lineNumber, quantity) -> {
            long free = Math.min(quantity, atOnce.getOrDefault(lineNumber, 0L));
            if (free > 0) {
                division.atOnce().put(lineNumber, free);
            }
            if (quantity > free) {
                division.requested().put(lineNumber, quantity - free);
            }
        });
        return division;
    }

    /** Units per line number, in their order; of everything, what was not asked for before. */
    private Map<Integer, Long> units(Order order, OrderFulfillment fulfillment) {
        Map<Integer, Long> units = new TreeMap<>();
        if (asked.isEmpty()) {
            order.lines().forEach(line -> {
                long left = (fulfillment.parts().isEmpty() ? line.kept() : line.current())
                        - fulfillment.handedOver(line.lineNumber())
                        - fulfillment.asked(line.lineNumber());
                if (left > 0) {
                    units.put(line.lineNumber(), left);
                }
            });
        }
        asked.forEach(line -> units.merge(line.lineNumber(), line.quantity(), Long::sum));
        return units;
    }

    private UUID orderId() {
        return known.order().id();
    }
}
