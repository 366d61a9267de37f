package io.omnihub.order;

import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Instant;
import java.util.Set;

/** What would become of an order; refusals in the order in which they are looked for. */
public sealed interface SourcingAnswer {
    /** The plan, or why there is none. */
    record Planned(Instant asOf, SourcingPlan plan) implements SourcingAnswer {}

    /** {@code unknown-channel} */
    record UnknownChannel() implements SourcingAnswer {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements SourcingAnswer {}
}
