package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.JavaProcess;
import io.omnihub.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged hub, unpacked, with the JVM's cache of what one has loaded until it listened: the tests start some twenty
 * hubs, each of which so comes up in a third of the time.
 */
final class Packaged {
    private static final Pattern LISTENS = Pattern.compile("Omnihub listens on (http://localhost:\\d+)");
    private static final Path JAR = Path.of("target", "omnihub.jar");
    private static final Path LOGS = Path.of("target", "hubs");
    private static final Path UNPACKED = Path.of("target", "unpacked");
    private static final Path CACHE = UNPACKED.resolve("omnihub.aot");

    /** Of each hub, in bytes: little, so that nothing large can stay in it unnoticed. */
    static final long HEAP = 128L << 20;

    /** With which the cache is made and used. */
    private static final List<String> MEMORY = List.of("-Xmx" + HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final List<String> HUB = List.of(
            "-jar", UNPACKED.resolve("omnihub.jar").toString(), "--server.port=0", "--spring.rsocket.server.port=0");

    static {
        try {
            unpack();
            train();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Packaged() {}

    /** Starts a hub; {@link #awaitListening} before it is used. */
    static JavaProcess start(String log, Map<String, String> environment, List<String> settings) throws IOException {
        return start(log, "-XX:AOTCache=" + CACHE, environment, settings);
    }

    /** Where it listens, in the first group. */
    static MatchResult awaitListening(JavaProcess hub) {
        return hub.awaitOutput(LISTENS);
    }

    /** What a hub needs to know of its database. */
    static Map<String, String> on(TestDatabase database, String r2dbcUrl) {
        return Map.of(
                "SPRING_R2DBC_URL",
                r2dbcUrl,
                "SPRING_R2DBC_USERNAME",
                database.user(),
                "SPRING_R2DBC_PASSWORD",
                database.password());
    }

    private static JavaProcess start(String log, String cache, Map<String, String> environment, List<String> settings)
            throws IOException {
        List<String> arguments = Stream.of(List.of(cache), MEMORY, HUB, settings)
                .flatMap(List::stream)
                .toList();
        return JavaProcess.start(LOGS.resolve(log), environment, arguments);
    }

    private static void unpack() throws IOException, InterruptedException {
        var unpacking = JavaProcess.start(
                LOGS.resolve("unpack.log"),
                Map.of(),
                List.of(
                        "-Djarmode=tools",
                        "-jar",
                        JAR.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        UNPACKED.toString()));
        assertThat(unpacking.exitCode()).as(unpacking.outputSoFar()).isZero();
    }

    /** The JVM writes the cache when it ends. */
    private static void train() throws IOException, InterruptedException {
        var database = TestDatabase.fresh();
        var hub = start("train.log", "-XX:AOTCacheOutput=" + CACHE, on(database, database.r2dbcUrl()), List.of());
        awaitListening(hub);
        hub.terminate();
        assertThat(CACHE).isNotEmptyFile();
    }
}
