package io.omnihub.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * What a relay cannot do without: somebody commits and notifies, somebody else hears of it, commits and notifies, and a
 * third one hears of that.
 */
final class RawRelay implements AutoCloseable {
    private static final int LIMIT_MS = 10_000;

    private final Link first;
    private final Link second;
    private final Connection last;

    /** A session that writes a row and notifies; the row is as long as an event. */
    private static final class Link implements AutoCloseable {
        private final Connection connection;
        private final PreparedStatement insert;
        private final PreparedStatement notify;

        Link(Database database, String channel) throws SQLException {
            connection = database.connect();
            connection.setAutoCommit(false);
            insert = connection.prepareStatement("INSERT INTO relayed (data) VALUES (repeat('x', 700))");
            notify = connection.prepareStatement("SELECT pg_notify('%s', '')".formatted(channel));
        }

        void commit() throws SQLException {
            insert.executeUpdate();
            notify.execute();
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    RawRelay(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE relayed (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, data text NOT NULL)");
        first = new Link(database, "committed");
        second = new Link(database, "given");
        listen(second.connection, "committed");
        last = database.connect();
        last.setAutoCommit(true);
        listen(last, "given");
    }

    /** One event's way, in milliseconds. */
    double chain() throws SQLException, IOException {
        long start = System.nanoTime();
        first.commit();
        await(second.connection);
        second.commit();
        await(last);
        return (System.nanoTime() - start) / 1e6;
    }

    private static void listen(Connection connection, String channel) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static void await(Connection connection) throws SQLException, IOException {
        var heard = connection.unwrap(PGConnection.class).getNotifications(LIMIT_MS);
        if (heard == null || heard.length == 0) {
            throw new IOException("a notification never came");
        }
    }

    @Override
    public void close() throws SQLException {
        first.close();
        second.close();
        last.close();
    }
}
