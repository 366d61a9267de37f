package io.omnihub.platform;

import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date from {@code classpath:db/migration} before the hub does anything else. Replicas that
 * start together take turns by Flyway's lock in the database.
 */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** In a cluster the database may come up after the hub. */
    static final Duration WAIT_FOR_DATABASE = Duration.ofSeconds(30);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private Migrations() {}

    static Schema run(DatabaseAddress address, Duration patience) {
        var source = address.dataSource();
        awaitDatabase(address, source, patience);
        try {
            var result = Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            var version = result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion;
            LOG.info(
                    "The schema in {} is at version {} ({} migrations applied now)",
                    address,
                    version == null ? "none" : version,
                    result.migrationsExecuted);
            return new Schema(version == null ? "" : version);
        } catch (FlywayException failure) {
            throw new StartupFailure(
                    "The schema in %s could not be brought up to date: %s"
                            .formatted(
                                    address,
                                    String.valueOf(failure.getMessage()).strip()),
                    "See that %s may create tables there and that the schema is Omnihub's alone. Nothing of a failed migration stays."
                            .formatted(address.user()),
                    failure);
        }
    }

    private static void awaitDatabase(DatabaseAddress address, DataSource source, Duration patience) {
        var begun = System.nanoTime();
        for (var first = true; ; first = false) {
            try {
                source.getConnection().close();
                return;
            } catch (SQLException failure) {
                if (!mayPass(failure) || System.nanoTime() - begun > patience.toNanos()) {
                    throw new StartupFailure(
                            "The database %s cannot be used: %s".formatted(address, reason(failure)),
                            "See that it runs and is reachable from here, and that spring.r2dbc.url,"
                                    + " spring.r2dbc.username and spring.r2dbc.password are right. With no"
                                    + " spring.r2dbc.url the hub brings its own database.",
                            failure);
                }
                if (first) {
                    LOG.warn(
                            "The database {} cannot be reached yet, trying for {} s: {}",
                            address,
                            patience.toSeconds(),
                            reason(failure));
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    /** True for a lost or refused connection (class 08) and a server that is starting (57P03); not for a wrong password. */
    private static boolean mayPass(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.equals("57P03"));
    }

    private static String reason(SQLException failure) {
        return switch (failure.getCause()) {
            case UnknownHostException unknown -> "the host %s is not known".formatted(unknown.getMessage());
            case IOException io when io.getMessage() != null -> io.getMessage();
            case null, default ->
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
        };
    }
}
