package io.omnihub.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import io.omnihub.shell.FileCommands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An import whose hub is killed goes on where it was cut off, and ends as one that nobody disturbed. */
class ImportKillIT {
    private static final boolean LONG = Boolean.getBoolean("omnihub.faults");

    /** As many orders as items, and a million levels, where there is time. */
    private static final int ITEMS = LONG ? 100_000 : 3_000;

    private static final int LOCATIONS = 10;
    private static final int LEVELS = ITEMS * LOCATIONS;
    private static final int KILLS = LONG ? 3 : 1;
    private static final int CHUNK = 500;
    private static final Duration PROGRESS_LIMIT = Duration.ofMinutes(10);

    /** All that an import leaves but for what differs anyway: ids, numbers and times. */
    private static final List<String> LEFT = List.of(
            "SELECT concat_ws(' ', sku, location, on_hand, unavailable, allocated, held, in_transit, safety_stock)"
                    + " FROM stock_level",
            "SELECT concat_ws(' ', sku, location, counter, quantity, reason) FROM stock_entry",
            "SELECT concat_ws(' ', o.external_id, o.state, l.line_number, l.sku, l.ordered, l.current)"
                    + " FROM customer_order o JOIN order_line l ON l.order_id = o.id",
            "SELECT concat_ws(' ', o.external_id, f.location, f.state, l.line_number, l.sku, l.quantity)"
                    + " FROM customer_order o JOIN fulfillment_order f ON f.order_id = o.id"
                    + " JOIN fulfillment_order_line l ON l.fulfillment_order_id = f.id",
            "SELECT concat_ws(' ', type, count(*)) FROM event WHERE type LIKE 'io.omnihub.%order.%' GROUP BY type");

    private final Random random = new Random();

    @TempDir
    private Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        long seed = System.nanoTime();
        System.out.printf(
                "ImportKillIT: %,d levels, %,d orders, %d kills of each, seed %d%n", LEVELS, ITEMS, KILLS, seed);
        random.setSeed(seed);
        Files.writeString(directory.resolve("key"), Hub.ADMINISTRATOR);
        write("items", "sku,name", ITEMS, i -> "SKU%d,Item %d".formatted(i, i));
        write(
                "locations",
                "code,name,kind,position.latitude,position.longitude,timeZone,capabilities",
                LOCATIONS,
                i -> "L%d,Store %d,store,5%d.5,-1.5,Europe/London,pickup".formatted(i, i, i));
        write("channels", "code,name,pool", 1, _ -> "web,Web," + codes());
        write("stock", "sku,location,onHand", LEVELS, ImportKillIT::level);
        write(
                "orders",
                "channel,externalId,currency,state,placedAt,delivery.method,delivery.location"
                        + ",line.sku,line.quantity,line.unitPrice.amount,line.unitPrice.currency",
                ITEMS,
                i -> "web,W-%d,GBP,%s,pickup,L%d,SKU%d,1,255,GBP"
                        .formatted(i, i % 10 == 0 ? "completed,2026-01-02T03:04:05Z" : "placed,", i % LOCATIONS, i));
    }

    @Test
    void filesWhoseHubIsKilled_goOn_andEndAsIfItHadNotBeen() throws Exception {
        var disturbed = TestDatabase.fresh();
        var hub = Hub.start(disturbed).awaitReady();
        try {
            sendWhole(hub, "items", "locations", "channels");
            for (String kind : List.of("stock", "orders")) {
                for (int kill = 1; kill <= KILLS; kill++) {
                    hub = sendAndKill(hub, disturbed, kind, kill);
                }
                sendWhole(hub, kind);
                JsonNode done = latest(hub);
                assertThat(done.path("state").asString()).isEqualTo("completed");
                assertThat(done.path("rejected").asInt()).isZero();
                // An order commits by itself, so one can be there that was not counted yet.
                int unchanged = done.path("unchanged").asInt();
                assertThat(unchanged).isBetween(0, kind.equals("stock") ? 0 : KILLS * CHUNK);
                assertThat(done.path("accepted").asInt() + unchanged).isEqualTo(rows(kind));
            }
            Books.proveLedger(hub);
            assertThat(exportedStock(hub))
                    .isEqualTo(IntStream.range(0, LEVELS)
                            .mapToObj(ImportKillIT::level)
                            .sorted()
                            .toList());
        } finally {
            hub.close();
        }
        assertEndsAs(undisturbed(), disturbed);
    }

    private static int rows(String kind) {
        return kind.equals("stock") ? LEVELS : ITEMS;
    }

    /** Cuts the import off somewhere, in another part of the file each time, and starts another hub. */
    private Hub sendAndKill(Hub hub, TestDatabase database, String kind, int kill) throws Exception {
        int part = rows(kind) / (KILLS + 2);
        int line = (kill - 1) * part + 1 + random.nextInt(part);
        var sending = CompletableFuture.supplyAsync(() -> send(hub, kind));
        awaitLine(hub, kind, line);
        hub.kill();
        hub.close();
        assertThat(sending.get()).isEqualTo(FileCommands.FAILED);
        var next = Hub.start(database).awaitReady();
        assertThat(latest(next).path("state").asString()).isEqualTo("running");
        return next;
    }

    private TestDatabase undisturbed() throws Exception {
        var database = TestDatabase.fresh();
        try (var hub = Hub.start(database).awaitReady()) {
            sendWhole(hub, "items", "locations", "channels", "stock", "orders");
        }
        return database;
    }

    private static void assertEndsAs(TestDatabase expected, TestDatabase other) throws SQLException {
        for (String rows : LEFT) {
            assertThat(digest(other, rows)).as(rows).isEqualTo(digest(expected, rows));
        }
    }

    private static String digest(TestDatabase database, String rows) throws SQLException {
        var sql = "SELECT count(*) || ' ' || md5(string_agg(t.r, E'\\n' ORDER BY t.r)) FROM (%s) t(r)".formatted(rows);
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private void awaitLine(Hub hub, String kind, int line) {
        await().atMost(PROGRESS_LIMIT).pollInterval(Duration.ofMillis(10)).until(() -> {
            JsonNode latest = latest(hub);
            return latest.path("kind").asString().equals(kind)
                    && latest.path("line").asLong() >= line;
        });
    }

    private static JsonNode latest(Hub hub) throws IOException {
        return hub.get("/api/v1/imports?limit=1").body().path("items").path(0);
    }

    private void sendWhole(Hub hub, String... kinds) {
        for (String kind : kinds) {
            assertThat(send(hub, kind)).as(kind).isEqualTo(FileCommands.DONE);
        }
    }

    private int send(Hub hub, String kind) {
        return run(
                hub, "import", "--kind", kind, directory.resolve(kind + ".csv").toString());
    }

    private int run(Hub hub, String command, String... more) {
        var told = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        var words = Stream.concat(
                        Stream.of(
                                command,
                                "--url",
                                hub.address(),
                                "--key-file",
                                directory.resolve("key").toString()),
                        Stream.of(more))
                .toList();
        return FileCommands.run(words, InputStream.nullInputStream(), told, told)
                .orElseThrow();
    }

    private static String level(int i) {
        return "SKU%d,L%d,%d".formatted(i / LOCATIONS, i % LOCATIONS, 1 + i % 100);
    }

    private static String codes() {
        return IntStream.range(0, LOCATIONS).mapToObj(i -> "L" + i).collect(Collectors.joining(";"));
    }

    /** The levels as the hub hands them over: what the file says. */
    private List<String> exportedStock(Hub hub) throws IOException {
        Path file = directory.resolve("exported.csv");
        assertThat(run(hub, "export", "--kind", "stock", "--format", "csv", "--output", file.toString()))
                .isEqualTo(FileCommands.DONE);
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1)
                    .map(line -> line.replaceFirst(",0,0$", ""))
                    .sorted()
                    .toList();
        }
    }

    private void write(String kind, String header, int rows, IntFunction<String> row) throws IOException {
        var lines = Stream.concat(Stream.of(header), IntStream.range(0, rows).mapToObj(row));
        Files.write(directory.resolve(kind + ".csv"), lines.toList());
    }
}
