package io.omnihub.engine;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The rows that a command will look at, and what is to be done with them before it decides. */
public final class Reads {
    private final Map<Table<?, ?>, Set<?>> read = new LinkedHashMap<>();
    private final Map<Table<?, ?>, Set<?>> locked = new LinkedHashMap<>();
    private final Map<Table<?, ?>, Set<?>> created = new LinkedHashMap<>();
    private int weight;

    /** Facts to look at, as they are when the batch has its locks. */
    public <K> Reads read(Table<K, ?> table, Collection<K> keys) {
        return add(read, table, keys);
    }

    /** Rows to lock until the commit; a key without a row is simply absent from the view. */
    public <K> Reads lock(Table<K, ?> table, Collection<K> keys) {
        return add(locked, table, keys);
    }

    /** Rows to make where they are missing, then to lock. */
    public <K> Reads create(Table<K, ?> table, Collection<K> keys) {
        return add(created, table, keys);
    }

    /** How many rows this asks for: what the command weighs in a batch. */
    public int weight() {
        return weight;
    }

    /** Adds all that the other one asks for. */
    public Reads and(Reads other) {
        merge(read, other.read);
        merge(locked, other.locked);
        merge(created, other.created);
        weight += other.weight;
        return this;
    }

    boolean covers(Table<?, ?> table, Object key) {
        return keys(read, table).contains(key)
                || keys(locked, table).contains(key)
                || keys(created, table).contains(key);
    }

    <K> Set<K> toCreate(Table<K, ?> table) {
        return keys(created, table);
    }

    <K> Set<K> toLock(Table<K, ?> table) {
        return union(keys(locked, table), keys(created, table));
    }

    <K> Set<K> toLoad(Table<K, ?> table) {
        return union(keys(read, table), toLock(table));
    }

    private static <K> Set<K> union(Set<K> one, Set<K> other) {
        if (one.isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return one;
        }
        Set<K> all = HashSet.newHashSet(one.size() + other.size());
        all.addAll(one);
        all.addAll(other);
        return all;
    }

    private <K> Reads add(Map<Table<?, ?>, Set<?>> wanted, Table<?, ?> table, Collection<K> keys) {
        weight += keys.size();
        addAll(wanted, table, keys);
        return this;
    }

    private static void merge(Map<Table<?, ?>, Set<?>> wanted, Map<Table<?, ?>, Set<?>> more) {
        more.forEach((table, keys) -> addAll(wanted, table, keys));
    }

    /** The methods that add keep the promise that a table's keys are of its own key type. */
    @SuppressWarnings("unchecked")
    private static <K> void addAll(Map<Table<?, ?>, Set<?>> wanted, Table<?, ?> table, Collection<K> keys) {
        ((Set<K>) wanted.computeIfAbsent(table, _ -> new HashSet<K>())).addAll(keys);
    }

    @SuppressWarnings("unchecked")
    private static <K> Set<K> keys(Map<Table<?, ?>, Set<?>> wanted, Table<?, ?> table) {
        return (Set<K>) wanted.getOrDefault(table, Set.of());
    }
}
