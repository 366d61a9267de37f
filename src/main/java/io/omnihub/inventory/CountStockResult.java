package io.omnihub.inventory;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Set;

/** What became of a count; refusals in the order in which they are looked for. */
public sealed interface CountStockResult {
    /** @param repeated whether it was recorded by an earlier call */
    record Counted(StockCount count, boolean repeated) implements CountStockResult {}

    /** {@code idempotency-key-reused}: the reference stands for another count. */
    record ReferenceReused() implements CountStockResult {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements CountStockResult {}

    /** {@code unknown-location} */
    record UnknownLocations(Set<LocationCode> locations) implements CountStockResult {}

    /** {@code inactive-location} */
    record InactiveLocations(Set<LocationCode> locations) implements CountStockResult {}

    /** {@code stale-count}: what lies there has changed since these entries were counted. */
    record Stale(List<StockCount.Entry> entries) implements CountStockResult {}
}
