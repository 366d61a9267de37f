package io.omnihub.inventory;

import io.omnihub.catalog.Location;
import io.omnihub.catalog.WhenShort;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a channel has of one SKU.
 *
 * @param availableToPromise over its whole pool, less its threshold; 0 where no order for it is taken
 * @param offered of these, what stores beside its pool give where that runs short; empty where the channel has no such rule
 * @param upcoming what it can promise besides from each date on, all of it that is expected by then; none where it does not
 *     promise what is only expected
 * @param nearest the locations that have some, the nearest first; none where no point was given
 */
public record Availability(
        Sku sku, long availableToPromise, Optional<Offered> offered, List<Upcoming> upcoming, List<Nearby> nearest) {
    /** How many of the nearest locations are told of. */
    public static final int MAX_NEAREST = 5;

    /**
     * What stores give, once the channel is short.
     *
     * @param isShort whether it is now, whatever is ordered
     */
    public record Offered(WhenShort.Rule rule, long units, boolean isShort) {}

    /** A location that has some. */
    public record Nearby(Location location, double distanceKm, long availableToFulfil) {}

    /** Units that can be promised from then on, with those of earlier dates. */
    public record Upcoming(Instant from, long quantity) {}

    public Availability {
        upcoming = List.copyOf(upcoming);
        nearest = List.copyOf(nearest);
    }
}
