package io.omnihub.event;

/** What became of trying a handler again; refusals in the order in which they are looked for. */
public sealed interface RetryHandlerResult {
    /** @param repeated whether an earlier request with the same key did it */
    record Retried(boolean repeated) implements RetryHandlerResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements RetryHandlerResult {}

    /** {@code not-found} */
    record Unknown() implements RetryHandlerResult {}

    /** {@code not-parked}: it goes on by itself. */
    record NotParked(HandlerCursor cursor) implements RetryHandlerResult {}
}
