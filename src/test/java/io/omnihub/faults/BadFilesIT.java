package io.omnihub.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are larger than the hub's memory, and broken: each ends in a clear refusal, and nothing of it is done. */
class BadFilesIT {
    private static final String HEADER = "sku,name\n";

    @TempDir
    private static Path directory;

    private static Hub hub;

    @BeforeAll
    static void start() throws IOException {
        var database = TestDatabase.fresh();
        hub = Hub.start(database, database.r2dbcUrl(), "--omnihub.import.directory=" + directory)
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** A file, of any length. */
    record Sent(String name, boolean packed, Supplier<InputStream> content) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource
    void aFileLargerThanMemory_isRefusedWhole_andTheHubLivesOn(Sent file, int status, String code, long line)
            throws IOException {
        var before = hub.get("/api/v1/imports").body();

        Reply refused = hub.importFile("items", "text/csv", file.packed(), file.content());

        assertThat(refused.status()).as("%s", refused).isEqualTo(status);
        assertThat(refused.body().path("code").asString()).isEqualTo(code);
        assertThat(refused.body().path("line").asLong()).isEqualTo(line);
        assertThat(hub.get("/api/v1/imports").body()).isEqualTo(before);
        assertThat(hub.get("/api/v1/items/SKU1").status()).isEqualTo(404);
        assertNothingIsLeft();
    }

    static Stream<Arguments> aFileLargerThanMemory_isRefusedWhole_andTheHubLivesOn() {
        byte[] row = "SKU1,Lamp\n".getBytes(UTF_8);
        long rows = 1 + Packaged.HEAP / row.length;
        return Stream.of(
                Arguments.of(
                        plain("one line", HEADER, repeated("x".repeat(1000), Packaged.HEAP / 1000), ""),
                        422,
                        "line-too-long",
                        2),
                Arguments.of(
                        plain("a quote that is never closed", HEADER + "a,\"", repeated("SKU1,Lamp\n", rows), ""),
                        422,
                        "malformed-csv",
                        2),
                Arguments.of(
                        plain("another encoding at its end", HEADER, repeated("SKU1,Lamp\n", rows), "a,\u00FF\n"),
                        422,
                        "malformed-text",
                        rows + 2),
                Arguments.of(
                        new Sent(
                                "two bytes for each character",
                                false,
                                () -> new ByteArrayInputStream(("\uFEFF" + HEADER).getBytes(UTF_16LE))),
                        422,
                        "malformed-text",
                        1),
                Arguments.of(
                        new Sent(
                                "a bomb",
                                true,
                                () -> new ByteArrayInputStream(
                                        gzip(repeated("\n", 2 * Packaged.HEAP).get()))),
                        413,
                        "expands-too-much",
                        0),
                Arguments.of(
                        new Sent("packed and cut off", true, () -> {
                            byte[] whole = gzip(repeated("SKU1,Lamp\n", 100_000).get());
                            return new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2));
                        }),
                        422,
                        "malformed-gzip",
                        0));
    }

    @Test
    void anUploadCutHalfWay_doesNothing_andIsSentAgain() throws IOException {
        var rows = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            rows.append("{\"sku\":\"CUT%d\",\"name\":\"Lamp\"}\n".formatted(i));
        }
        byte[] file = rows.toString().getBytes(UTF_8);
        var address = URI.create(hub.address());
        for (int cut : List.of(0, 1, file.length / 2, file.length - 1)) {
            try (var socket = new Socket(address.getHost(), address.getPort())) {
                socket.getOutputStream()
                        .write("""
                            POST /api/v1/imports?kind=items HTTP/1.1\r
                            Host: hub\r
                            Authorization: Bearer %s\r
                            Content-Type: application/x-ndjson\r
                            Content-Length: %d\r
                            \r
                            """.formatted(Hub.ADMINISTRATOR, file.length).getBytes(UTF_8));
                socket.getOutputStream().write(file, 0, cut);
            }
        }
        await().untilAsserted(BadFilesIT::assertNothingIsLeft);
        assertThat(hub.get("/api/v1/items/CUT0").status()).isEqualTo(404);

        Reply done = hub.importFile("items", "application/x-ndjson", false, () -> new ByteArrayInputStream(file));

        assertThat(done.status()).as("%s", done).isEqualTo(201);
        assertThat(done.body().path("accepted").asInt()).isEqualTo(2_000);
    }

    private static Sent plain(String name, String head, Supplier<InputStream> middle, String tail) {
        return new Sent(
                name,
                false,
                () -> new SequenceInputStream(Collections.enumeration(List.of(
                        new ByteArrayInputStream(head.getBytes(UTF_8)),
                        middle.get(),
                        new ByteArrayInputStream(tail.getBytes(ISO_8859_1))))));
    }

    /** Made as it is read, so that the test needs no memory for it. */
    private static Supplier<InputStream> repeated(String unit, long times) {
        byte[] bytes = unit.getBytes(UTF_8);
        long length = times * bytes.length;
        return () -> new InputStream() {
            private long at;

            @Override
            public int read() {
                return at < length ? bytes[(int) (at++ % bytes.length)] : -1;
            }

            @Override
            public int read(byte[] target, int offset, int wanted) {
                int left = (int) Math.min(wanted, length - at);
                for (int i = 0; i < left; i++) {
                    target[offset + i] = bytes[(int) (at++ % bytes.length)];
                }
                return left > 0 || wanted == 0 ? left : -1;
            }
        };
    }

    private static byte[] gzip(InputStream content) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            content.transferTo(gzip);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** A file under way has no name, and none stays open. */
    private static void assertNothingIsLeft() throws IOException {
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
        try (var open = Files.list(Path.of("/proc", Long.toString(hub.pid()), "fd"))) {
            assertThat(open.map(BadFilesIT::target)).noneMatch(target -> target.contains(directory.toString()));
        }
    }
}
