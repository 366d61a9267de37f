package io.omnihub.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether both sides wrote the same: every table of the schema, and each type of event, in rows per order. */
final class RowsWritten {
    private static final String ORDERS = "customer_order";

    /** The only one in which the hub may write less: one event tells of all that a batch did to a level. */
    private static final String STOCK_CHANGED = "event io.omnihub.stock.changed.v1";

    private static final double TOLERANCE = 1e-9;

    private record Rows(long count, double bytes) {
        static final Rows NONE = new Rows(0, 0);
    }

    private final Map<String, Rows> hubBefore;
    private final Map<String, Rows> rawBefore;

    RowsWritten(Servers servers) throws SQLException {
        this.hubBefore = count(servers.hubDatabase());
        this.rawBefore = count(servers.rawDatabase());
    }

    /**
     * Compares what was written since the start.
     *
     * @throws IllegalStateException if a side wrote other rows than the other
     */
    String check(Servers servers) throws SQLException {
        var hub = written(hubBefore, count(servers.hubDatabase()));
        var raw = written(rawBefore, count(servers.rawDatabase()));
        var tables = new TreeSet<>(hub.keySet());
        tables.addAll(raw.keySet());
        var different = new ArrayList<String>();
        var lines = new ArrayList<String>();
        lines.add("%-42s %12s %12s %14s %14s%n"
                .formatted("rows written for an order", "hub", "raw", "hub, bytes", "raw, bytes"));
        for (String table : tables) {
            var ofHub = hub.getOrDefault(table, Rows.NONE);
            var ofRaw = raw.getOrDefault(table, Rows.NONE);
            double hubRows = perOrder(ofHub, hub);
            double rawRows = perOrder(ofRaw, raw);
            boolean same = Math.abs(hubRows - rawRows) < TOLERANCE;
            boolean coalesced = table.equals(STOCK_CHANGED) && hubRows < rawRows;
            if (!same && !coalesced) {
                different.add(table);
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "    %-38s %12.4f %12.4f %14.0f %14.0f%s%n",
                    table,
                    hubRows,
                    rawRows,
                    ofHub.bytes(),
                    ofRaw.bytes(),
                    same ? "" : coalesced ? "   the hub: one for a level and batch" : "   DIFFERENT"));
        }
        lines.add(
                "    stock_level: 2 rows updated for an order, or one for a level and batch of the hub%n".formatted());
        if (!different.isEmpty()) {
            throw new IllegalStateException(
                    "the sides did not write the same rows: " + different + "\n" + String.join("", lines));
        }
        return String.join("", lines);
    }

    private static double perOrder(Rows rows, Map<String, Rows> all) {
        return (double) rows.count() / all.getOrDefault(ORDERS, Rows.NONE).count();
    }

    private static Map<String, Rows> written(Map<String, Rows> before, Map<String, Rows> after) {
        var written = new TreeMap<String, Rows>();
        after.forEach((table, rows) -> {
            long count = rows.count() - before.getOrDefault(table, Rows.NONE).count();
            if (count != 0) {
                written.put(table, new Rows(count, rows.bytes()));
            }
        });
        return written;
    }

    private static Map<String, Rows> count(Database database) throws SQLException {
        try (var connection = database.connect()) {
            var counts = new TreeMap<String, Rows>();
            for (String table : tables(connection)) {
                counts.putAll(count(
                        connection, "SELECT '%1$s', count(*), avg(pg_column_size(t)) FROM %1$s t".formatted(table)));
            }
            counts.remove("event");
            counts.putAll(count(
                    connection,
                    "SELECT 'event ' || type, count(*), avg(pg_column_size(t)) FROM event t GROUP BY type"));
            return counts;
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                    SELECT tablename FROM pg_tables
                    WHERE schemaname = 'public' AND tablename <> 'flyway_schema_history'
                    """)) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static Map<String, Rows> count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var counts = new TreeMap<String, Rows>();
            while (rows.next()) {
                counts.put(rows.getString(1), new Rows(rows.getLong(2), rows.getDouble(3)));
            }
            return counts;
        }
    }
}
