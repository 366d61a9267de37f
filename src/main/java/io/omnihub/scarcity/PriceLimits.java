package io.omnihub.scarcity;

import java.time.Duration;

/**
 * How much one computation takes on; of what is beyond, the rest is left out and the prices are so much rougher.
 *
 * @param regions destinations are gathered in at most so many
 * @param skusTogether of which one linear program finds the prices
 * @param wishes kinds of orders in one linear program, those that are expected most
 * @param lines of an order
 * @param locations of which an order's are chosen, the nearest with any stock
 * @param rounds of one linear program
 * @param solving after which no further round begins: SKUs that few orders want may be left without prices
 */
public record PriceLimits(
        int regions, int skusTogether, int wishes, int lines, int locations, int rounds, Duration solving) {
    public static final PriceLimits DEFAULT = new PriceLimits(200, 40, 3_000, 20, 32, 60, Duration.ofMinutes(2));

    public PriceLimits {
        if (regions < 1 || skusTogether < 1 || wishes < 1 || lines < 1 || locations < 1 || rounds < 1) {
            throw new IllegalArgumentException("every limit of shadow prices is at least 1");
        }
        if (!solving.isPositive()) {
            throw new IllegalArgumentException("solving takes time");
        }
    }
}
