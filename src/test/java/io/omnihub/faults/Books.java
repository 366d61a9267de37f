package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.TestDatabase;
import io.omnihub.faults.Shop.Line;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What hubs have acknowledged: what the database must hold, no more and no less. */
final class Books {
    private static final String ORDERS = "SELECT id::text, external_id || ' ' || state FROM customer_order";
    private static final String LINES = """
        SELECT order_id::text, string_agg(sku || ' ' || ordered || ' ' || current, ', ' ORDER BY line_number)
        FROM order_line GROUP BY order_id
        """;

    private static final String PROMISED = """
        SELECT l.order_id::text, string_agg(COALESCE(p.quantity, 0)::text, ', ' ORDER BY l.line_number)
        FROM order_line l
        LEFT JOIN (SELECT f.order_id, fl.line_number, sum(fl.quantity) AS quantity
                   FROM fulfillment_order f JOIN fulfillment_order_line fl ON fl.fulfillment_order_id = f.id
                   GROUP BY 1, 2) p ON p.order_id = l.order_id AND p.line_number = l.line_number
        GROUP BY l.order_id
        """;
    private static final String RECIPIENTS = "SELECT order_id::text, count(*)::text FROM order_recipient GROUP BY 1";
    private static final String EVENTS = """
        SELECT subject, string_agg(split_part(type, '.', 4), ', ' ORDER BY seq)
        FROM event WHERE type LIKE 'io.omnihub.order.%' GROUP BY subject
        """;
    private static final String KEYS = """
        SELECT k.subject::text, string_agg(split_part(k.scope, ':', 1), ', ' ORDER BY k.scope)
        FROM command_key k JOIN customer_order o ON o.id = k.subject GROUP BY 1
        """;
    private static final String CANCELLATIONS = """
        SELECT c.id::text, c.order_id || ' ' || count(k.*)
        FROM order_cancellation c LEFT JOIN command_key k ON k.subject = c.id GROUP BY c.id, c.order_id
        """;

    private final Map<String, Entry> orders = new ConcurrentHashMap<>();
    private final Map<String, String> cancellations = new ConcurrentHashMap<>();

    private static final class Entry {
        private final String externalId;
        private final List<Line> lines;
        private final List<Long> current;
        private final List<String> events = new ArrayList<>(List.of("placed"));

        Entry(String externalId, List<Line> lines) {
            this.externalId = externalId;
            this.lines = lines;
            this.current = new ArrayList<>(lines.stream().map(Line::quantity).toList());
        }

        boolean isOpen() {
            return current.stream().anyMatch(units -> units > 0);
        }
    }

    /** A repeat must name the order that its first request was answered with. */
    void placed(String id, String externalId, List<Line> lines) {
        var first = orders.putIfAbsent(id, new Entry(externalId, lines));
        assertThat(first == null ? externalId : first.externalId).isEqualTo(externalId);
    }

    /** Units of the order's first line are cancelled; an order is cancelled by one caller at a time. */
    void cancelled(String cancellationId, String orderId, long units) {
        var order = known(orderId);
        order.current.set(0, order.current.getFirst() - units);
        order.events.add(order.isOpen() ? "reduced" : "cancelled");
        cancellations.put(cancellationId, orderId + " 1");
    }

    int orders() {
        return orders.size();
    }

    int cancellations() {
        return cancellations.size();
    }

    long unitsPromised() {
        return orders.values().stream()
                .flatMap(order -> order.current.stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Holds the database and the hub's own proof against these books. To be called when nothing is under way. */
    void prove(Hub hub, TestDatabase database) throws SQLException, IOException {
        holds(database, ORDERS, order -> order.externalId + (order.isOpen() ? " placed" : " cancelled"));
        holds(database, LINES, Books::lines);
        holds(database, PROMISED, order -> joined(order.current));
        holds(database, RECIPIENTS, _ -> "1");
        holds(database, EVENTS, order -> joined(order.events));
        holds(database, KEYS, _ -> "caller, order");
        assertThat(read(database, CANCELLATIONS)).isEqualTo(new TreeMap<>(cancellations));
        proveLedger(hub);
    }

    /** Every counter is what its entries and the open promises say. */
    static void proveLedger(Hub hub) throws IOException {
        var proof = hub.get("/api/v1/admin/ledger-proof");
        assertThat(proof.status()).isEqualTo(200);
        assertThat(proof.body().path("levels").asLong()).isPositive();
        assertThat(proof.body().path("differences").toString()).isEqualTo("[]");
    }

    private void holds(TestDatabase database, String sql, Function<Entry, String> expected) throws SQLException {
        Map<String, String> all = new TreeMap<>();
        orders.forEach((id, order) -> all.put(id, expected.apply(order)));
        assertThat(read(database, sql)).as(sql).isEqualTo(all);
    }

    private static String lines(Entry order) {
        return joined(IntStream.range(0, order.lines.size())
                .mapToObj(i ->
                        order.lines.get(i).sku() + " " + order.lines.get(i).quantity() + " " + order.current.get(i))
                .toList());
    }

    private static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Map<String, String> read(TestDatabase database, String sql) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.put(result.getString(1), result.getString(2));
            }
        }
        return rows;
    }

    private Entry known(String orderId) {
        var order = orders.get(orderId);
        if (order == null) {
            throw new IllegalStateException("unknown order " + orderId);
        }
        return order;
    }
}
