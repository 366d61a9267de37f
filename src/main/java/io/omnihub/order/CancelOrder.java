package io.omnihub.order;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.order.CancelOrderResult.Cancelled;
import io.omnihub.order.CancelOrderResult.NotCancellable;
import io.omnihub.order.CancelOrderResult.UnknownLines;
import io.omnihub.transfer.TransferOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes quantities off an order and gives their units back: all that is asked, or nothing.
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
    @Override
    public Reads reads() {
        return new Reads()
                .lock(Order.TABLE, Set.of(orderId()))
                .lock(OrderFulfillment.TABLE, Set.of(orderId()))
                .lock(TransferOrder.TABLE, known.fulfillment().transferIds())
                .lock(StockLevel.TABLE, known.fulfillment().cells());
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
        Map<Integer, Long> cancellable = cancellable(order, fulfillment);
        boolean tooMany = units.entrySet().stream()
                .anyMatch(entry -> entry.getValue() > cancellable.getOrDefault(entry.getKey(), 0L));
        if (units.isEmpty() || tooMany) {
            return new Decision.Refuse<>(new NotCancellable(order, cancellable));
        }
        List<UUID> unreadTransfers = fulfillment.transferIds().stream()
                .filter(transfer -> !view.covers(TransferOrder.TABLE, transfer))
                .toList();
        if (!unreadTransfers.isEmpty()) {
            return new Decision.Again<>(new Reads().lock(TransferOrder.TABLE, unreadTransfers));
        }
        List<Cell> unread = StockLevel.unread(
                Stream.concat(
                        fulfillment.cells().stream(),
                        fulfillment.transferIds().stream()
                                .flatMap(transfer ->
                                        view.find(TransferOrder.TABLE, transfer).orElseThrow().cells().stream())),
                view);
        return unread.isEmpty()
                ? cancel(order, fulfillment, units, view, now)
                : new Decision.Again<>(new Reads().lock(StockLevel.TABLE, unread));
    }

    /** An order that was recorded has no fulfilment: its quantities are all that changes. */
    private Decision<CancelOrderResult> cancel(
            Order order, OrderFulfillment fulfillment, Map<Integer, Long> units, View view, Instant now) {
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, order.id(), actor.id(), Optional.empty());
        OrderFulfillment fewer =
                fulfillment.parts().isEmpty() ? fulfillment : fulfillment.cancel(units, view, changes, ledger);
        Order reduced = order.cancel(units);
        List<Cancellation.Line> lines = units.entrySet().stream()
                .map(entry -> new Cancellation.Line(entry.getKey(), entry.getValue()))
                .toList();
        var cancellation = new Cancellation(id, order.id(), reason, actor.id(), now, lines);
        changes.append(Cancellation.LOG, cancellation).announce(OrderEvents.cancelled(reduced, cancellation));
        Order cancelled = reduced.follow(order, fewer, changes);
        actor.note(
                changes,
                "order:" + order.id(),
                Optional.of(facts(order, units.keySet())),
                facts(cancelled, units.keySet()));
        return new Decision.Accept<>(
                new Cancelled(cancellation, new OrderDetails(cancelled, known.recipient(), fewer), false), id, changes);
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

    /** What may be cancelled of each line; of an order that was recorded, all that is left. */
    private static Map<Integer, Long> cancellable(Order order, OrderFulfillment fulfillment) {
        return order.lines().stream()
                .collect(Collectors.toMap(
                        OrderLine::lineNumber,
                        line -> fulfillment.parts().isEmpty()
                                ? line.current()
                                : fulfillment.cancellable(line.lineNumber())));
    }

    /** Units per line number, in their order. */
    private Map<Integer, Long> units(Order order, OrderFulfillment fulfillment) {
        Map<Integer, Long> units = new TreeMap<>();
        if (asked.isEmpty()) {
            order.lines().forEach(line -> {
                long left = line.current() - fulfillment.fulfilled(line.lineNumber());
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
