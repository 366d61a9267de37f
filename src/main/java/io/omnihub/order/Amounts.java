package io.omnihub.order;

/**
 * What some units come to, in the minor unit of their order's currency.
 *
 * @param subtotal units times prices
 * @param discounts off the subtotal, and never more than it
 * @param taxes of the rest and of shipping
 * @param taxesIncluded whether prices and shipping have the taxes in them; else they come on top
 */
public record Amounts(long subtotal, long discounts, long shipping, long taxes, boolean taxesIncluded) {
    public Amounts {
        if (subtotal < 0 || discounts < 0 || discounts > subtotal || shipping < 0 || taxes < 0) {
            throw new IllegalArgumentException("amounts are out of range");
        }
    }

    public long total() {
        return subtotal - discounts + shipping + (taxesIncluded ? 0 : taxes);
    }

    /** All amounts of two, whose taxes stand in the same way. */
    Amounts plus(Amounts more) {
        return new Amounts(
                subtotal + more.subtotal,
                discounts + more.discounts,
                shipping + more.shipping,
                taxes + more.taxes,
                taxesIncluded);
    }
}
