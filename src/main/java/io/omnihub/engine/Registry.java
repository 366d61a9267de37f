package io.omnihub.engine;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables and logs that the rooms brought, tables in the order of their ranks; and who hears of commits. */
final class Registry {
    private final List<Rows<?, ?>> tables;
    private final Map<Log<?>, LogRows<?>> logs = new LinkedHashMap<>();
    private final List<CommitListener> listeners;

    Registry(List<Rows<?, ?>> tables, List<LogRows<?>> logs, List<CommitListener> listeners) {
        this.listeners = List.copyOf(listeners);
        this.tables = tables.stream()
                .sorted(Comparator.comparingInt(rows -> rows.table().rank()))
                .toList();
        Set<Integer> ranks = new HashSet<>();
        for (Rows<?, ?> rows : this.tables) {
            if (!ranks.add(rows.table().rank())) {
                throw new IllegalStateException(
                        "two tables have the rank " + rows.table().rank());
            }
        }
        for (LogRows<?> rows : logs) {
            this.logs.put(rows.log(), rows);
        }
    }

    List<Rows<?, ?>> tables() {
        return tables;
    }

    /** A change of a table that nobody brought would be lost without a word. */
    void require(Table<?, ?> table) {
        if (tables.stream().noneMatch(rows -> rows.table().equals(table))) {
            throw new IllegalStateException("no room brought the table " + table.name());
        }
    }

    /** The log's own rows: they are registered by the type of what they append. */
    @SuppressWarnings("unchecked")
    <V> LogRows<V> of(Log<V> log) {
        LogRows<?> rows = logs.get(log);
        if (rows == null) {
            throw new IllegalStateException("no room brought the log " + log.name());
        }
        return (LogRows<V>) rows;
    }

    void committed() {
        listeners.forEach(CommitListener::committed);
    }

    /** The locks that a command with these reads will have. */
    Set<RowLock> locks(Reads reads) {
        Set<RowLock> locks = new HashSet<>();
        for (Rows<?, ?> rows : tables) {
            addLocks(rows, reads, locks);
        }
        return locks;
    }

    private static <K> void addLocks(Rows<K, ?> rows, Reads reads, Set<RowLock> locks) {
        for (K key : reads.toLock(rows.table())) {
            locks.add(new RowLock(rows.table(), rows.lockOf(key)));
        }
    }

    /** A lock of a table, as {@link Rows#lockOf} names it. */
    record RowLock(Table<?, ?> table, Object lock) {}
}
