package io.omnihub.journal;

import io.omnihub.engine.Table;
import java.time.Instant;

/**
 * How far a terminal's journal has come. Whoever records entries of it has its lock.
 *
 * @param contiguous the last sequence up to which none is missing; there may be more behind it that the hub has
 * @param highest the highest sequence that has come
 * @param heardAt when something came last
 */
record TerminalJournal(
        Terminal terminal,
        long contiguous,
        long highest,
        long applied,
        long superseded,
        long rejected,
        Instant heardAt) {
    static final Table<Terminal, TerminalJournal> TABLE = new Table<>("terminal-journal", 700);

    TerminalJournal {
        if (contiguous < 0 || highest < contiguous || applied < 0 || superseded < 0 || rejected < 0) {
            throw new IllegalArgumentException("the journal of " + terminal + " does not add up");
        }
    }

    /** With one entry more, none of which was there before; they come in the order of their sequence. */
    TerminalJournal with(long sequence, Outcome outcome, Instant now) {
        return new TerminalJournal(
                terminal,
                sequence == contiguous + 1 ? sequence : contiguous,
                Math.max(highest, sequence),
                applied + (outcome == Outcome.APPLIED ? 1 : 0),
                superseded + (outcome == Outcome.SUPERSEDED ? 1 : 0),
                rejected + (outcome == Outcome.REJECTED ? 1 : 0),
                now);
    }
}
