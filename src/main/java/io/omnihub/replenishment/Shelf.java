package io.omnihub.replenishment;

import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import java.util.Optional;

/**
 * An item at one place.
 *
 * @param available what may be promised from there
 * @param inbound what is expected there within the horizon, less what drafts of transfers are to take away
 * @param set what the retailer has said of when it is filled
 */
public record Shelf(Place place, long available, long inbound, Velocity velocity, Optional<Levels> set) {
    /**
     * A place as far as moving goods goes.
     *
     * @param sends whether something may be proposed to leave it
     * @param receives whether something may be proposed to go there
     */
    public record Place(LocationCode code, GeoPoint position, boolean sends, boolean receives) {}

    /** What will be there when nothing is sold. */
    long expected() {
        return available + inbound;
    }

    Levels levels(ReplenishmentPolicy policy) {
        return set.orElseGet(() -> Levels.of(velocity, policy));
    }

    /** How long what is available lasts; empty where nothing is sold. */
    public Optional<Double> daysOfCover() {
        return velocity.perDay() > 0 ? Optional.of(Math.max(0, available) / velocity.perDay()) : Optional.empty();
    }
}
