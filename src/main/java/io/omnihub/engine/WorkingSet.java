package io.omnihub.engine;

import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The rows of one batch: as they were loaded, and as the members decided so far have changed them. A table's keys and
 * values are of its own types by the signatures of {@link Changes} and {@link Rows.Loaded}, which the casts rely on.
 */
final class WorkingSet implements View {
    private final Registry registry;
    private final Reads reads;
    private final Map<Table<?, ?>, Set<Object>> locked = new HashMap<>();
    private final Map<Table<?, ?>, Map<Object, Object>> loaded = new HashMap<>();
    private final Map<Table<?, ?>, Map<Object, Object>> changed = new LinkedHashMap<>();
    private final Map<Log<?>, List<Object>> appended = new LinkedHashMap<>();

    WorkingSet(Registry registry, Reads reads) {
        this.registry = registry;
        this.reads = reads;
    }

    /** The statements that make, then lock all rows asked for, table by table in the order of ranks. */
    List<Publisher<?>> locks(Connection connection) {
        List<Publisher<?>> statements = new ArrayList<>();
        for (Rows<?, ?> rows : registry.tables()) {
            lock(rows, connection, statements);
        }
        return statements;
    }

    /** The statements that load all rows asked for. */
    List<Publisher<?>> loads(Connection connection) {
        List<Publisher<?>> statements = new ArrayList<>();
        for (Rows<?, ?> rows : registry.tables()) {
            load(rows, connection, statements);
        }
        return statements;
    }

    /** The statements that write all that has changed; first lets the tables tell of it. */
    List<Publisher<?>> writes(Connection connection, Instant now) {
        List<Publisher<?>> statements = new ArrayList<>();
        for (Rows<?, ?> rows : registry.tables()) {
            write(rows, connection, now, statements);
        }
        appended.keySet().forEach(log -> append(log, connection, now, statements));
        return statements;
    }

    void apply(Changes changes) {
        changes.puts.forEach((table, rows) ->
                changed.computeIfAbsent(table, _ -> new LinkedHashMap<>()).putAll(rows));
        changes.appends.forEach((log, rows) ->
                appended.computeIfAbsent(log, _ -> new ArrayList<>()).addAll(rows));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Optional<V> find(Table<K, V> table, K key) {
        Object value = changed.getOrDefault(table, Map.of()).get(key);
        return Optional.ofNullable((V) (value != null ? value : before(table, key)));
    }

    @Override
    public <K> boolean covers(Table<K, ?> table, K key) {
        return reads.covers(table, key);
    }

    private @Nullable Object before(Table<?, ?> table, Object key) {
        return loaded.getOrDefault(table, Map.of()).get(key);
    }

    private <K, V> void lock(Rows<K, V> rows, Connection connection, List<Publisher<?>> statements) {
        Collection<K> toCreate = reads.toCreate(rows.table());
        if (!toCreate.isEmpty()) {
            statements.add(rows.create(connection, toCreate));
        }
        Collection<K> toLock = reads.toLock(rows.table());
        if (!toLock.isEmpty()) {
            Set<Object> locks = HashSet.newHashSet(toLock.size());
            locked.put(rows.table(), locks);
            statements.add(rows.lock(connection, toLock).doOnNext(locks::add));
        }
    }

    /**
     * A row that another replica makes between the two statements is loaded, but not locked: for this batch, as for its
     * locks, there is no such row yet.
     */
    private <K, V> void load(Rows<K, V> rows, Connection connection, List<Publisher<?>> statements) {
        Collection<K> toLoad = reads.toLoad(rows.table());
        if (!toLoad.isEmpty()) {
            Map<Object, Object> values = HashMap.newHashMap(toLoad.size());
            loaded.put(rows.table(), values);
            Collection<K> toLock = reads.toLock(rows.table());
            Set<Object> locks = locked.getOrDefault(rows.table(), Set.of());
            statements.add(rows.load(connection, toLoad)
                    .filter(row -> locks.contains(rows.lockOf(row.key())) || !toLock.contains(row.key()))
                    .doOnNext(row -> values.put(row.key(), row.value())));
        }
    }

    @SuppressWarnings("unchecked")
    private <K, V> void write(Rows<K, V> rows, Connection connection, Instant now, List<Publisher<?>> statements) {
        List<Rows.Changed<K, V>> changes = new ArrayList<>();
        changed.getOrDefault(rows.table(), Map.of())
                .forEach((key, after) -> changes.add(
                        new Rows.Changed<>((K) key, Optional.ofNullable((V) before(rows.table(), key)), (V) after)));
        if (changes.isEmpty()) {
            return;
        }
        List<Object> events = appended.computeIfAbsent(NewEvent.LOG, _ -> new ArrayList<>());
        changes.forEach(change -> rows.announce(change, events::add));
        statements.add(rows.write(connection, changes, now));
    }

    @SuppressWarnings("unchecked")
    private <V> void append(Log<V> log, Connection connection, Instant now, List<Publisher<?>> statements) {
        List<V> rows = (List<V>) appended.get(log);
        if (rows != null && !rows.isEmpty()) {
            statements.add(registry.of(log).append(connection, rows, now));
        }
    }
}
