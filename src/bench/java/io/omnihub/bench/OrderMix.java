package io.omnihub.bench;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Which orders are placed. The hub and the baseline draw from the same mix. */
enum OrderMix {
    RANDOM("random SKUs", false, false),
    HOT("one hot SKU pair", true, false),
    RANDOM_HOLDS("random SKUs, one in ten held", false, true),
    HOT_HOLDS("one hot SKU pair, one in ten held", true, true);

    private static final int MAX_QUANTITY = 3;

    /** Of so many orders, one has a hold where the mix has holds. */
    private static final int HOLD_EVERY = 10;

    /** The first id is large, so that all have the same number of digits. */
    private static final AtomicLong EXTERNAL_IDS = new AtomicLong(1_000_000_000_000L);

    /** What sets it apart, for people. */
    final String title;

    /** Whether every order is for the same two SKUs; otherwise for two different ones of all. */
    final boolean hot;

    private final boolean holds;

    OrderMix(String title, boolean hot, boolean holds) {
        this.title = title;
        this.hot = hot;
        this.holds = holds;
    }

    /**
     * One order of two lines: SKUs and place are indices into the {@link Retailer}'s.
     *
     * @param held whether its units are set aside first, by a hold that the order then names
     */
    record Order(
            long externalId,
            int firstSku,
            int secondSku,
            int firstQuantity,
            int secondQuantity,
            int place,
            boolean held) {}

    Order next(SplittableRandom random) {
        long externalId = EXTERNAL_IDS.incrementAndGet();
        int first = hot ? 0 : random.nextInt(Retailer.SKUS.size());
        int distance = hot ? 1 : random.nextInt(1, Retailer.SKUS.size());
        return new Order(
                externalId,
                first,
                (first + distance) % Retailer.SKUS.size(),
                random.nextInt(1, MAX_QUANTITY + 1),
                random.nextInt(1, MAX_QUANTITY + 1),
                random.nextInt(Retailer.PLACES.size()),
                holds && externalId % HOLD_EVERY == 0);
    }
}
