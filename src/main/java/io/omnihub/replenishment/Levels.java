package io.omnihub.replenishment;

import io.omnihub.kernel.Quantity;

/**
 * When a shelf is filled, and up to where.
 *
 * @param min with fewer units, those on their way included, it is short
 * @param max at least {@code min}
 */
public record Levels(long min, long max) {
    public Levels {
        if (min < 0 || max < min || max > Quantity.MAX) {
            throw new IllegalArgumentException("levels are 0 to " + Quantity.MAX + ", the lower one first");
        }
    }

    /** What is likely to be sold until a delivery can come, and until the shelf is to be filled again. */
    static Levels of(Velocity velocity, ReplenishmentPolicy policy) {
        long min = likely(velocity, policy.leadDays(), policy.safety());
        return new Levels(min, Math.max(min, likely(velocity, policy.coverDays(), policy.safety())));
    }

    private static long likely(Velocity velocity, int days, double safety) {
        double units = velocity.perDay() * days + safety * Math.sqrt(velocity.variancePerDay() * days);
        return Math.min(Quantity.MAX, Math.round(units));
    }
}
