package io.omnihub.count;

import io.omnihub.kernel.Sku;
import java.util.Set;

/** What became of a wish to count; refusals in the order in which they are looked for. */
public sealed interface MakeCycleCountResult {
    /** @param repeated whether it was made by an earlier call */
    record Made(CycleCount count, boolean repeated) implements MakeCycleCountResult {}

    /** {@code idempotency-key-reused}: the reference stands for another cycle count. */
    record ReferenceReused() implements MakeCycleCountResult {}

    /** {@code unknown-location} */
    record UnknownLocation() implements MakeCycleCountResult {}

    /** {@code inactive-location} */
    record InactiveLocation() implements MakeCycleCountResult {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements MakeCycleCountResult {}

    /** {@code nothing-to-count}: the location has no stock. */
    record NothingToCount() implements MakeCycleCountResult {}

    /** {@code too-many-lines}: the location has more items than one cycle count takes. */
    record TooMany() implements MakeCycleCountResult {}
}
