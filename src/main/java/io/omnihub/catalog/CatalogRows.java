package io.omnihub.catalog;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Sql;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** This replica's copy of the catalogue, checked in every batch that asks for it and read anew where it is old. */
@Component
class CatalogRows implements Rows<Catalog.Key, Catalog> {
    private static final String VERSION = "SELECT version FROM catalog_version";
    private static final String GROW = "UPDATE catalog_version SET version = version + 1";
    private static final String LOCATIONS = "SELECT " + LocationRows.COLUMNS + " FROM location";
    private static final String CHANNELS = "SELECT " + ChannelRows.COLUMNS + " FROM channel";

    private final LocationRows locations;
    private volatile Catalog copy = new Catalog(0, Map.of(), Map.of());

    CatalogRows(LocationRows locations) {
        this.locations = locations;
    }

    /** The copy as it is, for building a command's reads; the decision gets a checked one. */
    Catalog copy() {
        return copy;
    }

    @Override
    public Table<Catalog.Key, Catalog> table() {
        return Catalog.TABLE;
    }

    @Override
    public Flux<Loaded<Catalog.Key, Catalog>> load(Connection connection, Collection<Catalog.Key> keys) {
        return Sql.query(connection, VERSION, row -> Columns.number(row, 0))
                .concatMap(version -> current(connection, version))
                .map(catalog -> new Loaded<>(Catalog.Key.CURRENT, catalog));
    }

    private Mono<Catalog> current(Connection connection, long version) {
        Catalog known = copy;
        return known.version() == version ? Mono.just(known) : reload(connection, version);
    }

    /**
     * Reads all, under a version that was read before: a change that commits in between is read too, and the next batch
     * reads once more.
     */
    private Mono<Catalog> reload(Connection connection, long version) {
        Mono<Map<LocationCode, Location>> byLocation =
                Sql.query(connection, LOCATIONS, locations::read).collect(Collectors.toMap(Location::code, l -> l));
        Mono<Map<ChannelCode, Channel>> byChannel =
                Sql.query(connection, CHANNELS, ChannelRows::read).collect(Collectors.toMap(Channel::code, c -> c));
        return byLocation
                .zipWhen(_ -> byChannel, (all, channels) -> new Catalog(version, all, channels))
                .doOnNext(read -> copy = read);
    }

    /**
     * Lets the version grow, then writes each row by itself. The version's row lets one replica write at a time, so that
     * two with the same new rows cannot wait for each other. A new row is inserted, not merged: where another replica was
     * faster, the batch must look again.
     */
    static <K, E> Publisher<?> write(
            Connection connection,
            List<Changed<K, E>> rows,
            BiFunction<E, String, Publisher<Void>> write,
            String insert,
            String update) {
        List<Publisher<?>> statements = new ArrayList<>();
        statements.add(Sql.update(connection, GROW));
        for (Changed<K, E> row : rows) {
            statements.add(write.apply(row.after(), row.before().isEmpty() ? insert : update));
        }
        return Sql.pipeline(statements);
    }
}
