package io.omnihub.inventory;

/**
 * A level as it is read outside of decisions.
 *
 * @param ended units that it counts as held although the end of their holds has passed
 */
public record StockReading(StockLevel level, long ended) {
    /** ATF, with what has ended. */
    public long availableToFulfil() {
        return level.availableToFulfil() + ended;
    }
}
