package io.omnihub.access;

/** What became of rotating a key's secret. */
public sealed interface RotateKeyResult {
    /** @param secret what the caller is to send from now on; it is shown this once */
    record Rotated(CallerKey key, String secret) implements RotateKeyResult {}

    /** An earlier call rotated it; here is the key as it is now, perhaps deleted since. */
    record Repeated(CallerKey key) implements RotateKeyResult {}

    /** There is no such key, or no longer. */
    record Gone() implements RotateKeyResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements RotateKeyResult {}
}
