package io.omnihub.catalog;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** This replica's copy of the catalogue, checked in every batch that asks for it and read anew where it is old. */
@Component
class CatalogRows implements Rows<Catalog.Key, Catalog> {
    private static final String GROW = "UPDATE catalog_version SET version = version + 1";

    /**
     * The version; where it is not the one known, with all locations and then all channels, a row each. {@code OFFSET} keeps
     * them unread where it is.
     */
    private static final String LOAD = """
        SELECT changed.*, current FROM (SELECT version AS current FROM catalog_version) v LEFT JOIN LATERAL (
            SELECT * FROM (SELECT %s FROM location) l FULL JOIN (SELECT %s FROM channel) c ON false
            WHERE current <> $1 OFFSET 0
        ) changed ON true
        """.formatted(LocationRows.COLUMNS, ChannelRows.COLUMNS);

    private static final int CHANNEL = LocationRows.COLUMNS.split(",").length;
    private static final int CURRENT = CHANNEL + ChannelRows.COLUMNS.split(",").length;

    private final LocationRows locations;
    private final ChannelRows channels;
    private final CatalogCopy copy;

    CatalogRows(LocationRows locations, ChannelRows channels, CatalogCopy copy) {
        this.locations = locations;
        this.channels = channels;
        this.copy = copy;
    }

    /** The copy as it is, for building a command's reads; the decision gets a checked one. */
    Catalog copy() {
        return copy.now();
    }

    @Override
    public Table<Catalog.Key, Catalog> table() {
        return Catalog.TABLE;
    }

    @Override
    public List<Statement> load(Collection<Catalog.Key> keys, BiConsumer<Catalog.Key, Catalog> found) {
        Catalog known = copy.now();
        var fresh = new Fresh();
        return List.of(new Statement(
                LOAD,
                List.of(known.version()),
                fresh::read,
                () -> found.accept(Catalog.Key.CURRENT, current(known, fresh))));
    }

    private Catalog current(Catalog known, Fresh fresh) {
        if (fresh.version == known.version()) {
            return known;
        }
        var newer = new Catalog(fresh.version, fresh.byLocation, fresh.byChannel);
        copy.renew(newer);
        return newer;
    }

    /** What the statement finds. */
    private final class Fresh {
        private final Map<LocationCode, Location> byLocation = new HashMap<>();
        private final Map<ChannelCode, Channel> byChannel = new HashMap<>();
        private long version;

        void read(Readable row) {
            version = Columns.number(row, CURRENT);
            if (Columns.optional(row, 0, String.class).isPresent()) {
                Location location = locations.read(row);
                byLocation.put(location.code(), location);
            }
            if (Columns.optional(row, CHANNEL, String.class).isPresent()) {
                Channel channel = channels.read(row, CHANNEL);
                byChannel.put(channel.code(), channel);
            }
        }
    }

    /**
     * Lets the version grow, then writes each row by itself. The version's row lets one replica write at a time, so that
     * two with the same new rows cannot wait for each other. A new row is inserted, not merged: where another replica was
     * faster, the batch must look again.
     */
    static <K, E> List<Statement> write(
            List<Changed<K, E>> rows, BiFunction<E, String, Statement> write, String insert, String update) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.update(GROW));
        for (Changed<K, E> row : rows) {
            statements.add(write.apply(row.after(), row.before().isEmpty() ? insert : update));
        }
        return statements;
    }
}
