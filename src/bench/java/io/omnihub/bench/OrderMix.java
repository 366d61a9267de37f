package io.omnihub.bench;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Which orders are placed. The hub and the baseline draw from the same mix. */
enum OrderMix {
    /** Two different SKUs of all. */
    RANDOM,
    /** The same two SKUs in every order. */
    HOT;

    private static final int MAX_QUANTITY = 3;

    /** The first id is large, so that all have the same number of digits. */
    private static final AtomicLong EXTERNAL_IDS = new AtomicLong(1_000_000_000_000L);

    /** One order of two lines: SKUs and place are indices into the {@link Retailer}'s. */
    record Order(long externalId, int firstSku, int secondSku, int firstQuantity, int secondQuantity, int place) {}

    Order next(SplittableRandom random) {
        int first = this == HOT ? 0 : random.nextInt(Retailer.SKUS.size());
        int distance = this == HOT ? 1 : random.nextInt(1, Retailer.SKUS.size());
        return new Order(
                EXTERNAL_IDS.incrementAndGet(),
                first,
                (first + distance) % Retailer.SKUS.size(),
                random.nextInt(1, MAX_QUANTITY + 1),
                random.nextInt(1, MAX_QUANTITY + 1),
                random.nextInt(Retailer.PLACES.size()));
    }
}
