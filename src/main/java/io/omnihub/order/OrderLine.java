package io.omnihub.order;

import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;

/**
 * One line of an order.
 *
 * @param lineNumber from 1, in the order in which the lines were given
 * @param ordered units once ordered
 * @param current of them, what was not cancelled
 * @param unitPrice the agreed price in the minor unit of the order's currency
 */
public record OrderLine(int lineNumber, Sku sku, long ordered, long current, long unitPrice) {
    public OrderLine {
        Quantity.require(ordered);
        if (current < 0 || current > ordered || unitPrice < 0) {
            throw new IllegalArgumentException("line " + lineNumber + " is out of range");
        }
    }

    OrderLine cancel(long units) {
        return new OrderLine(lineNumber, sku, ordered, current - units, unitPrice);
    }
}
