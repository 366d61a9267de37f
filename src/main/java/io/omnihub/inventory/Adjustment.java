package io.omnihub.inventory;

import io.omnihub.engine.Log;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A correction of stock, as it was recorded.
 *
 * @param reference the caller's, unique for ever
 */
public record Adjustment(
        UUID id,
        String reference,
        AdjustmentReason reason,
        UUID actor,
        Instant occurredAt,
        Instant recordedAt,
        List<Posted> entries) {
    static final Log<Adjustment> LOG = new Log<>("stock-adjustment");

    /** @param quantity whole units, 1 or more: the reason gives the sign */
    public record Entry(Cell cell, long quantity) {}

    /** @param superseded whether what lies there was counted since, so that this has no effect */
    public record Posted(Cell cell, long quantity, boolean superseded) {}

    public Adjustment {
        entries = List.copyOf(entries);
    }
}
