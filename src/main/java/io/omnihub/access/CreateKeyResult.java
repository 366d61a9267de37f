package io.omnihub.access;

/** What became of making a key. */
public sealed interface CreateKeyResult {
    /** @param secret what the caller is to send; it is shown this once */
    record Created(CallerKey key, String secret) implements CreateKeyResult {}

    /** An earlier call made it; it may have been deleted since. */
    record Repeated(CallerKey key) implements CreateKeyResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements CreateKeyResult {}
}
