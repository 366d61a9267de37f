package io.omnihub.engine;

import java.util.Optional;

/** What a decision may look at: the rows that its batch has read, with the changes of the members decided before it. */
public interface View {
    /** The row as it is now in this batch; empty when there is none, or when it was not asked for in {@link Reads}. */
    <K, V> Optional<V> find(Table<K, V> table, K key);

    /** Whether the batch holds this key, with or without a row; if not, a decision that needs it asks {@link Decision.Again}. */
    <K> boolean covers(Table<K, ?> table, K key);
}
