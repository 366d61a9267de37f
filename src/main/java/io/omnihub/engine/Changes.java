package io.omnihub.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
}
