package io.omnihub.catalog;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Engine;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts, reads and lists items, locations and channels. A put of unchanged content changes nothing; one that names the
 * versions it expects is refused when there is another, or none. Lists are in the order of codes, which are their cursors.
 */
@Component
public class Catalogs {
    private final Engine engine;
    private final CatalogRows catalog;
    private final CatalogQueries queries;
    private final Ids ids;

    Catalogs(Engine engine, CatalogRows catalog, CatalogQueries queries, Ids ids) {
        this.engine = engine;
        this.catalog = catalog;
        this.queries = queries;
        this.ids = ids;
    }

    /** This replica's copy of locations and channels, possibly a moment old: never decide from it. */
    public Catalog copy() {
        return catalog.copy();
    }

    public Mono<PutEntryResult<Item>> put(Actor actor, Item item, Optional<Versions> expected) {
        return put(actor, Item.TABLE, item.sku(), item, expected);
    }

    /** The command that puts an item, for those who carry it out together with others. */
    public Command<PutEntryResult<Item>> putting(Actor actor, Item item) {
        return new PutEntry<>(ids.next(), actor, Item.TABLE, item.sku(), item, Optional.empty());
    }

    /** The command that puts an item where there is none with its SKU, and else leaves the one that there is. */
    public Command<PutEntryResult<Item>> making(Actor actor, Item item) {
        return new MakeItem(ids.next(), actor, item);
    }

    /** {@link #putting(Actor, Item)} of a location. */
    public Command<PutEntryResult<Location>> putting(Actor actor, Location location) {
        return new PutEntry<>(ids.next(), actor, Location.TABLE, location.code(), location, Optional.empty());
    }

    /** {@link #putting(Actor, Item)} of a channel. */
    public Command<PutEntryResult<Channel>> putting(Actor actor, Channel channel) {
        return new PutEntry<>(ids.next(), actor, Channel.TABLE, channel.code(), channel, Optional.empty());
    }

    /**
     * The command that notes how locations have answered, for those who count it.
     *
     * @param counted of locations that there are
     * @param work that has them count, and is due again when this has been done for so long
     */
    public Command<?> learning(Map<LocationCode, Answers> counted, DueWork work, Duration pause) {
        return new LearnAnswers(ids.next(), counted, work, pause);
    }

    public Mono<Item> item(Sku sku) {
        return queries.item(sku.value());
    }

    /** The locations and channels as they are now. */
    public Mono<Catalog> current() {
        return queries.catalog(catalog.copy());
    }

    /** The same for whoever keeps a copy of his own. */
    public Mono<Catalog> current(Catalog known) {
        return queries.catalog(known);
    }

    /** Those of the items that there are. */
    public Flux<Item> items(Collection<Sku> skus) {
        return queries.items(skus);
    }

    public Mono<Page<Item>> items(String after, int limit) {
        return queries.items(after, limit);
    }

    /** The item with that barcode, as a page of at most one. */
    public Mono<Page<Item>> items(Barcode barcode, String after) {
        return queries.itemsByBarcode(barcode, after);
    }

    public Mono<PutEntryResult<Location>> put(Actor actor, Location location, Optional<Versions> expected) {
        return put(actor, Location.TABLE, location.code(), location, expected);
    }

    public Mono<Location> location(LocationCode code) {
        return queries.location(code.value());
    }

    public Mono<Page<Location>> locations(String after, int limit) {
        return queries.locations(after, limit);
    }

    /**
     * Sets the switches of a location, from the next decision on, on every replica. Empty where there is none.
     */
    public Mono<Location> switchLocation(
            LocationCode code, boolean paused, boolean pickupPaused, String reason, Actor actor) {
        return engine.submit(new SwitchLocation(ids.next(), code, paused, pickupPaused, reason, actor))
                .mapNotNull(answer -> decided(answer).orElse(null));
    }

    public Mono<PutEntryResult<Channel>> put(Actor actor, Channel channel, Optional<Versions> expected) {
        return put(actor, Channel.TABLE, channel.code(), channel, expected);
    }

    public Mono<Channel> channel(ChannelCode code) {
        return queries.channel(code.value());
    }

    public Mono<Page<Channel>> channels(String after, int limit) {
        return queries.channels(after, limit);
    }

    /** All of one snapshot, in the order of their SKUs, as fast as they are taken. */
    public Flux<Item> allItems() {
        return queries.allItems();
    }

    /** {@link #allItems} of locations. */
    public Flux<Location> allLocations() {
        return queries.allLocations();
    }

    /** {@link #allItems} of channels. */
    public Flux<Channel> allChannels() {
        return queries.allChannels();
    }

    /** The codes of all channels. */
    public Mono<List<ChannelCode>> channelCodes() {
        return queries.channelCodes();
    }

    public Mono<SetSourcingPolicyResult> setSourcingPolicy(
            ChannelCode code, SourcingPolicy policy, String comment, Actor author, Optional<Versions> expected) {
        return engine.submit(new SetSourcingPolicy(ids.next(), code, policy, comment, author, expected))
                .map(Catalogs::decided);
    }

    /** A channel's policies that are older than that version, the newest first; versions are the cursors. */
    public Mono<Page<SourcingPolicyVersion>> sourcingPolicies(ChannelCode code, long before, int limit) {
        return queries.sourcingPolicies(code.value(), before, limit);
    }

    private <K, E extends CatalogEntry<E>> Mono<PutEntryResult<E>> put(
            Actor actor, Table<K, E> table, K key, E entry, Optional<Versions> expected) {
        return engine.submit(new PutEntry<>(ids.next(), actor, table, key, entry, expected))
                .map(Catalogs::decided);
    }

    private static <R> R decided(Answer<R> answer) {
        return switch (answer) {
            case Answer.Decided<R> decided -> decided.result();
            case Answer.Repeated<R> _, Answer.KeyReused<R> _ ->
                throw new IllegalStateException("no command of the catalogue has keys");
        };
    }
}
