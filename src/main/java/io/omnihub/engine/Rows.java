package io.omnihub.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a room's table is made ready, locked, loaded and written, many rows to a statement. */
public interface Rows<K, V> {
    Table<K, V> table();

    /** Makes the missing ones of these rows, in the order of their keys; a concurrent twin is no error. */
    default List<Statement> create(Collection<K> keys) {
        throw new IllegalStateException(table().name() + " has no rows that can be made ahead");
    }

    /**
     * Locks what exists of these rows, in the order of their keys, until the commit.
     *
     * @param locked takes each lock had, as {@link #lockOf} names it
     */
    default Statement lock(Collection<K> keys, Consumer<Object> locked) {
        throw new IllegalStateException(table().name() + " is never locked");
    }

    /** Which of the locks is this row's; several rows may share one. */
    default Object lockOf(K key) {
        return key;
    }

    /** Loads what exists of these rows, in statements after the locks, handing each row over with its key. */
    List<Statement> load(Collection<K> keys, BiConsumer<K, V> found);

    /**
     * Writes the changed rows.
     *
     * @param now when the batch decided, which is when all of its new rows were made
     */
    default List<Statement> write(List<Changed<K, V>> rows, Instant now) {
        throw new IllegalStateException(table().name() + " is never written");
    }

    /** Tells of a changed row once per batch, however many members changed it. */
    default void announce(Changed<K, V> row, Consumer<NewEvent> events) {}

    /** The statements that write new rows in one way and changed ones in another; none where there are no such rows. */
    static <V> List<Statement> insertOrUpdate(
            List<V> made,
            List<V> changed,
            Function<List<V>, List<Statement>> insert,
            Function<List<V>, List<Statement>> update) {
        List<Statement> statements = new ArrayList<>();
        if (!made.isEmpty()) {
            statements.addAll(insert.apply(made));
        }
        if (!changed.isEmpty()) {
            statements.addAll(update.apply(changed));
        }
        return statements;
    }

    /** {@link #insertOrUpdate(List, List, Function, Function)} of each row by whether it is new. */
    static <K, V> List<Statement> insertOrUpdate(
            Collection<Changed<K, V>> rows,
            Function<List<V>, List<Statement>> insert,
            Function<List<V>, List<Statement>> update) {
        List<V> made = new ArrayList<>();
        List<V> changed = new ArrayList<>();
        rows.forEach(row -> (row.before().isEmpty() ? made : changed).add(row.after()));
        return insertOrUpdate(made, changed, insert, update);
    }

    /**
     * A row before and after a batch.
     *
     * @param before empty for a new row
     */
    record Changed<K, V>(K key, Optional<V> before, V after) {}
}
