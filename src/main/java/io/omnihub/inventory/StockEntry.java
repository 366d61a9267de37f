package io.omnihub.inventory;

import io.omnihub.engine.Log;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of the ledger, never changed.
 *
 * @param quantity signed, never zero
 * @param reason a step of the table in {@code src/docs/stock-ledger.md}, kebab-case
 * @param reference the order, adjustment or other cause
 * @param actor the caller's key
 * @param occurredAt when it happened, as the caller reports it; empty for when the hub records it
 */
public record StockEntry(
        Cell cell,
        Counter counter,
        long quantity,
        String reason,
        UUID reference,
        UUID actor,
        Optional<Instant> occurredAt) {
    static final Log<StockEntry> LOG = new Log<>("stock-entry");
}
