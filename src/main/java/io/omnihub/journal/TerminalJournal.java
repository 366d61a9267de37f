package io.omnihub.journal;

import io.omnihub.engine.Table;
import io.omnihub.event.Attention;
import java.time.Instant;

/**
 * How far a terminal's journal has come. Whoever records entries of it has its lock.
 *
 * @param contiguous the last sequence up to which none is missing; there may be more behind it that the hub has
 * @param highest the highest sequence that has come
 * @param heardAt when something came last
 * @param unreviewed how many were rejected since somebody reviewed it, those under a used sequence included
 * @param raised whether somebody was told that sequences were used twice, and has not reviewed it since
 */
record TerminalJournal(
        Terminal terminal,
        long contiguous,
        long highest,
        long applied,
        long superseded,
        long rejected,
        Instant heardAt,
        long unreviewed,
        boolean raised) {
    static final Table<Terminal, TerminalJournal> TABLE = new Table<>("terminal-journal", 700);

    TerminalJournal {
        if (contiguous < 0 || highest < contiguous || applied < 0 || superseded < 0 || rejected < 0 || unreviewed < 0) {
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
                now,
                unreviewed + (outcome == Outcome.REJECTED ? 1 : 0),
                raised);
    }

    /** So many more came under sequences that were used before. */
    TerminalJournal reused(int entries) {
        return reviewedUpTo(unreviewed + entries, true);
    }

    TerminalJournal reviewed() {
        return reviewedUpTo(0, false);
    }

    /** Somebody has to look at sequences that were used twice. */
    Attention attention() {
        return new Attention(
                "terminal:" + terminal.id(), "sequence-reused", terminal.id().toString());
    }

    private TerminalJournal reviewedUpTo(long left, boolean isRaised) {
        return new TerminalJournal(
                terminal, contiguous, highest, applied, superseded, rejected, heardAt, left, isRaised);
    }
}
