package io.omnihub.engine;

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

/**
 * The rows of one batch: as they were loaded, and as the members decided so far have changed them. A table's keys and
 * values are of its own types by the signatures of {@link Changes} and {@link Rows#load}, which the casts rely on.
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
    List<Statement> locks() {
        List<Statement> statements = new ArrayList<>();
        for (Rows<?, ?> rows : registry.tables()) {
            lock(rows, statements);
        }
        return statements;
    }

    /** The statements that load all rows asked for. */
    List<Statement> loads() {
        List<Statement> statements = new ArrayList<>();
        for (Rows<?, ?> rows : registry.tables()) {
            load(rows, statements);
        }
        return statements;
    }

    /** The statements that write all that has changed; first lets the tables tell of it. */
    List<Statement> writes(Instant now) {
        changed.keySet().forEach(registry::require);
        List<Statement> statements = new ArrayList<>();
        for (Rows<?, ?> rows : registry.tables()) {
            write(rows, now, statements);
        }
        appended.keySet().forEach(log -> append(log, now, statements));
        return statements;
    }

    /** Tells who wants to know, where there are events in what was committed. */
    void committed() {
        if (!appended.getOrDefault(NewEvent.LOG, List.of()).isEmpty()) {
            registry.committed();
        }
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

    private <K, V> void lock(Rows<K, V> rows, List<Statement> statements) {
        Collection<K> toCreate = reads.toCreate(rows.table());
        if (!toCreate.isEmpty()) {
            statements.addAll(rows.create(toCreate));
        }
        Collection<K> toLock = reads.toLock(rows.table());
        if (!toLock.isEmpty()) {
            Set<Object> locks = HashSet.newHashSet(toLock.size());
            locked.put(rows.table(), locks);
            statements.add(rows.lock(toLock, locks::add));
        }
    }

    /**
     * A row that another replica makes between the two statements is loaded, but not locked: for this batch, as for its
     * locks, there is no such row yet.
     */
    private <K, V> void load(Rows<K, V> rows, List<Statement> statements) {
        Collection<K> toLoad = reads.toLoad(rows.table());
        if (!toLoad.isEmpty()) {
            Map<Object, Object> values = HashMap.newHashMap(toLoad.size());
            loaded.put(rows.table(), values);
            Collection<K> toLock = reads.toLock(rows.table());
            Set<Object> locks = locked.getOrDefault(rows.table(), Set.of());
            statements.addAll(rows.load(toLoad, (key, value) -> {
                if (locks.contains(rows.lockOf(key)) || !toLock.contains(key)) {
                    values.put(key, value);
                }
            }));
        }
    }

    @SuppressWarnings("unchecked")
    private <K, V> void write(Rows<K, V> rows, Instant now, List<Statement> statements) {
        List<Rows.Changed<K, V>> changes = new ArrayList<>();
        changed.getOrDefault(rows.table(), Map.of())
                .forEach((key, after) -> changes.add(
                        new Rows.Changed<>((K) key, Optional.ofNullable((V) before(rows.table(), key)), (V) after)));
        if (changes.isEmpty()) {
            return;
        }
        List<Object> events = appended.computeIfAbsent(NewEvent.LOG, _ -> new ArrayList<>());
        changes.forEach(change -> rows.announce(change, events::add));
        statements.addAll(rows.write(changes, now));
    }

    @SuppressWarnings("unchecked")
    private <V> void append(Log<V> log, Instant now, List<Statement> statements) {
        List<V> rows = (List<V>) appended.get(log);
        if (rows != null && !rows.isEmpty()) {
            statements.addAll(registry.of(log).append(rows, now));
        }
    }
}
