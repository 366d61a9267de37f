package io.omnihub.scarcity;

import io.omnihub.engine.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A computation of shadow prices that has ended; the newest one's prices stand.
 *
 * @param computedAt when the stock was read
 * @param validUntil after which its prices count for nothing
 * @param demandFrom since when orders were looked at: later than asked for where there were too many
 * @param aheadDays for how many days the same demand was expected
 * @param orders that were looked at
 * @param skus of which some location may have too little
 * @param solved those of them that got prices in time
 * @param prices above nothing
 */
public record ShadowComputation(
        UUID id,
        Instant computedAt,
        Instant validUntil,
        Instant demandFrom,
        int aheadDays,
        long orders,
        long skus,
        long solved,
        long prices,
        Duration took) {
    static final Log<ShadowComputation> LOG = new Log<>("shadow-computation");
}
