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

/**
 * Whether both sides wrote the same: every kind of row in every table of the schema, in rows for each order, or for each
 * hold where only holds write such rows.
 */
final class RowsWritten {
    private static final String ORDERS = "customer_order";
    private static final String HOLDS = "hold committed";
    private static final String UPDATED_LEVELS = "stock_level, updated";

    /** What tells the kinds of a table's rows apart: an expression over its columns. */
    private static final Map<String, String> KINDS = Map.of(
            "event", "type",
            "stock_entry", "reason",
            "due_work", "kind",
            "command_key", "regexp_replace(scope, '^caller:[^:]*:', '')",
            "hold", "state",
            "hold_line", "CASE WHEN freed_at IS NULL THEN 'unfreed' ELSE 'freed' END");

    /** Where the hub may write less: a batch writes a level once, and one event tells of it. */
    private static final Set<String> ONCE_A_BATCH = Set.of(UPDATED_LEVELS, "event io.omnihub.stock.changed.v1");

    /** What the hub writes by the clock, however many orders come, and what its handlers make of them a moment later. */
    private static final Set<String> BY_THE_CLOCK = Set.of(
            "due_work learn-acceptance",
            "command_key due",
            "event_run",
            "customer",
            "customer_identity",
            "order_of_customer",
            "event io.omnihub.customer.created.v1",
            "event io.omnihub.customer.identified.v1");

    private static final double TOLERANCE = 1e-9;

    /** What causes a kind of row. */
    private enum Cause {
        ORDER,
        HOLD,
        EITHER;

        /** An order that commits a hold writes a level once, as one without does, and so does the making of a hold. */
        static Cause of(String kind) {
            return ONCE_A_BATCH.contains(kind) ? EITHER : kind.contains("hold") ? HOLD : ORDER;
        }

        long count(Map<String, Rows> written) {
            long orders = written.getOrDefault(ORDERS, Rows.NONE).count();
            long holds = written.getOrDefault(HOLDS, Rows.NONE).count();
            return switch (this) {
                case ORDER -> orders;
                case HOLD -> holds;
                case EITHER -> orders + holds;
            };
        }
    }

    private record Rows(long count, double bytes) {
        static final Rows NONE = new Rows(0, 0);
    }

    /** One kind of rows for each of what causes them, of either side. */
    private record Comparison(String kind, Cause cause, double hub, double raw, double hubBytes, double rawBytes) {
        String remark() {
            if (Math.abs(hub - raw) < TOLERANCE) {
                return "";
            }
            return ONCE_A_BATCH.contains(kind) && hub < raw ? "  the hub: once a batch" : "  DIFFERENT";
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "    %-42s %-7s %8.4f %8.4f %12.0f %12.0f%s%n",
                    kind,
                    cause.name().toLowerCase(Locale.ROOT),
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
        return "%-46s %-7s %8s %8s %12s %12s%n"
                        .formatted("rows written", "for one", "hub", "raw", "hub, bytes", "raw, bytes")
                + lines;
    }

    private static List<Comparison> compare(Map<String, Rows> hub, Map<String, Rows> raw) {
        var kinds = new TreeSet<>(hub.keySet());
        kinds.addAll(raw.keySet());
        return kinds.stream()
                .map(kind -> {
                    var cause = Cause.of(kind);
                    var ofHub = hub.getOrDefault(kind, Rows.NONE);
                    var ofRaw = raw.getOrDefault(kind, Rows.NONE);
                    return new Comparison(
                            kind,
                            cause,
                            (double) ofHub.count() / cause.count(hub),
                            (double) ofRaw.count() / cause.count(raw),
                            ofHub.bytes(),
                            ofRaw.bytes());
                })
                .toList();
    }

    private static Map<String, Rows> written(Map<String, Rows> before, Map<String, Rows> after) {
        var written = new TreeMap<String, Rows>();
        after.forEach((kind, rows) -> {
            long count = rows.count() - before.getOrDefault(kind, Rows.NONE).count();
            if (count != 0 && !BY_THE_CLOCK.contains(kind)) {
                written.put(kind, new Rows(count, rows.bytes()));
            }
        });
        return written;
    }

    private static Map<String, Rows> count(Database database) throws SQLException {
        try (var connection = database.connect()) {
            var counts = new TreeMap<String, Rows>();
            for (String table : tables(connection)) {
                String name = "'" + table + (KINDS.containsKey(table) ? " ' || " + KINDS.get(table) : "'");
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

    static List<String> tables(Connection connection) throws SQLException {
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
