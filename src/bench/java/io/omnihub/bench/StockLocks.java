package io.omnihub.bench;

import io.omnihub.platform.DataDirectory;
import io.omnihub.platform.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

/**
 * Prints what one order's transaction costs when it locks one row for each SKU and then reads the pool's levels, beside
 * one that locks the levels themselves: time and write-ahead log, by SKUs × locations. Each then changes one level of
 * each SKU and commits. The two take turns on one durable server, over the hub's own schema with a million levels.
 */
final class StockLocks {
    private static final int SKUS = 1_000;
    private static final int LOCATIONS = 1_000;
    private static final int WARM_UP = 10;

    /** What a batch of the hub reads of a level. */
    private static final String LEVELS = """
        SELECT sku, location, on_hand, unavailable, allocated, held, in_transit, safety_stock, version, on_hand_version
        FROM stock_level WHERE sku = ANY (?) AND location = ANY (?)
        """;

    private static final String LOCK_SKUS = "SELECT sku FROM stock_sku WHERE sku = ANY (?) ORDER BY sku FOR UPDATE";

    /** A row that was waited for is returned as it is now, so that this one statement both locks and reads. */
    private static final String LOCK_LEVELS = LEVELS + "ORDER BY sku, location FOR UPDATE";

    private static final String WRITE = """
        UPDATE stock_level l SET allocated = l.allocated + 1, version = l.version + 1
        FROM unnest(?::text[], ?::text[]) AS c (sku, location) WHERE l.sku = c.sku AND l.location = c.location
        """;

    private enum Way {
        SKU_ROWS,
        LEVEL_ROWS
    }

    private record Cost(double millis, long walBytes) {}

    private final Connection connection;
    private final Random random = new Random(3);

    private StockLocks(Connection connection) {
        this.connection = connection;
    }

    static void print(Path directory) throws IOException, SQLException {
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        try (var data = DataDirectory.open(directory);
                var postgres = EmbeddedPostgres.start(data)) {
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
                    .load()
                    .migrate();
            var database = new Database(postgres.port(), "omnihub", postgres.user(), postgres.password());
            fill(database);
            new Database(postgres.port(), "postgres", "postgres", postgres.password()).execute("CHECKPOINT");
            try (var connection = database.connect()) {
                connection.setAutoCommit(false);
                new StockLocks(connection).print();
            }
        }
    }

    private static void fill(Database database) throws SQLException {
        database.execute("""
            INSERT INTO stock_sku (sku) SELECT 'SKU-' || s FROM generate_series(0, %1$d) s;
            INSERT INTO stock_level (sku, location, on_hand)
            SELECT 'SKU-' || s, 'L' || l, 1000 FROM generate_series(0, %1$d) s, generate_series(0, %2$d) l;
            """.formatted(SKUS - 1, LOCATIONS - 1));
        database.execute("VACUUM (ANALYZE)");
    }

    private void print() throws SQLException {
        System.out.printf(
                "%n%-22s %14s %14s %14s %14s%n",
                "SKUs × locations", "SKU rows", "level rows", "SKU rows' WAL", "level rows'");
        print(2, 5, 2_000);
        print(10, 32, 1_000);
        print(100, 100, 200);
        print(675, 1_000, 15);
    }

    private void print(int skus, int locations, int times) throws SQLException {
        List<Cost> bySku = new ArrayList<>();
        List<Cost> byLevel = new ArrayList<>();
        for (int i = -WARM_UP; i < times; i++) {
            for (var way : i % 2 == 0 ? List.of(Way.SKU_ROWS, Way.LEVEL_ROWS) : List.of(Way.LEVEL_ROWS, Way.SKU_ROWS)) {
                var cost = transaction(way, some("SKU-", skus, SKUS), some("L", locations, LOCATIONS));
                if (i >= 0) {
                    (way == Way.SKU_ROWS ? bySku : byLevel).add(cost);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-22s %11.2f ms %11.2f ms %11.1f kB %11.1f kB%n",
                "%d × %d".formatted(skus, locations),
                median(bySku.stream().map(Cost::millis).toList()),
                median(byLevel.stream().map(Cost::millis).toList()),
                median(bySku.stream().map(Cost::walBytes).toList()) / 1e3,
                median(byLevel.stream().map(Cost::walBytes).toList()) / 1e3);
    }

    private Cost transaction(Way way, String[] skus, String[] locations) throws SQLException {
        long logged = walPosition();
        long start = System.nanoTime();
        if (way == Way.SKU_ROWS) {
            read(LOCK_SKUS, skus);
            read(LEVELS, skus, locations);
        } else {
            read(LOCK_LEVELS, skus, locations);
        }
        var changed = IntStream.range(0, skus.length)
                .mapToObj(i -> locations[i % locations.length])
                .toArray(String[]::new);
        try (var write = prepare(WRITE, skus, changed)) {
            write.executeUpdate();
        }
        connection.commit();
        return new Cost((System.nanoTime() - start) / 1e6, walPosition() - logged);
    }

    private void read(String sql, String[]... arrays) throws SQLException {
        try (var statement = prepare(sql, arrays);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }

    private PreparedStatement prepare(String sql, String[]... arrays) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < arrays.length; i++) {
            statement.setArray(i + 1, connection.createArrayOf("text", arrays[i]));
        }
        return statement;
    }

    private long walPosition() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private String[] some(String prefix, int count, int of) {
        var all = new ArrayList<>(IntStream.range(0, of).boxed().toList());
        Collections.shuffle(all, random);
        return all.stream().limit(count).map(number -> prefix + number).toArray(String[]::new);
    }

    private static double median(List<? extends Number> figures) {
        var sorted = figures.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
