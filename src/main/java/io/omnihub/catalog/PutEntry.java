package io.omnihub.catalog;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Reads;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
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
record PutEntry<K, E extends CatalogEntry<E>>(
        UUID id, Actor actor, Table<K, E> table, K key, E entry, Optional<Versions> expected)
        implements Command<PutEntryResult<E>> {

    /** Harmless to repeat, so without a key. */
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        Reads reads = new Reads().lock(table, Set.of(key));
        return switch (entry) {
            case Channel channel -> reads.read(Location.TABLE, channel.named());
            case Item item -> reads.lock(Barcode.TABLE, item.barcodes());
            case Location _ -> reads;
        };
    }

    @Override
    public Decision<PutEntryResult<E>> decide(View view, Instant now) {
        Optional<E> found = view.find(table, key);
        E wanted = found.map(entry::inPlaceOf).orElse(entry);
        if (found.isPresent()
                && found.get().equals(wanted.withVersion(found.get().version()))) {
            return new Decision.Refuse<>(new PutEntryResult.Put<>(found.get(), false));
        }
        boolean isExpected = expected.isEmpty()
                || found.filter(one -> expected.get().contain(one.version())).isPresent();
        if (!isExpected) {
            return new Decision.Refuse<>(new PutEntryResult.VersionMismatch<>(found.map(CatalogEntry::version)));
        }
        return switch (entry) {
            case Channel channel -> channel(channel, view, found, wanted, now);
            case Item item -> item(item, view, found, wanted);
            case Location location -> accept(found, wanted, changed(location, view, found, now));
        };
    }

    /** What was given to it before has no more time than what is given to it now. */
    private Changes changed(Location location, View view, Optional<E> found, Instant now) {
        String subject = location.code().value();
        Changes changes = opened(subject, found, now);
        view.find(Location.TABLE, location.code())
                .filter(before -> location.isHurriedSince(before, now))
                .ifPresent(_ -> DueWork.at(now, Ids.derive(id, 2), Location.HURRIED_WORK, subject, now)
                        .stage(changes));
        return changes;
    }

    /** What waits may be served now. Of what is new, nobody has waited. */
    private Changes opened(String subject, Optional<E> found, Instant now) {
        var changes = new Changes();
        found.ifPresent(_ -> DueWork.at(now, Ids.derive(id, 1), Location.OPENED_WORK, subject, now)
                .stage(changes));
        return changes;
    }

    private Decision<PutEntryResult<E>> channel(Channel channel, View view, Optional<E> found, E wanted, Instant now) {
        List<LocationCode> unknown = channel.named().stream()
                .filter(code -> view.find(Location.TABLE, code).isEmpty())
                .toList();
        return unknown.isEmpty()
                ? accept(found, wanted, opened(Location.ANYWHERE, found, now))
                : new Decision.Refuse<>(new PutEntryResult.UnknownLocations<>(unknown));
    }

    /** A barcode that the item gives up is locked too, before somebody else can have it. */
    private Decision<PutEntryResult<E>> item(Item item, View view, Optional<E> found, E wanted) {
        Map<Barcode, Sku> taken = new HashMap<>();
        for (Barcode barcode : item.barcodes()) {
            view.find(Barcode.TABLE, barcode)
                    .flatMap(Barcode.Owner::item)
                    .filter(owner -> !owner.equals(item.sku()))
                    .ifPresent(owner -> taken.put(barcode, owner));
        }
        if (!taken.isEmpty()) {
            return new Decision.Refuse<>(new PutEntryResult.BarcodesTaken<>(taken));
        }
        List<Barcode> before =
                view.find(Item.TABLE, item.sku()).map(Item::barcodes).orElse(List.of());
        Set<Barcode> givenUp = new HashSet<>(before);
        item.barcodes().forEach(givenUp::remove);
        if (!givenUp.stream().allMatch(barcode -> view.covers(Barcode.TABLE, barcode))) {
            return new Decision.Again<>(new Reads().lock(Barcode.TABLE, givenUp));
        }
        var changes = new Changes();
        givenUp.forEach(barcode -> changes.put(Barcode.TABLE, barcode, Barcode.Owner.NOBODY));
        item.barcodes().stream()
                .filter(barcode -> !before.contains(barcode))
                .forEach(barcode -> changes.put(Barcode.TABLE, barcode, Barcode.Owner.of(item.sku())));
        return accept(found, wanted, changes);
    }

    private Decision<PutEntryResult<E>> accept(Optional<E> found, E wanted, Changes changes) {
        E put = wanted.withVersion(found.map(CatalogEntry::version).orElse(0L) + 1);
        var event = new NewEvent(
                "io.omnihub." + table.name() + ".changed.v1",
                key.toString(),
                Map.of("code", key.toString(), "version", put.version()));
        changes.put(table, key, put).announce(event);
        actor.note(changes, table.name() + ":" + key, found.map(CatalogEntry::facts), put.facts());
        return new Decision.Accept<>(new PutEntryResult.Put<>(put, found.isEmpty()), id, changes);
    }
}
