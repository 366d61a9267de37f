package io.omnihub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The baseline: what an expert would write against the same tables without a hub. Each thread has its own connection and
 * places one order after the other; statements are prepared on the server, with binary parameters.
 */
final class RawClient implements AutoCloseable {
    private static final List<String> FUNCTIONS = List.of("place_order.sql", "make_hold.sql");

    private final List<Connection> connections = new ArrayList<>();

    RawClient(Database database, int connections) throws SQLException {
        for (int i = 0; i < connections; i++) {
            this.connections.add(database.connect());
        }
    }

    static void install(Database database) throws SQLException, IOException {
        for (String function : FUNCTIONS) {
            try (var source = RawClient.class.getResourceAsStream(function)) {
                if (source == null) {
                    throw new IOException(function + " is missing");
                }
                database.execute(new String(source.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /** What the functions promised and set aside stands on its ledger, too. */
    static void proveLedger(Database database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                    SELECT count(*)
                    FROM stock_level level
                    LEFT JOIN (
                        SELECT sku, location, sum(quantity) FILTER (WHERE counter = 'allocated') AS allocated,
                            sum(quantity) FILTER (WHERE counter = 'held') AS held
                        FROM stock_entry GROUP BY sku, location) entries USING (sku, location)
                    WHERE level.allocated <> coalesce(entries.allocated, 0) OR level.held <> coalesce(entries.held, 0)
                    """)) {
            if (!rows.next() || rows.getLong(1) != 0) {
                throw new IllegalStateException("the raw client's ledger does not add up");
            }
        }
    }

    /** Runs until the duration is over and every call has returned; any error ends it with an exception. */
    Sample run(int threads, Duration duration, OrderMix mix, RawOrders.Way way) throws InterruptedException {
        return RawLoops.run(
                connections.subList(0, threads).stream()
                        .<RawLoops.Opening>map(connection -> () -> way.on(connection, mix))
                        .toList(),
                duration);
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
