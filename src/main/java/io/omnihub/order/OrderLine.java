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
 * @param charges what was given with it besides its price
 * @param returned of the current ones, what came back and is not charged any more
 */
public record OrderLine(
        int lineNumber, Sku sku, long ordered, long current, long unitPrice, LineCharges charges, long returned) {
    public OrderLine {
        Quantity.require(ordered);
        if (current < 0
                || current > ordered
                || returned < 0
                || returned > current
                || unitPrice < 0
                || charges.units() > ordered
                || LineCharges.exceed(charges.discounts(), unitPrice, charges.units())) {
            throw new IllegalArgumentException("line " + lineNumber + " is out of range");
        }
    }

    /** A line of which nothing came back. */
    public OrderLine(int lineNumber, Sku sku, long ordered, long current, long unitPrice, LineCharges charges) {
        this(lineNumber, sku, ordered, current, unitPrice, charges, 0);
    }

    /** Units that the customer keeps, or still waits for. */
    public long kept() {
        return current - returned;
    }

    /** What its first so many units come to, without shipping. */
    public Amounts amounts(long units, boolean taxesIncluded) {
        return new Amounts(unitPrice * units, charges.discount(units), 0, charges.tax(units), taxesIncluded);
    }

    OrderLine cancel(long units) {
        return new OrderLine(lineNumber, sku, ordered, current - units, unitPrice, charges, returned);
    }

    /** With so many units wanted; those that are more count as ordered now. */
    OrderLine wanting(long units) {
        return new OrderLine(
                lineNumber, sku, ordered + Math.max(0, units - current), units, unitPrice, charges, returned);
    }

    OrderLine giveBack(long units) {
        return new OrderLine(lineNumber, sku, ordered, current, unitPrice, charges, returned + units);
    }
}
