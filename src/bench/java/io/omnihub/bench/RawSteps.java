package io.omnihub.bench;

import io.omnihub.kernel.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What most programs do: an order is a transaction of a statement for each step, each sent when the one before it has been
 * answered. The statements are those of {@code place_order.sql}, prepared on the server, and write the same rows.
 */
final class RawSteps implements RawOrders {
    private static final Duration PROMISED = Duration.ofDays(2);

    private final Connection connection;
    private final OrderArguments arguments;
    private final List<PreparedStatement> prepared = new ArrayList<>();

    private final PreparedStatement key;
    private final PreparedStatement channel;
    private final PreparedStatement items;
    private final PreparedStatement order;
    private final PreparedStatement lines;
    private final PreparedStatement recipient;
    private final PreparedStatement lock;
    private final PreparedStatement expiredHolds;
    private final PreparedStatement serving;
    private final PreparedStatement fulfillment;
    private final PreparedStatement fulfillmentLines;
    private final PreparedStatement sourcing;
    private final PreparedStatement entries;
    private final PreparedStatement levelsAndEvents;

    RawSteps(Connection connection, OrderMix mix) throws SQLException {
        this.connection = connection;
        this.arguments = new OrderArguments(connection, mix);
        this.key = prepare("""
            INSERT INTO command_key (scope, key, fingerprint, command_id, subject, recorded_at)
            VALUES ('order:' || ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """);
        this.channel = prepare("SELECT 1 FROM channel WHERE code = ? AND state = 'active'");
        this.items = prepare("SELECT sku FROM item WHERE sku = ANY (?) AND state = 'active'");
        this.order = prepare("""
            INSERT INTO customer_order
                (id, number, channel, external_id, state, currency, method, allow_split, placed_at, placed_by)
            VALUES (?, nextval('order_number'), ?, ?, 'placed', ?, 'ship', true, ?, ?) RETURNING number
            """);
        this.lines = prepare("""
            INSERT INTO order_line (order_id, line_number, sku, ordered, current, unit_price)
            SELECT ?, number, sku, quantity, quantity, ?
            FROM unnest(?, ?) WITH ORDINALITY AS line (sku, quantity, number)
            """);
        this.recipient = prepare(
                "INSERT INTO order_recipient (order_id, name, email, delivery) VALUES (?, ?, ?, CAST(? AS json))");
        this.lock = prepare("SELECT sku FROM stock_sku WHERE sku = ANY (?) ORDER BY sku FOR NO KEY UPDATE");
        this.expiredHolds =
                prepare("SELECT 1 FROM hold_line WHERE freed_at IS NULL AND sku = ANY (?) AND expires_at <= ?");
        this.serving = prepare("""
            SELECT level.location FROM unnest(?, ?) AS line (sku, quantity)
            JOIN stock_level level ON level.sku = line.sku AND level.location = ANY (?)
            WHERE level.on_hand - level.unavailable - level.allocated - level.held - level.safety_stock >= line.quantity
            GROUP BY level.location HAVING count(*) = 2
            """);
        this.fulfillment = prepare("""
            INSERT INTO fulfillment_order (id, order_id, method, location, state, created_at, promised_at, demand)
            VALUES (?, ?, 'ship', ?, 'allocated', ?, ?, CAST(? AS json))
            """);
        this.fulfillmentLines = prepare("""
            INSERT INTO fulfillment_order_line (fulfillment_order_id, line_number, sku, quantity, unit_price)
            SELECT ?, number, sku, quantity, ? FROM unnest(?, ?) WITH ORDINALITY AS line (sku, quantity, number)
            """);
        this.sourcing = prepare(
                "INSERT INTO order_sourcing (order_id, ordinal, decided_at, explanation) VALUES (?, 1, ?, CAST(? AS"
                        + " json))");
        this.entries = prepare("""
            INSERT INTO stock_entry (sku, location, counter, quantity, reason, reference, actor, occurred_at, recorded_at)
            SELECT sku, ?, 'allocated', quantity, 'order', ?, ?, ?, ? FROM unnest(?, ?) AS line (sku, quantity)
            """);
        this.levelsAndEvents = prepare("""
            WITH changed AS (
                UPDATE stock_level level SET allocated = level.allocated + line.quantity, version = level.version + 1
                FROM unnest(?, ?) AS line (sku, quantity) WHERE level.sku = line.sku AND level.location = ?
                RETURNING level.*)
            INSERT INTO event (type, subject, time, data)
            SELECT 'io.omnihub.order.placed.v1', ?, ?, CAST(? AS json)
            UNION ALL
            SELECT 'io.omnihub.stock.changed.v1', sku || '@' || location, ?,
                format('{"sku":%s,"location":"%s","onHand":%s,"unavailable":%s,"allocated":%s,"held":%s,"inTransit":%s,'
                    '"safetyStock":%s,"version":%s,"onHandVersion":%s}',
                    to_json(sku), location, on_hand, unavailable, allocated, held, in_transit,
                    safety_stock, version, on_hand_version)::json
            FROM changed
            """);
    }

    @Override
    public void next() throws SQLException {
        connection.setAutoCommit(false);
        try {
            place(arguments.next());
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        for (var statement : prepared) {
            statement.close();
        }
    }

    private void place(OrderArguments.Of of) throws SQLException {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        UUID id = of.id();
        change(key, Retailer.CHANNEL, of.externalId(), of.fingerprint(), id, id, now);
        read(channel, 1, Retailer.CHANNEL);
        read(items, 2, of.skus());
        long number = Long.parseLong(
                read(order, 1, id, Retailer.CHANNEL, of.externalId(), Retailer.CURRENCY, now, OrderArguments.ACTOR)
                        .getFirst());
        change(lines, id, Retailer.UNIT_PRICE, of.skus(), of.quantities());
        change(recipient, id, Retailer.CUSTOMER_NAME, Retailer.CUSTOMER_EMAIL, of.delivery());
        read(lock, 2, of.skus());
        read(expiredHolds, 0, of.skus(), now);
        Set<String> able = new HashSet<>(all(serving, of.skus(), of.quantities(), of.poolArray()));
        String location = of.pool().stream().filter(able::contains).findFirst().orElseThrow();
        UUID part = Ids.derive(id, 1);
        var promised = now.plus(PROMISED);
        change(fulfillment, part, id, location, now, promised, of.demand());
        change(fulfillmentLines, part, Retailer.UNIT_PRICE, of.skus(), of.quantities());
        change(sourcing, id, now, OrderArguments.EXPLANATION);
        change(entries, location, id, OrderArguments.ACTOR, now, now, of.skus(), of.quantities());
        String placed = """
            {"orderId":"%s","number":"OH-%d","channel":"%s","externalId":"%s","lines":%s,"fulfillmentOrders":\
            [{"id":"%s","location":"%s","method":"ship","state":"allocated","promisedAt":"%s","lines":%s}]}\
            """.formatted(
                        id,
                        number,
                        Retailer.CHANNEL,
                        of.externalId(),
                        of.eventLines(),
                        part,
                        location,
                        promised,
                        of.eventPartLines());
        change(levelsAndEvents, of.skus(), of.quantities(), location, id.toString(), now, placed, now);
    }

    private static void change(PreparedStatement statement, Object... values) throws SQLException {
        set(statement, values);
        if (statement.executeUpdate() == 0) {
            throw new SQLException("nothing was written by " + statement);
        }
    }

    private static List<String> read(PreparedStatement statement, int rows, Object... values) throws SQLException {
        var found = all(statement, values);
        if (found.size() != rows) {
            throw new SQLException("%d rows where %d were expected: %s".formatted(found.size(), rows, statement));
        }
        return found;
    }

    private static List<String> all(PreparedStatement statement, Object... values) throws SQLException {
        set(statement, values);
        var found = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        prepared.add(statement);
        return statement;
    }
}
