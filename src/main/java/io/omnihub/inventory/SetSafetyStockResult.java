package io.omnihub.inventory;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.Set;

/** What became of setting the safety stock. */
public sealed interface SetSafetyStockResult {
    record Done() implements SetSafetyStockResult {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements SetSafetyStockResult {}

    /** {@code unknown-location} */
    record UnknownLocations(Set<LocationCode> locations) implements SetSafetyStockResult {}
}
