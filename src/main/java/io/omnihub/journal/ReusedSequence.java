package io.omnihub.journal;

import io.omnihub.engine.Table;
import io.omnihub.inventory.JournalPlace;
import io.omnihub.kernel.LocationCode;
import java.util.Optional;
import java.util.UUID;

/**
 * What came under a sequence that had been used for something else.
 *
 * @param fact what it says, where it could be read; decisions ask only whether it is there
 */
record ReusedSequence(Key key, LocationCode location, Optional<JournalEntry.Fact> fact) {
    static final Table<Key, ReusedSequence> TABLE = new Table<>("journal-reuse", 720);

    record Key(JournalPlace place, UUID fingerprint) {}
}
