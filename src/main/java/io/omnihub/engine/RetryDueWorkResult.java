package io.omnihub.engine;

/** What became of trying due work again; refusals in the order in which they are looked for. */
public sealed interface RetryDueWorkResult {
    /** @param repeated whether an earlier request with the same key did it; the work is as it is now */
    record Retried(DueWork work, boolean repeated) implements RetryDueWorkResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements RetryDueWorkResult {}

    /** {@code not-found} */
    record Unknown() implements RetryDueWorkResult {}

    /** {@code not-parked}: it is done, or will be tried by itself. */
    record NotParked(DueWork work) implements RetryDueWorkResult {}
}
