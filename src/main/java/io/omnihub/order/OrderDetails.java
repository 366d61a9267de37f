package io.omnihub.order;

import io.omnihub.fulfillment.OrderFulfillment;

/** An order with whom it is for and what becomes of it. */
public record OrderDetails(Order order, Recipient recipient, OrderFulfillment fulfillment) {
    /** Units of a line that have reached the customer; of an order that was recorded, all that are left. */
    public long fulfilled(OrderLine line) {
        return fulfillment.parts().isEmpty() ? line.current() : fulfillment.fulfilled(line.lineNumber());
    }
}
