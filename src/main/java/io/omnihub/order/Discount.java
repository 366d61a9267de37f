package io.omnihub.order;

import io.omnihub.kernel.Money;
import java.util.List;
import java.util.Optional;

/**
 * What was taken off the price of a line, as its channel says.
 *
 * @param code by which the channel knows it, such as that of a voucher
 * @param amount off all units of the line, in the minor unit of the order's currency
 */
public record Discount(Optional<String> code, long amount) {
    public Discount {
        Money.requireTotal(amount);
    }

    static long sum(List<Discount> discounts) {
        return discounts.stream().mapToLong(Discount::amount).sum();
    }
}
