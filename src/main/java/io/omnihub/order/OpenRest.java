package io.omnihub.order;

import io.omnihub.fulfillment.FulfillmentOrder;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An order as another system would take it over: what is left to do of it.
 *
 * @param handedOver units that have left, shipped or collected, by line number
 */
public record OpenRest(OrderDetails details, Map<Integer, Long> handedOver) {
    public OpenRest {
        handedOver = Map.copyOf(handedOver);
    }

    /** That of an order with its fulfilment. */
    public static OpenRest of(OrderDetails details) {
        return new OpenRest(
                details,
                details.fulfillment().parts().stream()
                        .flatMap(part -> part.lines().stream())
                        .collect(Collectors.groupingBy(
                                FulfillmentOrder.Line::lineNumber,
                                Collectors.summingLong(FulfillmentOrder.Line::handedOver))));
    }

    /** Whether nothing is left to do: it has arrived, or all of it is on its way. */
    public boolean isOver() {
        Order order = details.order();
        return order.state() == OrderState.COMPLETED || order.lines().stream().allMatch(line -> left(line) == 0);
    }

    /** Units of a line that have not left; of an order that is over, all that were wanted. */
    public long quantity(OrderLine line) {
        return isOver() ? line.current() : left(line);
    }

    private long left(OrderLine line) {
        return line.current() - handedOver.getOrDefault(line.lineNumber(), 0L);
    }
}
