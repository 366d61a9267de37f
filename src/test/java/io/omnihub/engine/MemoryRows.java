package io.omnihub.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A table in memory, in the order in which its rows were made. */
public class MemoryRows<K, V> implements Rows<K, V> {
    /** Never sent anywhere: what a statement would do is done when it is asked for. */
    private static final Statement DONE = Statement.update("");

    private final Table<K, V> table;
    private final Map<K, V> rows = new LinkedHashMap<>();

    public MemoryRows(Table<K, V> table) {
        this.table = table;
    }

    public Map<K, V> rows() {
        return Collections.unmodifiableMap(rows);
    }

    /** A row that must be there. */
    public V row(K key) {
        return find(key).orElseThrow();
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public Table<K, V> table() {
        return table;
    }

    @Override
    public Statement lock(Collection<K> keys, Consumer<Object> locked) {
        keys.stream().filter(rows::containsKey).map(this::lockOf).forEach(locked);
        return DONE;
    }

    @Override
    public List<Statement> load(Collection<K> keys, BiConsumer<K, V> found) {
        keys.stream().filter(rows::containsKey).forEach(key -> found.accept(key, rows.get(key)));
        return List.of();
    }

    @Override
    public List<Statement> write(List<Changed<K, V>> changes, Instant now) {
        changes.forEach(change -> put(change.key(), change.after()));
        return List.of();
    }

    /** Puts a row as it is in the end. */
    protected void put(K key, V row) {
        rows.put(key, row);
    }

    /** Takes a row away of which nothing more is wanted. */
    public void remove(K key) {
        rows.remove(key);
    }
}
