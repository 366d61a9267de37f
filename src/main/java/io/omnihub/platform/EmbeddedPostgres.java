package io.omnihub.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL in the data directory, for a hub that has been given no database. It listens on loopback alone and
 * lets in who knows the password, which stands in a file that only the hub's user can read. Its data survive restarts
 * and crashes: nothing that PostgreSQL does for durability is turned off.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The file of the password, in the data directory; it is the superuser's ({@code postgres}), too. */
    public static final String PASSWORD_FILE = "postgres-password";

    /** PostgreSQL's own, in its folder. */
    static final String PID_FILE = "postmaster.pid";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String NAME = "omnihub";

    /** A port that was free may be taken before PostgreSQL binds it, so the start is tried this often. */
    private static final int START_ATTEMPTS = 3;

    /**
     * Rewritten at each start, so a newer hub's settings reach older data; ALTER SYSTEM overrules it. For a small host
     * that PostgreSQL shares with the hub.
     */
    private static final String SETTINGS = """
        # Written by Omnihub at each start. Change a setting with ALTER SYSTEM, which overrules this file.
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 200

        # Durable: an acknowledged order survives a crash of the machine.
        fsync = on
        synchronous_commit = on
        full_page_writes = on

        # The hot tables of a small retailer fit; the rest of the memory is better used by the file system's cache.
        shared_buffers = 256MB
        effective_cache_size = 1GB
        # Fewer checkpoints mean fewer full pages in the log. It costs 2 GB of disk at most, and recovery after a crash
        # still takes well below a minute.
        max_wal_size = 2GB
        checkpoint_timeout = 15min
        # Only pglz is built in, and the processor is what runs out first, not the disk.
        wal_compression = off
        # The data lie on an SSD or in memory nearly everywhere today.
        random_page_cost = 1.1
        jit = off

        timezone = 'UTC'
        log_timezone = 'UTC'
        # One file a weekday, overwritten a week later. Terse, because the details of an error quote people's data.
        logging_collector = on
        log_filename = 'postgresql-%a.log'
        log_rotation_age = 1d
        log_rotation_size = 0
        log_truncate_on_rotation = on
        log_error_verbosity = terse
        log_checkpoints = off
        """;

    private final PostgresPrograms programs;
    private final int port;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(PostgresPrograms programs, int port, String password) {
        this.programs = programs;
        this.port = port;
        this.password = password;
    }

    /** Starts PostgreSQL on the data of the directory, making them on the first start; returns when it accepts. */
    public static EmbeddedPostgres start(DataDirectory directory) {
        return start(directory, directory.path().resolve("postgres-binaries"));
    }

    /** As above, with the programs in a folder that several data directories may share. */
    public static EmbeddedPostgres start(DataDirectory directory, Path binaries) {
        var cluster = directory.path().resolve("postgres");
        var programs = new PostgresPrograms(PostgresBinaries.unpack(binaries), cluster);
        try {
            LeftOverServer.find(cluster, PID_FILE).ifPresent(leftOver -> stop(leftOver, programs));
            var passwordFile = directory.path().resolve(PASSWORD_FILE);
            if (Files.exists(cluster)) {
                checkVersion(cluster, programs);
                if (!Files.exists(passwordFile)) {
                    renewPassword(passwordFile, programs);
                }
            } else {
                create(directory.path(), passwordFile, programs);
            }
            Files.writeString(cluster.resolve("omnihub.conf"), SETTINGS);
            var port = start(programs);
            LOG.info(
                    "PostgreSQL {} runs on {}:{}, its data are in {}",
                    programs.version(),
                    LoopbackPort.ADDRESS,
                    port,
                    cluster);
            return new EmbeddedPostgres(
                    programs, port, Files.readString(passwordFile).strip());
        } catch (IOException failure) {
            throw new StartupFailure(
                    "The embedded PostgreSQL cannot use %s: %s."
                            .formatted(directory.path(), DataDirectory.reason(failure)),
                    "Make the folder and all in it belong to user %s, and see that its disk has space."
                            .formatted(System.getProperty("user.name")),
                    failure);
        }
    }

    public String r2dbcUrl() {
        return "r2dbc:postgresql://%s:%d/%s".formatted(LoopbackPort.ADDRESS, port, NAME);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(LoopbackPort.ADDRESS, port, NAME);
    }

    /** Owns the database of the same name and may create others, but is no superuser. */
    public String user() {
        return NAME;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    /** Ends what sessions are left and stops PostgreSQL with a checkpoint. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                programs.stop();
                LOG.info("PostgreSQL has stopped");
            } catch (PostgresPrograms.Failed failure) {
                LOG.warn("PostgreSQL did not stop in order, the next start will see to it: {}", failure.reason());
            }
        }
    }

    private static void stop(LeftOverServer leftOver, PostgresPrograms programs) {
        try {
            programs.stop();
            LOG.info(
                    "A hub that was killed had left its PostgreSQL (process {}) running; it has been stopped",
                    leftOver.pid());
        } catch (PostgresPrograms.Failed failure) {
            throw new StartupFailure(
                    "A PostgreSQL that an earlier hub left on %s (process %d) does not stop: %s"
                            .formatted(programs.cluster(), leftOver.pid(), failure.reason()),
                    "Stop it with: kill -INT %d (as the user that it belongs to).".formatted(leftOver.pid()),
                    failure);
        }
    }

    private static void checkVersion(Path cluster, PostgresPrograms programs) throws IOException {
        var found = versionOf(cluster);
        if (!programs.version().startsWith(found + ".")) {
            throw new StartupFailure(
                    "%s holds data of PostgreSQL %s, and this hub brings PostgreSQL %s."
                            .formatted(cluster, found, programs.version()),
                    "Move them over with pg_upgrade or a dump, start the hub version that wrote them, or give"
                            + " omnihub.data-dir another folder.");
        }
    }

    private static String versionOf(Path cluster) throws IOException {
        try {
            return Files.readString(cluster.resolve("PG_VERSION")).strip();
        } catch (NoSuchFileException missing) {
            throw new StartupFailure(
                    "%s holds something that is not PostgreSQL's data.".formatted(cluster),
                    "Move that folder away, or give omnihub.data-dir another folder.",
                    missing);
        }
    }

    /** Makes the data aside and renames them at the end, so that a start that was cut off leaves no half of them. */
    private static void create(Path directory, Path passwordFile, PostgresPrograms programs) throws IOException {
        LOG.info("Making a new PostgreSQL database in {}", programs.cluster());
        discardUnfinished(directory);
        var password = SecretFile.newPassword();
        SecretFile.write(passwordFile, password);
        var unfinished = programs.on(Files.createTempDirectory(directory, "postgres-unfinished-"));
        try {
            unfinished.initialize(passwordFile);
            Files.writeString(
                    unfinished.cluster().resolve("postgresql.conf"),
                    "include 'omnihub.conf'\n",
                    StandardOpenOption.APPEND);
            Files.writeString(unfinished.cluster().resolve("omnihub.conf"), SETTINGS);
            unfinished.execute("""
                CREATE ROLE %1$s LOGIN CREATEDB PASSWORD '%2$s'
                CREATE DATABASE %1$s OWNER %1$s
                """.formatted(NAME, password));
            Files.move(unfinished.cluster(), programs.cluster(), StandardCopyOption.ATOMIC_MOVE);
        } catch (PostgresPrograms.Failed failure) {
            FileSystemUtils.deleteRecursively(unfinished.cluster());
            throw new StartupFailure(
                    "PostgreSQL could not make its data in %s: %s".formatted(directory, failure.reason()),
                    "Mend what it names, or use a database of your own with spring.r2dbc.url.",
                    failure);
        }
    }

    private static void discardUnfinished(Path directory) throws IOException {
        try (var folders = Files.newDirectoryStream(directory, "postgres-unfinished-*")) {
            for (var folder : folders) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    private static void renewPassword(Path passwordFile, PostgresPrograms programs) throws IOException {
        var password = SecretFile.newPassword();
        try {
            programs.execute("""
                ALTER ROLE postgres PASSWORD '%1$s'
                ALTER ROLE %2$s PASSWORD '%1$s'
                """.formatted(password, NAME));
        } catch (PostgresPrograms.Failed failure) {
            throw new StartupFailure(
                    "The file %s is missing, and PostgreSQL could not be given a new password: %s"
                            .formatted(passwordFile, failure.reason()),
                    "Put the file back, or mend what PostgreSQL names.",
                    failure);
        }
        SecretFile.write(passwordFile, password);
        LOG.info("The file {} was missing; PostgreSQL has been given a new password", passwordFile);
    }

    private static int start(PostgresPrograms programs) throws IOException {
        for (var attempt = 1; ; attempt++) {
            var port = LoopbackPort.free();
            try {
                programs.start(port);
                return port;
            } catch (PostgresPrograms.Failed failure) {
                if (attempt == START_ATTEMPTS || !failure.portTaken()) {
                    throw new StartupFailure(
                            "The embedded PostgreSQL did not start: %s".formatted(failure.reason()),
                            "Mend what it names (its log is in %s), or use a database of your own with spring.r2dbc.url."
                                    .formatted(programs.cluster().resolve("log")),
                            failure);
                }
            }
        }
    }
}
