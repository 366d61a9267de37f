package io.omnihub.order;

import io.omnihub.kernel.Money;
import java.util.List;
import java.util.Optional;

/**
 * A tax as its channel has computed it; the hub computes none.
 *
 * @param rate 0 to 1, for people to read
 * @param amount of all units of a line, or of a charge, in the minor unit of the order's currency
 */
public record Tax(String name, Optional<Double> rate, long amount) {
    public Tax {
        Money.requireTotal(amount);
    }

    static long sum(List<Tax> taxes) {
        return taxes.stream().mapToLong(Tax::amount).sum();
    }
}
