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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/** The hub's own PostgreSQL for the tests of one JVM; its data go when the JVM ends. */
final class EmbeddedTestPostgres {
    private static final Path FOLDER = Path.of("target", "test-postgres");

    /** More test JVMs than this at a time, in one build folder, is a mistake. */
    private static final int MAX_JVMS = 16;

    /** Spring closes the contexts that tests have left open while the JVM ends, at the same time as this server. */
    private static final long WAIT_FOR_SESSIONS_NS = TimeUnit.SECONDS.toNanos(5);

    private final DataDirectory directory;
    private final EmbeddedPostgres postgres;

    private EmbeddedTestPostgres(DataDirectory directory) {
        this.directory = directory;
        this.postgres =
                EmbeddedPostgres.start(directory, FOLDER.resolve("binaries").toAbsolutePath());
    }

    static EmbeddedPostgres start() {
        var started = new EmbeddedTestPostgres(freeDirectory(1));
        Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "test-postgres-stop"));
        return started.postgres;
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

    private void stop() {
        try {
            awaitEndOfSessions();
            postgres.close();
            FileSystemUtils.deleteRecursively(directory.path());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            directory.close();
        }
    }

    private void awaitEndOfSessions() throws SQLException {
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

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
