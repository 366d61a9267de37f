package io.omnihub.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether both sides wrote the same: every table of the schema, and each type of event, in rows per order. */
final class RowsWritten {
    private static final String ORDERS = "customer_order";
    private static final String EVENTS = "event";
    private static final String UPDATED_LEVELS = "stock_level, updated";

    /** Where the hub may write less: a batch writes a level once, and one event tells of it. */
    private static final Set<String> ONCE_A_BATCH = Set.of(UPDATED_LEVELS, "event io.omnihub.stock.changed.v1");

    private static final double TOLERANCE = 1e-9;

    private record Rows(long count, double bytes) {
        static final Rows NONE = new Rows(0, 0);
    }

    /** One table's rows for an order, of either side. */
    private record Comparison(String table, double hub, double raw, double hubBytes, double rawBytes) {
        String remark() {
            if (Math.abs(hub - raw) < TOLERANCE) {
                return "";
            }
            return ONCE_A_BATCH.contains(table) && hub < raw ? "  the hub: once a batch" : "  DIFFERENT";
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "    %-38s %8.4f %8.4f %12.0f %12.0f%s%n",
                    table,
                    hub,
                    raw,
                    hubBytes,
                    rawBytes,
                    remark());
        }
    }

    private final Servers servers;
    private final Map<String, Rows> hubBefore;
    private final Map<String, Rows> rawBefore;

    RowsWritten(Servers servers) throws SQLException {
        this.servers = servers;
        this.hubBefore = count(servers.hubDatabase());
        this.rawBefore = count(servers.rawDatabase());
    }

    /**
     * Compares what was written since the start.
     *
     * @throws IllegalStateException if a side wrote other rows than the other
     */
    String check() throws SQLException {
        var byRaw = written(rawBefore, count(servers.rawDatabase()));
        if (byRaw.isEmpty()) {
            return "no row of the benchmark had the raw client write anything\n";
        }
        var comparisons = compare(written(hubBefore, count(servers.hubDatabase())), byRaw);
        String lines = comparisons.stream().map(Comparison::toString).collect(Collectors.joining());
        if (lines.contains("DIFFERENT")) {
            throw new IllegalStateException("the sides did not write the same rows:\n" + lines);
        }
        return "%-42s %8s %8s %12s %12s%n"
                        .formatted("rows written for an order", "hub", "raw", "hub, bytes", "raw, bytes")
                + lines;
    }

    private static List<Comparison> compare(Map<String, Rows> hub, Map<String, Rows> raw) {
        var tables = new TreeSet<>(hub.keySet());
        tables.addAll(raw.keySet());
        return tables.stream()
                .map(table -> {
                    var ofHub = hub.getOrDefault(table, Rows.NONE);
                    var ofRaw = raw.getOrDefault(table, Rows.NONE);
                    return new Comparison(
                            table, perOrder(ofHub, hub), perOrder(ofRaw, raw), ofHub.bytes(), ofRaw.bytes());
                })
                .toList();
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
                String name = table.equals(EVENTS) ? "'event ' || type" : "'" + table + "'";
                counts.putAll(count(
                        connection,
                        "SELECT %s, count(*), avg(pg_column_size(t)) FROM %s t GROUP BY 1".formatted(name, table)));
            }
            counts.putAll(count(
                    connection,
                    "SELECT '%s', sum(version), avg(pg_column_size(t)) FROM stock_level t".formatted(UPDATED_LEVELS)));
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
