package io.omnihub.engine;

/**
 * A table as decisions see it.
 *
 * @param rank fixes the order in which a batch locks tables; no two tables share one. Stock comes last.
 * @param <K> its key, a value type
 * @param <V> its rows as values
 */
public record Table<K, V>(String name, int rank) {}
