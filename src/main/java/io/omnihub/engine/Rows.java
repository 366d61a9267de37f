package io.omnihub.engine;

import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How a room's table is made ready, locked, loaded and written, many rows to a statement. All statements of a phase are
 * subscribed to before the first one is answered, so they share one round trip; what locks or writes must
 * therefore only send, and never wait for an answer before it sends more.
 */
public interface Rows<K, V> {
    Table<K, V> table();

    /** Makes the missing ones of these rows, in the order of their keys; a concurrent twin is no error. */
    default Publisher<?> create(Connection connection, Collection<K> keys) {
        throw new IllegalStateException(table().name() + " has no rows that can be made ahead");
    }

    /** Locks what exists of these rows, in the order of their keys, until the commit, and hands over each lock it has. */
    default Flux<?> lock(Connection connection, Collection<K> keys) {
        throw new IllegalStateException(table().name() + " is never locked");
    }

    /** Which of the locks is this row's; several rows may share one. */
    default Object lockOf(K key) {
        return key;
    }

    /** Loads what exists of these rows, in a statement after the locks, handing each row over with its key. */
    Flux<Loaded<K, V>> load(Connection connection, Collection<K> keys);

    /**
     * Writes the changed rows.
     *
     * @param now when the batch decided, which is when all of its new rows were made
     */
    default Publisher<?> write(Connection connection, List<Changed<K, V>> rows, Instant now) {
        return Mono.error(new IllegalStateException(table().name() + " is never written"));
    }

    /** Tells of a changed row once per batch, however many members changed it. */
    default void announce(Changed<K, V> row, Consumer<NewEvent> events) {}

    /** A row with its key. */
    record Loaded<K, V>(K key, V value) {}

    /**
     * A row before and after a batch.
     *
     * @param before empty for a new row
     */
    record Changed<K, V>(K key, Optional<V> before, V after) {}
}
