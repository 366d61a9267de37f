package io.omnihub.access;

/**
 * What one hub knows of what somebody may still send. A request is let through or refused by this alone, without waiting;
 * the hub then tells what it let through to the bucket that all hubs share, and takes over how empty that one is.
 *
 * <p>A bucket is told by one number, when it is full again: each request lets through puts that off.
 *
 * @param fullAtNs when it is full again if nobody takes anything, by the machine's own timer
 * @param untold requests that were let through and that the shared bucket does not know of
 * @param toldAtNs when it was told last
 * @param isTelling whether an answer to that is awaited; there is at most one
 */
record Bucket(long fullAtNs, long untold, long toldAtNs, boolean isTelling) {
    static Bucket full(long nowNs) {
        return new Bucket(nowNs, 0, nowNs, false);
    }

    /** What a request that comes now is told. */
    Allowance allowance(Limit limit, long nowNs) {
        long windowNs = limit.window().toNanos();
        long missingNs = Math.max(0, fullAtNs - nowNs);
        long afterNs = missingNs + limit.refillNs(1);
        boolean isGranted = afterNs <= windowNs;
        long left = isGranted ? (windowNs - afterNs) / limit.refillNs(1) : 0;
        return new Allowance(
                limit, isGranted, left, isGranted ? afterNs : missingNs, isGranted ? 0 : afterNs - windowNs);
    }

    Bucket take(Limit limit, long nowNs) {
        return new Bucket(
                Math.max(fullAtNs, nowNs) + limit.refillNs(1),
                Math.min(untold + 1, limit.requests()),
                toldAtNs,
                isTelling);
    }

    /** Whether there is enough to tell: a slice, or anything after a while. */
    boolean mustTell(Limit limit, long nowNs, long tellEveryNs) {
        return !isTelling && untold > 0 && (untold >= limit.slice() || nowNs - toldAtNs >= tellEveryNs);
    }

    Bucket telling(long nowNs) {
        return new Bucket(fullAtNs, 0, nowNs, true);
    }

    /** The shared bucket answers that it is full in such a time. What was let through meanwhile comes on top. */
    Bucket told(Limit limit, long sharedFullInNs, long nowNs) {
        return new Bucket(Math.max(fullAtNs, nowNs + sharedFullInNs + limit.refillNs(untold)), untold, toldAtNs, false);
    }

    /** There is no answer; what was told counts as forgotten. */
    Bucket unheard() {
        return new Bucket(fullAtNs, untold, toldAtNs, false);
    }
}
