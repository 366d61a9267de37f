package io.omnihub.catalog;

import io.omnihub.engine.Columns;
import io.omnihub.engine.ExportQueries;
import io.omnihub.engine.Sql;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads of single entries and of lists in the order of their codes. */
@Component
class CatalogQueries {
    private static final String BY_BARCODE =
            " FROM item WHERE sku = (SELECT sku FROM item_barcode WHERE barcode = $1) AND sku > $2";
    private static final String BEFORE_VERSION =
            " FROM sourcing_policy WHERE channel = $1 AND version < $2 ORDER BY version DESC LIMIT $3";

    private static final String VERSION = "SELECT version FROM catalog_version";
    private static final String LOCATIONS = "SELECT " + LocationRows.COLUMNS + " FROM location";
    private static final String CHANNELS = "SELECT " + ChannelRows.COLUMNS + " FROM channel";

    private final DatabaseClient database;
    private final ExportQueries exports;
    private final LocationRows locations;
    private final ChannelRows channels;
    private final SourcingPolicyRows policies;

    CatalogQueries(
            DatabaseClient database,
            ExportQueries exports,
            LocationRows locations,
            ChannelRows channels,
            SourcingPolicyRows policies) {
        this.database = database;
        this.exports = exports;
        this.locations = locations;
        this.channels = channels;
        this.policies = policies;
    }

    Mono<Item> item(String sku) {
        return one("SELECT " + ItemRows.COLUMNS + " FROM item WHERE sku = $1", sku, ItemRows::read);
    }

    Mono<Page<Item>> items(String after, int limit) {
        return page(
                "SELECT " + ItemRows.COLUMNS + " FROM item WHERE sku > $1 ORDER BY sku LIMIT $2",
                after,
                limit,
                ItemRows::read,
                item -> item.sku().value());
    }

    /** The item with that barcode, if it comes after that SKU. */
    Mono<Page<Item>> itemsByBarcode(Barcode barcode, String after) {
        return database.sql("SELECT " + ItemRows.COLUMNS + BY_BARCODE)
                .bind(0, barcode.value())
                .bind(1, after)
                .map(ItemRows::read)
                .all()
                .collectList()
                .map(items -> new Page<>(items, Optional.empty()));
    }

    Flux<Item> items(Collection<Sku> skus) {
        return database.sql("SELECT " + ItemRows.COLUMNS + " FROM item WHERE sku = ANY($1::text[])")
                .bind(0, Columns.texts(skus, Sku::value))
                .map(ItemRows::read)
                .all();
    }

    Flux<Item> allItems() {
        return exports.all("SELECT " + ItemRows.COLUMNS + " FROM item ORDER BY sku", ItemRows::read);
    }

    Flux<Location> allLocations() {
        return exports.all("SELECT " + LocationRows.COLUMNS + " FROM location ORDER BY code", locations::read);
    }

    Flux<Channel> allChannels() {
        return exports.all("SELECT " + ChannelRows.COLUMNS + " FROM channel ORDER BY code", channels::read);
    }

    /** The catalogue as one snapshot shows it; the known one where that is still it. */
    Mono<Catalog> catalog(Catalog known) {
        return database.inConnection(connection -> Sql.query(connection, VERSION, row -> Columns.number(row, 0))
                .single()
                .flatMap(version -> version == known.version() ? Mono.just(known) : whole(connection)));
    }

    private Mono<Catalog> whole(Connection connection) {
        List<Long> version = new ArrayList<>();
        Map<LocationCode, Location> byLocation = new HashMap<>();
        Map<ChannelCode, Channel> byChannel = new HashMap<>();
        return Sql.snapshot(
                        connection,
                        List.of(
                                Sql.query(connection, VERSION, row -> Columns.number(row, 0))
                                        .doOnNext(version::add),
                                Sql.query(connection, LOCATIONS, locations::read)
                                        .doOnNext(location -> byLocation.put(location.code(), location)),
                                Sql.query(connection, CHANNELS, channels::read)
                                        .doOnNext(channel -> byChannel.put(channel.code(), channel))))
                .then(Mono.fromSupplier(() -> new Catalog(version.getFirst(), byLocation, byChannel)));
    }

    Mono<Location> location(String code) {
        return one("SELECT " + LocationRows.COLUMNS + " FROM location WHERE code = $1", code, locations::read);
    }

    Mono<Page<Location>> locations(String after, int limit) {
        return page(
                "SELECT " + LocationRows.COLUMNS + " FROM location WHERE code > $1 ORDER BY code LIMIT $2",
                after,
                limit,
                locations::read,
                location -> location.code().value());
    }

    Mono<Channel> channel(String code) {
        return one("SELECT " + ChannelRows.COLUMNS + " FROM channel WHERE code = $1", code, channels::read);
    }

    Mono<Page<Channel>> channels(String after, int limit) {
        return page(
                "SELECT " + ChannelRows.COLUMNS + " FROM channel WHERE code > $1 ORDER BY code LIMIT $2",
                after,
                limit,
                channels::read,
                channel -> channel.code().value());
    }

    Mono<List<ChannelCode>> channelCodes() {
        return database.sql("SELECT code FROM channel")
                .map(row -> new ChannelCode(Columns.text(row, 0)))
                .all()
                .collectList();
    }

    /** What was made before that version, the newest first. */
    Mono<Page<SourcingPolicyVersion>> sourcingPolicies(String channel, long before, int limit) {
        return database.sql("SELECT " + SourcingPolicyRows.COLUMNS + BEFORE_VERSION)
                .bind(0, channel)
                .bind(1, before)
                .bind(2, limit + 1)
                .map(policies::read)
                .all()
                .collectList()
                .map(rows -> Page.cut(
                        rows, limit, version -> Long.toString(version.policy().version())));
    }

    private <E> Mono<E> one(String sql, String key, Function<Readable, E> read) {
        return database.sql(sql).bind(0, key).map(read).one();
    }

    private <E> Mono<Page<E>> page(
            String sql, String after, int limit, Function<Readable, E> read, Function<E, String> cursor) {
        return database.sql(sql)
                .bind(0, after)
                .bind(1, limit + 1)
                .map(read)
                .all()
                .collectList()
                .map(rows -> Page.cut(rows, limit, cursor));
    }
}
