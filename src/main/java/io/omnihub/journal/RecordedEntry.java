package io.omnihub.journal;

import io.omnihub.engine.Table;
import io.omnihub.inventory.JournalPlace;
import io.omnihub.kernel.LocationCode;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry, and what became of it.
 *
 * @param fact what it says, where it could be read; decisions look at what is known of an entry without it
 * @param effect by how much it changed what is on hand
 */
record RecordedEntry(
        JournalPlace place,
        LocationCode location,
        UUID fingerprint,
        Verdict verdict,
        Optional<JournalEntry.Fact> fact,
        long effect) {
    static final Table<JournalPlace, RecordedEntry> TABLE = new Table<>("journal-entry", 710);

    RecordedEntry {
        if (effect != 0 && verdict.outcome() != Outcome.APPLIED) {
            throw new IllegalArgumentException("what is " + verdict.outcome().wire() + " has no effect");
        }
    }

    Acknowledgement repeated() {
        return new Acknowledgement(place.sequence(), verdict, true);
    }
}
