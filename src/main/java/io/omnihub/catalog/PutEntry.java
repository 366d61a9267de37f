package io.omnihub.catalog;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Reads;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Puts an item, location or channel in the place of the one with its code. Unchanged content changes nothing and is never
 * refused, so that a put whose answer was lost can be repeated.
 *
 * @param entry its version is ignored
 * @param expected what the caller believes to replace; absent to replace or create whatever there is
 */
record PutEntry<K, E extends CatalogEntry<E>>(UUID id, Table<K, E> table, K key, E entry, Optional<Versions> expected)
        implements Command<PutEntryResult<E>> {

    /** Harmless to repeat, so without a key. */
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        Reads reads = new Reads().lock(table, Set.of(key));
        return entry instanceof Channel channel ? reads.read(Location.TABLE, channel.pool()) : reads;
    }

    @Override
    public Decision<PutEntryResult<E>> decide(View view, Instant now) {
        Optional<E> found = view.find(table, key);
        if (found.isPresent()
                && found.get().equals(entry.withVersion(found.get().version()))) {
            return new Decision.Refuse<>(new PutEntryResult.Put<>(found.get(), false));
        }
        boolean isExpected = expected.isEmpty()
                || found.filter(one -> expected.get().contain(one.version())).isPresent();
        if (!isExpected) {
            return new Decision.Refuse<>(new PutEntryResult.VersionMismatch<>(found.map(CatalogEntry::version)));
        }
        if (entry instanceof Channel channel) {
            List<LocationCode> unknown = channel.pool().stream()
                    .filter(code -> view.find(Location.TABLE, code).isEmpty())
                    .toList();
            if (!unknown.isEmpty()) {
                return new Decision.Refuse<>(new PutEntryResult.UnknownLocations<>(unknown));
            }
        }
        E put = entry.withVersion(found.map(CatalogEntry::version).orElse(0L) + 1);
        var event = new NewEvent(
                "io.omnihub." + table.name() + ".changed.v1",
                key.toString(),
                Map.of("code", key.toString(), "version", put.version()));
        return new Decision.Accept<>(
                new PutEntryResult.Put<>(put, found.isEmpty()),
                id,
                new Changes().put(table, key, put).announce(event));
    }
}
