package io.omnihub.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A place in time of what lies in a cell, as exact as the ledger keeps it. */
public record Moment(Cell cell, Instant at) {
    public Moment {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
