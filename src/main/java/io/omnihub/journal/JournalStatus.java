package io.omnihub.journal;

import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.List;

/**
 * How far a terminal's journal has come.
 *
 * @param contiguous the last sequence up to which none is missing
 * @param highest the highest sequence that has come
 * @param missing ranges between the two, the first ones first, {@value #MAX_MISSING} at most
 * @param missingEntries how many are missing in all
 * @param unreviewed how many were rejected since somebody reviewed it, those under a used sequence included
 */
public record JournalStatus(
        Terminal terminal,
        long contiguous,
        long highest,
        List<Range> missing,
        long missingEntries,
        long applied,
        long superseded,
        long rejected,
        Instant heardAt,
        long unreviewed) {
    static final int MAX_MISSING = 100;

    /** @param through the last of them */
    public record Range(long from, long through) {}

    public JournalStatus {
        missing = List.copyOf(missing);
    }

    public LocationCode location() {
        return terminal.location();
    }
}
