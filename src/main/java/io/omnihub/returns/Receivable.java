package io.omnihub.returns;

import io.omnihub.engine.View;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.order.Order;
import io.omnihub.order.OrderDetails;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How much of a return can be received, whatever was announced of it: all that has reached the customer and did not come back
 * otherwise. What is beyond that is not of the order.
 */
record Receivable(Return found, View view) {
    long of(Return.Line line) {
        return found.source().map(of -> ofOrder(line, of.orderId())).orElse(line.quantity());
    }

    private long ofOrder(Return.Line line, UUID orderId) {
        int number = line.orderLine().orElseThrow();
        Order order = view.find(Order.TABLE, orderId).orElseThrow();
        long arrived = OrderDetails.fulfilled(order.line(number).orElseThrow(), OrderFulfillment.of(orderId, view));
        long others = view.find(ReturnedUnits.TABLE, orderId).orElseThrow().of(number) - found.counted(line);
        return Math.max(0, arrived - others);
    }

    /** What was announced, as far as it can be received, by line number. */
    Map<Integer, Long> announced() {
        return found.lines().stream()
                .collect(Collectors.toMap(Return.Line::lineNumber, line -> Math.min(line.quantity(), of(line))));
    }
}
