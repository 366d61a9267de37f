package io.omnihub.returns;

import io.omnihub.kernel.Sku;
import java.util.Set;

/** What became of goods that a location took back; refusals in the order in which they are looked for. */
public sealed interface TakeBackResult {
    /** @param repeated whether an earlier call recorded it; it is then shown as it is now */
    record Taken(Return made, boolean repeated) implements TakeBackResult {}

    /** {@code idempotency-key-reused}: the reference stands for something else. */
    record ReferenceReused() implements TakeBackResult {}

    /** {@code unknown-location} */
    record UnknownLocation() implements TakeBackResult {}

    /** {@code inactive-location} */
    record InactiveLocation() implements TakeBackResult {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements TakeBackResult {}
}
