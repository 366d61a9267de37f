package io.omnihub.count;

import io.omnihub.kernel.Sku;
import java.util.Set;

/** What became of a step of a cycle count; refusals in the order in which they are looked for. */
public sealed interface CountStepResult {
    /** @param repeated whether an earlier call did it */
    record Done(CycleCount count, boolean repeated) implements CountStepResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements CountStepResult {}

    /** {@code version-mismatch}: the caller had another version in mind. */
    record OtherVersion(long version) implements CountStepResult {}

    /** {@code step-not-allowed} in the state of the count. */
    record NotAllowed(CycleCount count) implements CountStepResult {}

    /** {@code unknown-line}: the count has no line of these items. */
    record UnknownLines(Set<Sku> skus) implements CountStepResult {}

    /** {@code not-to-count}: these are counted already, and not to be counted again. */
    record NotToCount(Set<Sku> skus) implements CountStepResult {}

    /** {@code forbidden}: lines are above the tolerance, which the location itself does not approve. */
    record AboveTolerance(int lines) implements CountStepResult {}
}
