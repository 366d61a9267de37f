package io.omnihub.replenishment;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.Set;

/** What became of levels that somebody wants; refusals in the order in which they are looked for. */
public sealed interface SetLevelsResult {
    record Done() implements SetLevelsResult {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements SetLevelsResult {}

    /** {@code unknown-location} */
    record UnknownLocations(Set<LocationCode> locations) implements SetLevelsResult {}
}
