package io.omnihub.replenishment;

import io.omnihub.kernel.Sku;
import java.util.Set;

/** What became of the wish for a run. */
public sealed interface StartRunResult {
    /** @param repeated whether an earlier request with its key began it */
    record Started(ReplenishmentRun run, boolean repeated) implements StartRunResult {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements StartRunResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements StartRunResult {}
}
