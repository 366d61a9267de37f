package io.omnihub.replenishment;

/** What became of the wish for a run. */
public sealed interface StartRunResult {
    /** @param repeated whether an earlier request with its key began it */
    record Started(ReplenishmentRun run, boolean repeated) implements StartRunResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements StartRunResult {}
}
