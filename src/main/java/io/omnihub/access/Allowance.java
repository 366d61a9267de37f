package io.omnihub.access;

import java.util.concurrent.TimeUnit;

/**
 * What a request is told of its limit.
 *
 * @param left requests that may follow at once
 * @param fullInNs until as many may follow as the limit has
 * @param waitNs until a request is let through again; 0 where this one is
 */
record Allowance(Limit limit, boolean isGranted, long left, long fullInNs, long waitNs) {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    /** The field {@code RateLimit}. */
    String field() {
        return "\"" + limit.name() + "\";r=" + left + ";t=" + seconds(fullInNs);
    }

    /** The field {@code Retry-After}. */
    String retryAfter() {
        return Long.toString(Math.max(1, seconds(waitNs)));
    }

    private static long seconds(long ns) {
        return Math.ceilDiv(ns, SECOND_NS);
    }
}
