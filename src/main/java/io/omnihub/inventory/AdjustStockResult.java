package io.omnihub.inventory;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Set;

/** What became of an adjustment; refusals in the order in which they are looked for. */
public sealed interface AdjustStockResult {
    /** @param repeated whether it was recorded by an earlier call */
    record Adjusted(Adjustment adjustment, boolean repeated) implements AdjustStockResult {}

    /** {@code idempotency-key-reused}: the reference stands for another adjustment. */
    record ReferenceReused() implements AdjustStockResult {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements AdjustStockResult {}

    /** {@code unknown-location} */
    record UnknownLocations(Set<LocationCode> locations) implements AdjustStockResult {}

    /** {@code inactive-location} */
    record InactiveLocations(Set<LocationCode> locations) implements AdjustStockResult {}

    /** {@code negative-stock}: these entries take more than there is. */
    record NegativeStock(List<Excess> entries) implements AdjustStockResult {}

    /**
     * An entry that takes more than there is.
     *
     * @param present what the counter says, with the entries before this one taken
     */
    record Excess(Cell cell, Counter counter, long requested, long present) {}
}
