package io.omnihub.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a decision changes: rows put under their key, and rows appended to logs. Later puts replace earlier ones. */
public final class Changes {
    final Map<Table<?, ?>, Map<Object, Object>> puts = new LinkedHashMap<>();
    final Map<Log<?>, List<Object>> appends = new LinkedHashMap<>();

    public <K, V> Changes put(Table<K, V> table, K key, V value) {
        puts.computeIfAbsent(table, _ -> new LinkedHashMap<>()).put(key, value);
        return this;
    }

    public <V> Changes append(Log<V> log, V value) {
        appends.computeIfAbsent(log, _ -> new ArrayList<>()).add(value);
        return this;
    }

    public Changes announce(NewEvent event) {
        return append(NewEvent.LOG, event);
    }

    boolean isEmpty() {
        return puts.isEmpty() && appends.isEmpty();
    }

    /** Adds all that others change; their puts replace earlier ones. */
    void addAll(Changes more) {
        more.puts.forEach((table, rows) ->
                puts.computeIfAbsent(table, _ -> new LinkedHashMap<>()).putAll(rows));
        more.appends.forEach((log, rows) ->
                appends.computeIfAbsent(log, _ -> new ArrayList<>()).addAll(rows));
    }

    /** A row put before; it is of its table's own type by the signature of {@link #put}. */
    @SuppressWarnings("unchecked")
    <K, V> Optional<V> find(Table<K, V> table, K key) {
        return Optional.ofNullable((V) puts.getOrDefault(table, Map.of()).get(key));
    }
}
