package io.omnihub.order;

import io.omnihub.catalog.Saleability;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Instant;

/** What would become of an order. */
public sealed interface SourcingAnswer {
    /** The plan, or why there is none. */
    record Planned(Instant asOf, SourcingPlan plan) implements SourcingAnswer {}

    /** {@code unknown-channel}, {@code inactive-channel}, {@code unknown-item}, {@code inactive-item} */
    record Unsaleable(Saleability.Unsaleable why) implements SourcingAnswer {}
}
