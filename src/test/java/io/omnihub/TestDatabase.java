package io.omnihub;

import io.omnihub.platform.DataDirectory;
import io.omnihub.platform.EmbeddedPostgres;
import io.omnihub.platform.StartupFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/**
 * An empty database of a test's own, on the one server that all tests of a JVM share. Which server that is, is decided
 * here and nowhere else: the hub's own embedded one, as durable as it is for a user.
 */
public record TestDatabase(String r2dbcUrl, String jdbcUrl, String user, String password) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Makes an empty database; it goes with the server at the end of the JVM. */
    public static TestDatabase fresh() {
        var name = "test_%d_%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
        try (var connection = Server.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        var server = Server.POSTGRES;
        return new TestDatabase(
                server.r2dbcUrl().replaceFirst("[^/]+$", name),
                server.jdbcUrl().replaceFirst("[^/]+$", name),
                server.user(),
                server.password());
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /** The settings that make a hub use this database, as {@code name=value}. */
    public List<String> properties() {
        return List.of(
                "spring.r2dbc.url=" + r2dbcUrl, "spring.r2dbc.username=" + user, "spring.r2dbc.password=" + password);
    }

    private static final class Server {
        private static final Path FOLDER = Path.of("target", "test-postgres");

        /** More test JVMs than this at a time, in one build folder, is a mistake. */
        private static final int MAX_JVMS = 16;

        /** Spring closes the contexts that tests have left open while the JVM ends, at the same time as this server. */
        private static final long WAIT_FOR_SESSIONS_NS = TimeUnit.SECONDS.toNanos(5);

        private static final DataDirectory DIRECTORY = freeDirectory(1);
        private static final EmbeddedPostgres POSTGRES =
                EmbeddedPostgres.start(DIRECTORY, FOLDER.resolve("binaries").toAbsolutePath());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Server::stop, "test-postgres-stop"));
        }

        static Connection connect() throws SQLException {
            return DriverManager.getConnection(POSTGRES.jdbcUrl(), POSTGRES.user(), POSTGRES.password());
        }

        /** A test JVM that was killed leaves its server and data; the next to take its place stops and then reuses them. */
        private static DataDirectory freeDirectory(int number) {
            try {
                return DataDirectory.open(FOLDER.resolve("jvm-" + number));
            } catch (StartupFailure inUse) {
                if (number == MAX_JVMS) {
                    throw inUse;
                }
                return freeDirectory(number + 1);
            }
        }

        private static void stop() {
            try {
                awaitEndOfSessions();
                POSTGRES.close();
                FileSystemUtils.deleteRecursively(DIRECTORY.path());
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } finally {
                DIRECTORY.close();
            }
        }

        private static void awaitEndOfSessions() throws SQLException {
            var deadline = System.nanoTime() + WAIT_FOR_SESSIONS_NS;
            try (var connection = connect();
                    var statement = connection.prepareStatement("""
                        SELECT FROM pg_stat_activity
                        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
                        """)) {
                while (System.nanoTime() < deadline && statement.executeQuery().next()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
            }
        }
    }
}
