package io.omnihub.order;

import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.util.List;

/** What became of the wish to collect a part elsewhere; refusals in the order in which they are looked for. */
public sealed interface AcceptOfferResult {
    /**
     * @param part as it is now
     * @param repeated whether an earlier request with the same key did it
     */
    record Accepted(FulfillmentOrder part, boolean repeated) implements AcceptOfferResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements AcceptOfferResult {}

    /** {@code version-mismatch} */
    record OtherVersion(long version) implements AcceptOfferResult {}

    /** {@code step-not-allowed}: somebody can fulfil it, or it is not to be collected. */
    record NotAllowed(FulfillmentOrder part) implements AcceptOfferResult {}

    /**
     * {@code offer-unavailable}
     *
     * @param offers what could be had now, the nearest first
     */
    record Unavailable(List<Alternative> offers) implements AcceptOfferResult {
        public Unavailable {
            offers = List.copyOf(offers);
        }
    }
}
