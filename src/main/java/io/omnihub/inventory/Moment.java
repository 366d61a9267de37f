package io.omnihub.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A place in time of what lies in a cell, as exact as the ledger keeps it.
 *
 * @param place where a terminal has told of it: among what else the same terminal tells, this counts and not the time
 */
public record Moment(Cell cell, Instant at, Optional<JournalPlace> place) {
    public Moment {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    public Moment(Cell cell, Instant at) {
        this(cell, at, Optional.empty());
    }
}
