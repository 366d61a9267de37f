package io.omnihub.journal;

import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.inventory.JournalPlace;
import io.omnihub.kernel.Sku;

/**
 * What later entries of the same journal, known already, have changed of what is on hand.
 *
 * @param effect of them together
 */
record LaterEntries(Key key, long effect) {
    static final Table<Key, LaterEntries> TABLE = new Table<>("journal-later", 715);

    record Key(JournalPlace place, Sku sku) {}

    static long effect(Key key, View view) {
        return view.find(TABLE, key).map(LaterEntries::effect).orElse(0L);
    }
}
