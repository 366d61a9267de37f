package io.omnihub.order;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides amounts without losing or making a minor unit: each share is the difference of two running sums that are rounded
 * down, so that all shares together are the whole. It is the allocation of the Money pattern (Fowler, Patterns of
 * Enterprise Application Architecture, 2002), with what rounding leaves over spread evenly instead of given to the first.
 */
final class Proration {
    private Proration() {}

    /**
     * What the first {@code units} of {@code all} have of an amount: ⌊amount × units ÷ all⌋, exact where the product does not
     * fit in 64 bits.
     *
     * @param amount 0 or more
     * @param units 0 to {@code all}
     * @param all 1 to {@link io.omnihub.kernel.Quantity#MAX}
     */
    static long part(long amount, long units, long all) {
        return amount / all * units + amount % all * units / all;
    }

    /**
     * An amount divided by weights.
     *
     * @param weights 0 or more; where all are 0 the amount is too
     */
    static List<Long> shares(long amount, List<Long> weights) {
        long all = weights.stream().mapToLong(Long::longValue).sum();
        List<Long> shares = new ArrayList<>(weights.size());
        long weighed = 0;
        long shared = 0;
        for (long weight : weights) {
            weighed += weight;
            long upToHere = all == 0 ? 0 : partByWeight(amount, weighed, all);
            shares.add(upToHere - shared);
            shared = upToHere;
        }
        return shares;
    }

    /** {@link #part} for weights that are amounts themselves, and larger than any quantity. */
    private static long partByWeight(long amount, long weight, long all) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(weight))
                .divide(BigInteger.valueOf(all))
                .longValueExact();
    }
}
