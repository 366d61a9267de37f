package io.omnihub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

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
        var clientCpu = Sample.cpuSoFar();
        long start = System.nanoTime();
        long endsAt = start + duration.toNanos();
        List<Callable<long[]>> loops = connections.subList(0, threads).stream()
                .<Callable<long[]>>map(connection -> () -> placeOrders(connection, mix, way, endsAt))
                .toList();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var latencies = new ArrayList<long[]>();
            for (var loop : executor.invokeAll(loops)) {
                latencies.add(loop.get());
            }
            return Sample.of(
                    latencies,
                    Duration.ofNanos(System.nanoTime() - start),
                    Sample.cpuSoFar().minus(clientCpu));
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the raw client could not place an order", failure.getCause());
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }

    private static long[] placeOrders(Connection connection, OrderMix mix, RawOrders.Way way, long endsAt)
            throws SQLException {
        var latencies = new long[1 << 12];
        int placed = 0;
        try (var orders = way.on(connection, mix)) {
            for (long now = System.nanoTime(); now < endsAt; ) {
                orders.next();
                long then = now;
                now = System.nanoTime();
                if (placed == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * placed);
                }
                latencies[placed++] = now - then;
            }
        }
        return Arrays.copyOf(latencies, placed);
    }
}
