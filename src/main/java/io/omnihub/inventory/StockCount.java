package io.omnihub.inventory;

import io.omnihub.engine.Log;
import io.omnihub.kernel.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody has counted, as it was recorded.
 *
 * @param reference the caller's, unique for ever
 */
public record StockCount(
        UUID id, String reference, UUID actor, Instant occurredAt, Instant recordedAt, List<Posted> entries) {
    static final Log<StockCount> LOG = new Log<>("stock-count");

    /**
     * What was counted of one cell.
     *
     * @param counted units, with those that are unavailable
     * @param onHandVersion of the level that the counter had in mind; empty for any
     */
    public record Entry(Cell cell, long counted, Optional<Long> onHandVersion) {
        public Entry {
            if (counted < 0 || counted > Quantity.MAX) {
                throw new IllegalArgumentException("so many units cannot be counted: " + counted);
            }
        }

        /** Whether what lies there has changed since. */
        boolean isStale(Optional<StockLevel> level) {
            long present = level.map(StockLevel::onHandVersion).orElse(0L);
            return onHandVersion.filter(version -> version != present).isPresent();
        }
    }

    /**
     * @param difference how many more were counted than the ledger said of then; below zero for fewer
     * @param superseded whether a later count was known, so that this one has no effect
     */
    public record Posted(Cell cell, long counted, long difference, boolean superseded) {}

    public StockCount {
        entries = List.copyOf(entries);
    }
}
