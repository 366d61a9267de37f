package io.omnihub.inventory;

import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What came of asking what is available; causes in the order of precedence. */
public sealed interface AvailabilityResult {
    record UnknownChannel() implements AvailabilityResult {}

    record UnknownItems(Set<Sku> skus) implements AvailabilityResult {}

    /**
     * @param asOf by this replica's clock; all that was committed by then is counted, and perhaps some of what came later
     * @param skus in the order in which they were asked for
     */
    record Known(Instant asOf, List<Availability> skus) implements AvailabilityResult {}
}
