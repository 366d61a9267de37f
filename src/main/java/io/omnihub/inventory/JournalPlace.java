package io.omnihub.inventory;

import java.util.UUID;

/**
 * A place in the journal of a terminal, whose own entries happened in the order of their sequence, whatever its clock says.
 *
 * @param sequence 1 or more
 */
public record JournalPlace(UUID terminal, long sequence) {
    public JournalPlace {
        if (sequence < 1) {
            throw new IllegalArgumentException("a sequence begins with 1, not with " + sequence);
        }
    }

    boolean isOfSame(JournalPlace other) {
        return terminal.equals(other.terminal);
    }
}
