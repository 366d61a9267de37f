package io.omnihub.returns;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.order.Order;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.OrderLine;
import io.omnihub.returns.RequestReturnResult.Excess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Asks to give back units of an order: all that is asked, or nothing. What lies within the channel's policy may be approved
 * at once.
 *
 * @param known the order as it was read before, for whom it was for, which does not matter here
 */
record RequestReturn(UUID id, Actor actor, OrderDetails known, NewReturn asked, List<CommandKey> keys)
        implements Command<RequestReturnResult> {
    @Override
    public Reads reads() {
        Set<UUID> order = Set.of(orderId());
        return new Reads()
                .lock(Order.TABLE, order)
                .read(OrderFulfillment.TABLE, order)
                .read(ReturnedUnits.TABLE, order)
                .read(ReturnPolicy.TABLE, Set.of(channel()));
    }

    @Override
    public Decision<RequestReturnResult> decide(View view, Instant now) {
        Order order = view.find(Order.TABLE, orderId()).orElseThrow();
        var details = new OrderDetails(order, known.recipient(), OrderFulfillment.of(orderId(), view));
        ReturnPolicy policy = view.find(ReturnPolicy.TABLE, channel()).orElse(ReturnPolicy.DEFAULT);
        ReturnedUnits returned =
                view.find(ReturnedUnits.TABLE, orderId()).orElseGet(() -> new ReturnedUnits(orderId(), Map.of()));
        return refusal(details, policy, returned, now)
                .<Decision<RequestReturnResult>>map(Decision.Refuse::new)
                .orElseGet(() -> request(order, policy, returned, now));
    }

    private Decision<RequestReturnResult> request(
            Order order, ReturnPolicy policy, ReturnedUnits returned, Instant now) {
        List<Return.Line> lines = new ArrayList<>();
        for (NewReturn.Line line : asked.lines()) {
            lines.add(Return.Line.announced(
                    lines.size() + 1,
                    Optional.of(line.lineNumber()),
                    order.line(line.lineNumber()).orElseThrow().sku(),
                    line.quantity(),
                    line.reason()));
        }
        var made = new Return(
                id,
                Optional.of(new Return.Source(order.id(), order.channel(), order.currency())),
                asked.reference(),
                policy.automatic() ? ReturnState.APPROVED : ReturnState.REQUESTED,
                Optional.empty(),
                lines,
                Optional.empty(),
                Optional.empty(),
                actor.id(),
                now,
                1);
        var changes = new Changes();
        changes.put(ReturnedUnits.TABLE, order.id(), returned.plus(units()));
        made.put(Optional.empty(), changes);
        actor.noteNew(changes, "return:" + id, made.facts());
        return new Decision.Accept<>(new RequestReturnResult.Requested(made, false), id, changes);
    }

    private Optional<RequestReturnResult> refusal(
            OrderDetails details, ReturnPolicy policy, ReturnedUnits returned, Instant now) {
        Order order = details.order();
        Set<Integer> unknown = which(line -> order.line(line.lineNumber()).isEmpty());
        if (!unknown.isEmpty()) {
            return Optional.of(new RequestReturnResult.UnknownLines(unknown));
        }
        Set<Integer> sold = which(line -> policy.isFinalSale(of(line, order).sku()));
        if (!sold.isEmpty()) {
            return Optional.of(new RequestReturnResult.FinalSale(sold));
        }
        List<Excess> excess = asked.lines().stream()
                .map(line -> new Excess(
                        line.lineNumber(),
                        line.quantity(),
                        details.fulfilled(of(line, order)) - returned.of(line.lineNumber())))
                .filter(line -> line.requested() > line.returnable())
                .toList();
        if (!excess.isEmpty()) {
            return Optional.of(new RequestReturnResult.TooMany(excess));
        }
        Set<Integer> over = which(line -> policy.isOver(
                of(line, order).sku(),
                details.fulfillment().lastFulfilled(line.lineNumber()).orElse(order.placedAt()),
                now));
        return over.isEmpty() ? Optional.empty() : Optional.of(new RequestReturnResult.WindowOver(over));
    }

    private Set<Integer> which(Predicate<NewReturn.Line> wanted) {
        return asked.lines().stream()
                .filter(wanted)
                .map(NewReturn.Line::lineNumber)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static OrderLine of(NewReturn.Line line, Order order) {
        return order.line(line.lineNumber()).orElseThrow();
    }

    private Map<Integer, Long> units() {
        return asked.lines().stream().collect(Collectors.toMap(NewReturn.Line::lineNumber, NewReturn.Line::quantity));
    }

    private UUID orderId() {
        return known.order().id();
    }

    private ChannelCode channel() {
        return known.order().channel();
    }
}
