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
 */
public record OrderLine(int lineNumber, Sku sku, long ordered, long current, long unitPrice, LineCharges charges) {
    public OrderLine {
        Quantity.require(ordered);
        if (current < 0
                || current > ordered
                || unitPrice < 0
                || charges.units() > ordered
                || LineCharges.exceed(charges.discounts(), unitPrice, charges.units())) {
            throw new IllegalArgumentException("line " + lineNumber + " is out of range");
        }
    }

    /** What its first so many units come to, without shipping. */
    public Amounts amounts(long units, boolean taxesIncluded) {
        return new Amounts(unitPrice * units, charges.discount(units), 0, charges.tax(units), taxesIncluded);
    }

    OrderLine cancel(long units) {
        return new OrderLine(lineNumber, sku, ordered, current - units, unitPrice, charges);
    }

    /** With so many units wanted; those that are more count as ordered now. */
    OrderLine wanting(long units) {
        return new OrderLine(lineNumber, sku, ordered + Math.max(0, units - current), units, unitPrice, charges);
    }
}
