package io.omnihub.bench;

import io.omnihub.platform.DataDirectory;
import io.omnihub.platform.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is measured: one PostgreSQL, as durable as the hub's own and with the same settings for both sides, with a
 * database for the hub and a copy of it for the raw client; and the hub.
 */
final class Servers implements AutoCloseable {
    private static final String JAR = "omnihub.jar";
    private static final int MAX_RAW_CONNECTIONS = 32;

    private final DataDirectory directory;
    private final EmbeddedPostgres postgres;
    private final Hub hub;
    private final RawClient raw;

    private Servers(DataDirectory directory, EmbeddedPostgres postgres, Hub hub, RawClient raw) {
        this.directory = directory;
        this.postgres = postgres;
        this.hub = hub;
        this.raw = raw;
    }

    /** Starts all of it anew; the retailer is set up through the hub's API, and then copied. */
    static Servers start(Settings settings) throws IOException, SQLException, InterruptedException {
        return start(settings, Map.of());
    }

    /** @param environment further settings of the hub */
    static Servers start(Settings settings, Map<String, String> environment)
            throws IOException, SQLException, InterruptedException {
        Path jar = newDirectory(settings);
        var directory = DataDirectory.open(settings.directory());
        var postgres = EmbeddedPostgres.start(directory);
        // However the run ends, nothing of it stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        var admin = new Database(postgres.port(), "postgres", "postgres", postgres.password());
        admin.execute("CREATE DATABASE hub OWNER " + postgres.user());
        try (var first = Hub.start(jar, settings.hubJvm(), hubDatabase(postgres), settings.directory())) {
            Retailer.setUp(first);
        }
        admin.execute("CREATE DATABASE raw TEMPLATE hub OWNER " + postgres.user());
        RawClient.install(rawDatabase(postgres));
        var hub = Hub.start(jar, settings.hubJvm(), hubDatabase(postgres), settings.directory(), environment);
        return new Servers(directory, postgres, hub, new RawClient(rawDatabase(postgres), MAX_RAW_CONNECTIONS));
    }

    /** Makes the run's directory anew; answers the hub's jar in it. */
    static Path newDirectory(Settings settings) throws IOException {
        if (!Files.isRegularFile(settings.jar())) {
            throw new IOException(settings.jar() + " is missing: package the hub first");
        }
        FileSystemUtils.deleteRecursively(settings.directory());
        Files.createDirectories(settings.directory());
        // A build may replace the jar during the run, and a JVM does not survive that.
        return Files.copy(settings.jar(), settings.directory().resolve(JAR));
    }

    /** Another hub on the same database. */
    Hub second(Settings settings, Map<String, String> environment) throws IOException, InterruptedException {
        Path jar = settings.directory().resolve(JAR);
        return Hub.start(jar, settings.hubJvm(), hubDatabase(), settings.directory(), environment);
    }

    Hub hub() {
        return hub;
    }

    RawClient raw() {
        return raw;
    }

    Database hubDatabase() {
        return hubDatabase(postgres);
    }

    Database rawDatabase() {
        return rawDatabase(postgres);
    }

    /** Gives both sides the same start: what was written before is on disk, and the statistics are new. */
    void settle() throws SQLException {
        hubDatabase().execute("VACUUM (ANALYZE)");
        rawDatabase().execute("VACUUM (ANALYZE)");
        admin().execute("CHECKPOINT");
    }

    /** Every counter of the hub is the sum of its entries, and every promise is there. */
    void proveLedger() throws IOException, InterruptedException {
        var proof = new JsonMapper().readTree(hub.get("/api/v1/admin/ledger-proof"));
        if (!proof.path("differences").isArray() || !proof.path("differences").isEmpty()) {
            throw new IllegalStateException("the ledger does not add up: " + proof);
        }
        System.out.printf("the ledger adds up: %s levels, %s entries%n", proof.path("levels"), proof.path("entries"));
    }

    /** The server's version, and what durability and speed depend on. */
    List<String> facts() throws SQLException {
        var facts = new ArrayList<String>();
        try (var connection = admin().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                    SELECT name || ' ' || current_setting(name) FROM pg_settings
                    WHERE name IN ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes',
                        'shared_buffers', 'max_wal_size', 'wal_compression')
                    ORDER BY name <> 'server_version', name
                    """)) {
            while (rows.next()) {
                facts.add(rows.getString(1));
            }
        }
        return facts;
    }

    @Override
    public void close() throws SQLException {
        raw.close();
        hub.close();
        postgres.close();
        directory.close();
    }

    private Database admin() {
        return new Database(postgres.port(), "postgres", "postgres", postgres.password());
    }

    private static Database hubDatabase(EmbeddedPostgres postgres) {
        return new Database(postgres.port(), "hub", postgres.user(), postgres.password());
    }

    private static Database rawDatabase(EmbeddedPostgres postgres) {
        return new Database(postgres.port(), "raw", postgres.user(), postgres.password());
    }
}
