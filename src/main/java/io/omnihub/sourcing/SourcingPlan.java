package io.omnihub.sourcing;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Map;

/** Where a demand is fulfilled from, or why it cannot be. */
public sealed interface SourcingPlan {
    /** Every unit has a location. */
    record Sourced(List<Assignment> assignments) implements SourcingPlan {}

    /**
     * There is not enough.
     *
     * @param available units of each SKU that could be promised: over the pool, or at the best single location where
     *     the demand must not be split
     */
    record Shortage(Map<Sku, Long> available) implements SourcingPlan {}

    /** What one location fulfils; a line of the demand may be divided among several. */
    record Assignment(LocationCode location, List<Demand.Line> lines) {}
}
