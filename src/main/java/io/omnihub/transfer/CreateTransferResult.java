package io.omnihub.transfer;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Set;

/** What became of a wish for a transfer; refusals in the order in which they are looked for. */
public sealed interface CreateTransferResult {
    /** @param repeated whether an earlier request with its reference made it */
    record Created(TransferOrder transfer, boolean repeated) implements CreateTransferResult {}

    /** {@code idempotency-key-reused}: the reference stands for another transfer. */
    record ReferenceReused() implements CreateTransferResult {}

    /** {@code unknown-location} */
    record UnknownLocations(Set<LocationCode> locations) implements CreateTransferResult {}

    /** {@code inactive-location} */
    record InactiveLocations(Set<LocationCode> locations) implements CreateTransferResult {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements CreateTransferResult {}

    /** {@code invalid-field}: it is not expected from now on, or too far ahead. */
    record BadExpectation() implements CreateTransferResult {}

    /** {@code insufficient-stock}: the source has less that may be promised. */
    record Insufficient(List<MoveResult.Shortage> lines) implements CreateTransferResult {}
}
