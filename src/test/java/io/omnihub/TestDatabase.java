package io.omnihub;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database of a test's own, on the one server that all tests of a JVM share, and the Redis beside it. {@link
 * TestServices} decides which servers those are.
 */
public record TestDatabase(String r2dbcUrl, String jdbcUrl, String user, String password, String redisUrl) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Makes an empty database; it goes with the JVM. */
    public static TestDatabase fresh() {
        var name = "test_%d_%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
        var services = TestServices.shared();
        execute("CREATE DATABASE " + name);
        services.atEnd(() -> execute("DROP DATABASE %s WITH (FORCE)".formatted(name)));
        var address = services.postgres().replaceFirst("[^/]+$", name);
        return new TestDatabase(
                "r2dbc:postgresql://" + address,
                "jdbc:postgresql://" + address,
                services.user(),
                services.password(),
                services.redisUrl());
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /** The number that a query yields. */
    public long number(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The settings that make a hub use this database, as {@code name=value}. */
    public List<String> properties() {
        return List.of(
                "spring.r2dbc.url=" + r2dbcUrl,
                "spring.r2dbc.username=" + user,
                "spring.r2dbc.password=" + password,
                "spring.data.redis.url=" + redisUrl);
    }

    private static void execute(String sql) {
        try (var connection = TestServices.shared().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
