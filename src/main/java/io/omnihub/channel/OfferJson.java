package io.omnihub.channel;

import io.omnihub.fulfillment.Handling;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Instant;

/** A store that could hand over all of something, as the contract shows it. */
public record OfferJson(String location, double distanceKm, Instant readyAt) {
    public static OfferJson of(SourcingPlan.Alternative alternative) {
        return of(alternative.store(), alternative.distanceKm(), alternative.readyAt());
    }

    public static OfferJson of(Handling.Offer offer) {
        return of(offer.location(), offer.distanceKm(), offer.readyAt());
    }

    private static OfferJson of(LocationCode store, double distanceKm, Instant readyAt) {
        return new OfferJson(store.value(), Math.round(distanceKm * 10) / 10.0, readyAt);
    }
}
