package io.omnihub.order;

import io.omnihub.catalog.Saleability;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Instant;
import java.util.List;

/** What would become of an order. */
public sealed interface SourcingAnswer {
    /** The plan, or why there is none. */
    record Planned(Instant asOf, SourcingPlan plan) implements SourcingAnswer {}

    /** {@code unknown-channel}, {@code inactive-channel}, {@code unknown-item}, {@code inactive-item} */
    record Unsaleable(Saleability.Unsaleable why) implements SourcingAnswer {}

    /** {@code unknown-location} */
    record UnknownLocations(List<LocationCode> without) implements SourcingAnswer {
        public UnknownLocations {
            without = List.copyOf(without);
        }
    }
}
