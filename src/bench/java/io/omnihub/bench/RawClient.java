package io.omnihub.bench;

import io.omnihub.kernel.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * The baseline: what an expert would write against the same tables without a hub. Each thread has its own connection and
 * places an order by one call of a function in the database, prepared on the server, with binary parameters.
 */
final class RawClient implements AutoCloseable {
    private static final String CALL = "SELECT place_order(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** As long as the hub's own for such an order; the raw client weighs nothing, so it has nothing to explain. */
    private static final String EXPLANATION = explanation();

    private static final UUID ACTOR = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L);

    private final List<Connection> connections = new ArrayList<>();

    RawClient(Database database, int connections) throws SQLException {
        for (int i = 0; i < connections; i++) {
            this.connections.add(database.connect());
        }
    }

    static void install(Database database) throws SQLException, IOException {
        try (var source = RawClient.class.getResourceAsStream("place_order.sql");
                var connection = database.connect();
                var statement = connection.createStatement()) {
            if (source == null) {
                throw new IOException("place_order.sql is missing");
            }
            statement.execute(new String(source.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** What the function promised stands on its ledger, too. */
    static void proveLedger(Database database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                    SELECT count(*)
                    FROM stock_level level
                    LEFT JOIN (
                        SELECT sku, location, sum(quantity) AS allocated FROM stock_entry
                        WHERE counter = 'allocated' GROUP BY sku, location) entries USING (sku, location)
                    WHERE level.allocated <> coalesce(entries.allocated, 0)
                    """)) {
            if (!rows.next() || rows.getLong(1) != 0) {
                throw new IllegalStateException("the raw client's ledger does not add up");
            }
        }
    }

    /** Runs until the duration is over and every call has returned; any error ends it with an exception. */
    Sample run(int threads, Duration duration, OrderMix mix) throws InterruptedException {
        var clientCpu = Sample.cpuSoFar();
        long start = System.nanoTime();
        long endsAt = start + duration.toNanos();
        List<Callable<long[]>> loops = connections.subList(0, threads).stream()
                .<Callable<long[]>>map(connection -> () -> placeOrders(connection, mix, endsAt))
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

    private static long[] placeOrders(Connection connection, OrderMix mix, long endsAt) throws SQLException {
        var random = new SplittableRandom();
        var ids = new Ids(Clock.systemUTC(), random);
        var latencies = new long[1 << 12];
        int placed = 0;
        try (var call = connection.prepareStatement(CALL)) {
            for (long now = System.nanoTime(); now < endsAt; ) {
                place(call, mix.next(random), ids.next(), random);
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

    private static void place(PreparedStatement call, OrderMix.Order order, UUID id, SplittableRandom random)
            throws SQLException {
        var place = Retailer.PLACES.get(order.place());
        String firstSku = Retailer.SKUS.get(order.firstSku());
        String secondSku = Retailer.SKUS.get(order.secondSku());
        call.setObject(1, id);
        call.setObject(2, Ids.derive(id, 1));
        call.setObject(3, new UUID(random.nextLong(), random.nextLong()));
        call.setObject(4, ACTOR);
        call.setString(5, Retailer.CHANNEL);
        call.setString(6, "B-" + order.externalId());
        call.setString(7, Retailer.CURRENCY);
        call.setString(8, Retailer.CUSTOMER_NAME);
        call.setString(9, Retailer.CUSTOMER_EMAIL);
        call.setObject(10, "{\"method\":\"ship\",\"address\":" + place.address() + "}", Types.OTHER);
        call.setArray(11, texts(call, firstSku, secondSku));
        call.setArray(12, numbers(call, order.firstQuantity(), order.secondQuantity()));
        call.setArray(13, numbers(call, Retailer.UNIT_PRICE, Retailer.UNIT_PRICE));
        call.setArray(14, texts(call, place.pool().toArray(String[]::new)));
        call.setString(
                15,
                "[" + eventLine(1, firstSku, order.firstQuantity()) + ","
                        + eventLine(2, secondSku, order.secondQuantity()) + "]");
        call.setString(
                16,
                "[" + eventPartLine(1, order.firstQuantity()) + "," + eventPartLine(2, order.secondQuantity()) + "]");
        call.setObject(17, EXPLANATION, Types.OTHER);
        try (var result = call.executeQuery()) {
            result.next();
        }
    }

    private static String explanation() {
        var plans = new ArrayList<String>();
        for (String location : Retailer.PLACES.getFirst().pool()) {
            plans.add(
                    "{\"l\":[\"" + location + "\"],\"s\":[1065400],\"t\":[500000,525400,0,40000,0,0,0,0],\"c\":false}");
        }
        return "{\"p\":0,\"x\":true,\"b\":1065400,\"w\":[" + String.join(",", plans) + "],\"o\":{\"beaten\":4}}";
    }

    private static String eventLine(int number, String sku, int quantity) {
        return "{\"lineNumber\":" + number + ",\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}";
    }

    private static String eventPartLine(int number, int quantity) {
        return "{\"lineNumber\":" + number + ",\"quantity\":" + quantity + "}";
    }

    private static Array texts(PreparedStatement call, String... values) throws SQLException {
        return call.getConnection().createArrayOf("text", values);
    }

    private static Array numbers(PreparedStatement call, long first, long second) throws SQLException {
        return call.getConnection().createArrayOf("bigint", new Long[] {first, second});
    }
}
