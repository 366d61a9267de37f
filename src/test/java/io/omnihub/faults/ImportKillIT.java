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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An import whose hub is killed goes on where it was cut off: each row counts once, and the ledger adds up. */
class ImportKillIT {
    private static final boolean LONG = Boolean.getBoolean("omnihub.faults");

    /** A million rows, where there is time. */
    private static final int ITEMS = LONG ? 100_000 : 4_000;

    private static final int LOCATIONS = 10;
    private static final long ROWS = (long) ITEMS * LOCATIONS;
    private static final int KILLS = LONG ? 3 : 2;
    private static final Duration PROGRESS_LIMIT = Duration.ofMinutes(10);

    @TempDir
    private Path directory;

    @Test
    void aFileWhoseHubIsKilled_goesOn_andNoRowCountsTwice() throws Exception {
        var database = TestDatabase.fresh();
        Files.writeString(directory.resolve("key"), Hub.ADMINISTRATOR);
        var hub = Hub.start(database).awaitReady();
        try {
            assertThat(send(hub, "items", items())).isEqualTo(FileCommands.DONE);
            assertThat(send(hub, "locations", locations())).isEqualTo(FileCommands.DONE);
            Path stock = stock();
            for (int kill = 1; kill <= KILLS; kill++) {
                Hub killed = hub;
                var sending = CompletableFuture.supplyAsync(() -> send(killed, "stock", stock));
                awaitLine(hub, kill * ROWS / (KILLS + 2));
                hub.kill();
                hub.close();
                assertThat(sending.get()).isEqualTo(FileCommands.FAILED);
                hub = Hub.start(database).awaitReady();
                assertThat(latest(hub).path("state").asString()).isEqualTo("running");
            }

            assertThat(send(hub, "stock", stock)).isEqualTo(FileCommands.DONE);

            JsonNode done = latest(hub);
            assertThat(done.path("state").asString()).isEqualTo("completed");
            assertThat(done.path("accepted").asLong()).isEqualTo(ROWS);
            assertThat(done.path("unchanged").asLong()).isZero();
            JsonNode proof = hub.get("/api/v1/admin/ledger-proof").body();
            assertThat(proof.path("entries").asLong()).isEqualTo(ROWS);
            assertThat(proof.path("differences")).isEmpty();
            assertThat(exported(hub)).isEqualTo(rows().sorted().toList());
        } finally {
            hub.close();
        }
    }

    private static void awaitLine(Hub hub, long line) {
        await().atMost(PROGRESS_LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> latest(hub).path("kind").asString().equals("stock")
                        && latest(hub).path("line").asLong() >= line);
    }

    private static JsonNode latest(Hub hub) throws IOException {
        return hub.get("/api/v1/imports?limit=1").body().path("items").path(0);
    }

    private int send(Hub hub, String kind, Path file) {
        var told = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        var words = List.of(
                "import",
                "--url",
                hub.address(),
                "--key-file",
                directory.resolve("key").toString(),
                "--kind",
                kind,
                file.toString());
        return FileCommands.run(words, InputStream.nullInputStream(), told, told)
                .orElseThrow();
    }

    private Path items() throws IOException {
        return write(
                "items.csv", "sku,name\n", IntStream.range(0, ITEMS).mapToObj(i -> "SKU%d,Item %d\n".formatted(i, i)));
    }

    private Path locations() throws IOException {
        return write(
                "locations.csv",
                "code,name,kind,position.latitude,position.longitude,timeZone\n",
                IntStream.range(0, LOCATIONS)
                        .mapToObj(i -> "L%d,Store %d,store,5%d.5,-1.5,Europe/London\n".formatted(i, i, i)));
    }

    private Path stock() throws IOException {
        return write("stock.csv", "sku,location,onHand\n", rows().map(row -> row + "\n"));
    }

    private static Stream<String> rows() {
        return IntStream.range(0, (int) ROWS)
                .mapToObj(i -> "SKU%d,L%d,%d".formatted(i / LOCATIONS, i % LOCATIONS, 1 + i % 100));
    }

    /** The levels as the hub has them: what the file says, as if nobody had been killed. */
    private List<String> exported(Hub hub) throws IOException {
        Path file = directory.resolve("exported.csv");
        var told = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        var words = List.of(
                "export",
                "--url",
                hub.address(),
                "--key-file",
                directory.resolve("key").toString(),
                "--kind",
                "stock",
                "--format",
                "csv",
                "--output",
                file.toString());
        assertThat(FileCommands.run(words, InputStream.nullInputStream(), told, told))
                .hasValue(FileCommands.DONE);
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1)
                    .map(line -> line.replaceFirst(",0,0$", ""))
                    .sorted()
                    .toList();
        }
    }

    private Path write(String name, String header, Stream<String> rows) throws IOException {
        return Files.writeString(directory.resolve(name), rows.collect(Collectors.joining("", header, "")));
    }
}
