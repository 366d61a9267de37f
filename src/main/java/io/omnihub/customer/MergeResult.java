package io.omnihub.customer;

import java.util.Optional;
import java.util.UUID;

/** What became of merging two customers, or of taking that back; refusals in the order in which they are looked for. */
public sealed interface MergeResult {
    /**
     * @param customer the survivor
     * @param merge that was made
     * @param repeated whether an earlier call did it
     */
    record Done(UUID customer, Optional<UUID> merge, boolean repeated) implements MergeResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements MergeResult {}

    /** {@code same-customer}: both are one already. */
    record SameCustomer() implements MergeResult {}

    /** {@code merged-already}: one of them follows another one since. */
    record MergedAlready() implements MergeResult {}

    /** {@code customer-erased} */
    record Erased() implements MergeResult {}

    /** {@code merge-undone}: it was taken back before. */
    record Undone() implements MergeResult {}
}
