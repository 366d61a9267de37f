package io.omnihub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.postgresql.PGConnection;

/** The rows that a database was given since a mark, one file for each table, for COPY to write them into another. */
record CopiedRows(Map<String, Path> files, long rows, long bytes) {
    /** Before those that refer to them. */
    private static final List<String> FIRST = List.of("customer_order", "fulfillment_order", "import");

    /** The transaction from which on rows count as new; the database is a fresh one, so numbers have not come round. */
    static long mark(Database database) throws SQLException {
        try (var connection = database.connect()) {
            return number(connection, "SELECT pg_current_xact_id()::text::bigint");
        }
    }

    static CopiedRows since(long mark, Database database, Path prefix, Predicate<String> copied)
            throws SQLException, IOException {
        var files = new LinkedHashMap<String, Path>();
        long rows = 0;
        long bytes = 0;
        try (var connection = database.connect()) {
            for (String table : tables(connection)) {
                Path file = Path.of(prefix + "." + table);
                String written = "SELECT * FROM %s WHERE xmin::text::bigint > %d".formatted(table, mark);
                long count = copied.test(table) ? copyOut(connection, written, file) : 0;
                if (count > 0) {
                    files.put(table, file);
                    rows += count;
                    bytes += Files.size(file);
                }
            }
        }
        return new CopiedRows(files, rows, bytes);
    }

    /** Writes them over one connection, table by table, in one transaction; the seconds that took. */
    double into(Database database) throws SQLException, IOException {
        try (var connection = database.connect()) {
            long start = System.nanoTime();
            connection.setAutoCommit(false);
            for (var table : files.entrySet()) {
                try (var file = Files.newInputStream(table.getValue())) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY " + table.getKey() + " FROM STDIN", file);
                }
            }
            connection.commit();
            return (System.nanoTime() - start) / 1e9;
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d rows of %d tables, %d MB", rows, files.size(), bytes >> 20);
    }

    private static long copyOut(Connection connection, String sql, Path file) throws SQLException, IOException {
        try (var out = Files.newOutputStream(file)) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + sql + ") TO STDOUT", out);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<>(RowsWritten.tables(connection));
        tables.sort(
                Comparator.comparing((String table) -> !FIRST.contains(table)).thenComparing(table -> table));
        return tables;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
