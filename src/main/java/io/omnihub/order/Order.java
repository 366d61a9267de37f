package io.omnihub.order;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Money;
import io.omnihub.sourcing.DeliveryMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a customer bought, without who that is.
 *
 * @param externalId the channel's own id of it, unique in the channel
 * @param currency of all its money
 * @param allowBackorder whether what was short may wait for stock
 * @param placedBy the caller's key
 */
public record Order(
        UUID id,
        OrderNumber number,
        ChannelCode channel,
        String externalId,
        OrderState state,
        String currency,
        DeliveryMethod method,
        boolean allowSplit,
        boolean allowBackorder,
        Instant placedAt,
        UUID placedBy,
        List<OrderLine> lines) {
    public static final Table<UUID, Order> TABLE = new Table<>("order", 100);

    /** How many lines an order has at most. */
    public static final int MAX_LINES = 1_000;

    public Order {
        lines = List.copyOf(lines);
    }

    public Optional<OrderLine> line(int lineNumber) {
        return lineNumber >= 1 && lineNumber <= lines.size()
                ? Optional.of(lines.get(lineNumber - 1))
                : Optional.empty();
    }

    /** What is left of it, at the agreed prices. */
    public Money total() {
        return lines.stream()
                .map(line -> new Money(line.unitPrice(), currency).times(line.current()))
                .reduce(new Money(0, currency), Money::plus);
    }

    /** @param units per line number, no more than is left */
    Order cancel(Map<Integer, Long> units) {
        List<OrderLine> fewer = lines.stream()
                .map(line -> line.cancel(units.getOrDefault(line.lineNumber(), 0L)))
                .toList();
        boolean nothingLeft = fewer.stream().allMatch(line -> line.current() == 0);
        return with(nothingLeft ? OrderState.CANCELLED : state, fewer);
    }

    /** In the state that follows from what has become of its parts. */
    private Order following(OrderFulfillment fulfillment) {
        if (fulfillment.parts().isEmpty() || state == OrderState.CANCELLED) {
            return this;
        }
        boolean done = lines.stream().allMatch(line -> fulfillment.fulfilled(line.lineNumber()) >= line.current());
        boolean begun = state == OrderState.PLACED && fulfillment.isUnderWay();
        return done ? with(OrderState.COMPLETED, lines) : begun ? with(OrderState.PROCESSING, lines) : this;
    }

    /** Puts it, in the state that follows from its parts, among the changes; that it is completed now is announced. */
    Order follow(Order before, OrderFulfillment fulfillment, Changes changes) {
        Order followed = following(fulfillment);
        if (!followed.equals(before)) {
            changes.put(TABLE, id, followed);
        }
        if (followed.state() == OrderState.COMPLETED && before.state() != OrderState.COMPLETED) {
            changes.announce(OrderEvents.completed(followed));
        }
        return followed;
    }

    Order withLines(List<OrderLine> all) {
        return with(state, all);
    }

    private Order with(OrderState newState, List<OrderLine> newLines) {
        return new Order(
                id,
                number,
                channel,
                externalId,
                newState,
                currency,
                method,
                allowSplit,
                allowBackorder,
                placedAt,
                placedBy,
                newLines);
    }
}
