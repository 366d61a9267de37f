package io.omnihub.sample;

import java.time.Duration;

/** Says how long to wait so that things happen at an even pace. Time that was lost is not caught up with. */
final class Pacer {
    /** One order a day. */
    static final double MIN_PER_SECOND = 1e-5;

    /** More than the hub can do: as fast as it answers. */
    static final double MAX_PER_SECOND = 100_000;

    private final long intervalNanos;
    private long nextNanos = Long.MIN_VALUE;

    Pacer(double perSecond) {
        this.intervalNanos = (long) (1e9 / require(perSecond));
    }

    /** @throws IllegalArgumentException when it is no pace */
    static double require(double perSecond) {
        if (!(perSecond >= MIN_PER_SECOND && perSecond <= MAX_PER_SECOND)) {
            throw new IllegalArgumentException("omnihub.sample.pace is %s to %s orders a second, not %s"
                    .formatted(MIN_PER_SECOND, MAX_PER_SECOND, perSecond));
        }
        return perSecond;
    }

    /** The wait before the next one, for which the pacer then counts it as happened. */
    Duration next(long nowNanos) {
        long at = nextNanos == Long.MIN_VALUE ? nowNanos : Math.max(nowNanos, nextNanos);
        nextNanos = at + intervalNanos;
        return Duration.ofNanos(at - nowNanos);
    }
}
