package io.omnihub.inventory;

import java.util.Optional;

/**
 * What another system says of a level.
 *
 * @param onHand less than 0 where more was sold than was known of
 * @param unavailable of it, 0 or more; empty to leave that as it is
 * @param safetyStock 0 or more; empty to leave that as it is
 */
public record TakenOver(Cell cell, long onHand, Optional<Long> unavailable, Optional<Long> safetyStock) {
    public TakenOver {
        if (unavailable.orElse(0L) < 0 || safetyStock.orElse(0L) < 0) {
            throw new IllegalArgumentException("a level is taken over with unavailable and safety stock of at least 0");
        }
    }
}
