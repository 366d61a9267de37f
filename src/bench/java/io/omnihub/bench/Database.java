package io.omnihub.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** One database of the benchmark's server, as JDBC reaches it. */
record Database(int port, String name, String user, String password) {
    /**
     * Statements are prepared on the server from their first use on, and a function's statements are planned once for
     * all arguments: planning each anew would cost a third of an order's time.
     */
    Connection connect() throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(name);
        source.setUser(user);
        source.setPassword(password);
        source.setPrepareThreshold(1);
        source.setOptions("-c plan_cache_mode=force_generic_plan");
        return source.getConnection();
    }

    String r2dbcUrl() {
        return "r2dbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    /** The processor time that the server's processes have used so far, as far as they still run. */
    Duration serverCpuSoFar() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pid FROM pg_stat_activity")) {
            var sum = Duration.ZERO;
            while (rows.next()) {
                sum = sum.plus(ProcessHandle.of(rows.getLong(1))
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO));
            }
            return sum;
        }
    }

    /** What it takes on disk. */
    long bytes() throws SQLException {
        return count("SELECT pg_database_size(current_database())");
    }

    /** The number that a query yields. */
    long count(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The ids that a query yields. */
    List<UUID> ids(String sql) throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
