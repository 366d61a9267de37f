package io.omnihub.returns;

import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a channel takes back, and for how long.
 *
 * @param windowDays how many days after it has reached the customer, 0 to {@value #MAX_DAYS}; 0: nothing
 * @param automatic whether what lies within is approved at once
 * @param items days of items for which they differ; 0 is final sale
 * @param version 0 for the default, else from 1
 */
public record ReturnPolicy(int windowDays, boolean automatic, Map<Sku, Integer> items, long version) {
    public static final Table<ChannelCode, ReturnPolicy> TABLE = new Table<>("return-policy", 45);

    /** Of a channel that has none of its own. */
    public static final ReturnPolicy DEFAULT = new ReturnPolicy(30, true, Map.of(), 0);

    public static final int MAX_DAYS = 3_650;

    /** Items for which the days differ. */
    public static final int MAX_ITEMS = 10_000;

    public ReturnPolicy {
        items = Map.copyOf(items);
        if (!isDays(windowDays)
                || !items.values().stream().allMatch(ReturnPolicy::isDays)
                || items.size() > MAX_ITEMS) {
            throw new IllegalArgumentException("a policy for returns is out of range");
        }
    }

    boolean isFinalSale(Sku sku) {
        return days(sku) == 0;
    }

    boolean isOver(Sku sku, Instant fulfilled, Instant now) {
        return now.isAfter(fulfilled.plus(Duration.ofDays(days(sku))));
    }

    private int days(Sku sku) {
        return items.getOrDefault(sku, windowDays);
    }

    private static boolean isDays(int days) {
        return days >= 0 && days <= MAX_DAYS;
    }
}
