package io.omnihub.sourcing;

import io.omnihub.kernel.LocationCode;
import java.util.Map;

/**
 * What is known of the rest of the day and of later orders. No batch locks it, and it may be some seconds old.
 *
 * @param unitsToday what each location with a daily capacity has taken on today
 * @param prices that count while they are valid
 */
public record Outlook(Map<LocationCode, Long> unitsToday, ShadowPrices prices) {
    /** Nothing is known. */
    public static final Outlook NONE = new Outlook(Map.of(), ShadowPrices.NONE);

    public Outlook {
        unitsToday = Map.copyOf(unitsToday);
    }
}
