package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.engine.OwnedLine;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.omnihub.sourcing.DeliveryMethod;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
class OrderRows implements Rows<UUID, Order> {
    /** One row per line; {@link #assemble} makes orders of them. */
    static final String COLUMNS = """
        o.id, o.number, o.channel, o.external_id, o.state, o.currency, o.method, o.allow_split,
        o.allow_backorder, o.placed_at, o.placed_by, o.charges::text, o.paid, o.refunded,
        l.line_number, l.sku, l.ordered, l.current, l.unit_price, l.charges::text,
        l.returned\
        """;

    static final int COLUMN_COUNT = COLUMNS.split(",").length;

    private static final String LOCK =
            "SELECT id FROM customer_order WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = """
        SELECT %s FROM customer_order o JOIN order_line l ON l.order_id = o.id
        WHERE o.id = ANY($1) ORDER BY o.id, l.line_number
        """.formatted(COLUMNS);
    /** Orders and their lines together: a statement costs more than the rows that it writes. */
    private static final String INSERT = """
        WITH placed AS (
            INSERT INTO customer_order (id, number, channel, external_id, state, currency, method, allow_split,
                allow_backorder, placed_at, placed_by%s)
            SELECT *
            FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::boolean[], $9::boolean[], $10::timestamptz[], $11::uuid[]%s)
        )
        INSERT INTO order_line (order_id, line_number, sku, ordered, current, unit_price%s)
        SELECT * FROM unnest($12::uuid[], $13::int[], $14::text[], $15::bigint[], $16::bigint[], $17::bigint[]%s)
        """;

    private static final String INSERT_PLAIN = INSERT.formatted("", "", "", "");
    /** Where at least one order has charges, which most have not. */
    private static final String INSERT_CHARGED = INSERT.formatted(
            ", charges, paid, refunded", ", $18::json[], $19::bigint[], $20::bigint[]", ", charges", ", $21::json[]");

    private static final String ADD_LINES = """
        INSERT INTO order_line (order_id, line_number, sku, ordered, current, unit_price, charges)
        SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::json[])
        """;

    private static final String UPDATE_ORDERS = """
        UPDATE customer_order o SET state = c.state, method = c.method, allow_split = c.allow_split,
            allow_backorder = c.allow_backorder, paid = c.paid, refunded = c.refunded
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::boolean[], $6::bigint[], $7::bigint[])
            AS c (id, state, method, allow_split, allow_backorder, paid, refunded)
        WHERE o.id = c.id
        """;
    private static final String UPDATE_LINES = """
        UPDATE order_line l SET ordered = c.ordered, current = c.current, returned = c.returned
        FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[])
            AS c (order_id, line_number, ordered, current, returned)
        WHERE l.order_id = c.order_id AND l.line_number = c.line_number
            AND (l.ordered, l.current, l.returned) IS DISTINCT FROM (c.ordered, c.current, c.returned)
        """;

    @Override
    public Table<UUID, Order> table() {
        return Order.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, Order> found) {
        return List.of(Statement.gather(
                LOAD,
                OrderRows::read,
                lines -> assemble(lines).forEach(order -> found.accept(order.id(), order)),
                Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, Order>> rows, Instant now) {
        List<Statement> statements = Rows.insertOrUpdate(rows, placed -> List.of(insert(placed)), OrderRows::update);
        List<OwnedLine<Order, OrderLine>> added =
                rows.stream().flatMap(OrderRows::added).toList();
        if (!added.isEmpty()) {
            statements.add(add(added));
        }
        return statements;
    }

    /** Lines that an order did not have when it was placed. */
    private static Stream<OwnedLine<Order, OrderLine>> added(Changed<UUID, Order> row) {
        List<OrderLine> lines = row.after().lines();
        int before = row.before().map(order -> order.lines().size()).orElse(lines.size());
        return lines.subList(before, lines.size()).stream().map(line -> new OwnedLine<>(row.after(), line));
    }

    private static Statement add(List<OwnedLine<Order, OrderLine>> lines) {
        return Statement.update(
                ADD_LINES,
                Columns.uuids(lines, line -> line.owner().id()),
                lineNumbers(lines),
                Columns.texts(lines, line -> line.line().sku().value()),
                Columns.numbers(lines, line -> line.line().ordered()),
                Columns.numbers(lines, line -> line.line().current()),
                Columns.numbers(lines, line -> line.line().unitPrice()),
                Columns.texts(lines, line -> StoredCharges.write(line.line().charges())));
    }

    private static Statement insert(List<Order> orders) {
        List<OwnedLine<Order, OrderLine>> lines = lines(orders);
        List<Object> columns = new ArrayList<>(List.of(
                Columns.uuids(orders, Order::id),
                Columns.numbers(orders, order -> order.number().value()),
                Columns.texts(orders, order -> order.channel().value()),
                Columns.texts(orders, Order::externalId),
                Columns.texts(orders, order -> order.state().wire()),
                Columns.texts(orders, Order::currency),
                Columns.texts(orders, order -> order.method().wire()),
                Columns.values(orders, Order::allowSplit),
                Columns.values(orders, Order::allowBackorder),
                Columns.values(orders, Order::placedAt),
                Columns.uuids(orders, Order::placedBy),
                Columns.uuids(lines, line -> line.owner().id()),
                lineNumbers(lines),
                Columns.texts(lines, line -> line.line().sku().value()),
                Columns.numbers(lines, line -> line.line().ordered()),
                Columns.numbers(lines, line -> line.line().current()),
                Columns.numbers(lines, line -> line.line().unitPrice())));
        if (orders.stream().noneMatch(Order::hasCharges)) {
            return Statement.update(INSERT_PLAIN, columns.toArray());
        }
        columns.add(Columns.texts(orders, order -> StoredCharges.write(order.account())));
        columns.add(Columns.numbers(orders, order -> order.account().paid()));
        columns.add(Columns.numbers(orders, order -> order.account().refunded()));
        columns.add(Columns.texts(lines, line -> StoredCharges.write(line.line().charges())));
        return Statement.update(INSERT_CHARGED, columns.toArray());
    }

    private static List<Statement> update(List<Order> orders) {
        List<OwnedLine<Order, OrderLine>> lines = lines(orders);
        return List.of(
                Statement.update(
                        UPDATE_ORDERS,
                        Columns.uuids(orders, Order::id),
                        Columns.texts(orders, order -> order.state().wire()),
                        Columns.texts(orders, order -> order.method().wire()),
                        Columns.values(orders, Order::allowSplit),
                        Columns.values(orders, Order::allowBackorder),
                        Columns.numbers(orders, order -> order.account().paid()),
                        Columns.numbers(orders, order -> order.account().refunded())),
                Statement.update(
                        UPDATE_LINES,
                        Columns.uuids(lines, line -> line.owner().id()),
                        lineNumbers(lines),
                        Columns.numbers(lines, line -> line.line().ordered()),
                        Columns.numbers(lines, line -> line.line().current()),
                        Columns.numbers(lines, line -> line.line().returned())));
    }

    private static List<OwnedLine<Order, OrderLine>> lines(List<Order> orders) {
        return OwnedLine.of(orders, Order::lines);
    }

    private static String lineNumbers(List<OwnedLine<Order, OrderLine>> lines) {
        return Columns.numbers(lines, line -> line.line().lineNumber());
    }

    static OwnedLine<Order, OrderLine> read(Readable row) {
        var owner = new Order(
                Columns.uuid(row, 0),
                new OrderNumber(Columns.number(row, 1)),
                new ChannelCode(Columns.text(row, 2)),
                Columns.text(row, 3),
                Wire.parse(OrderState.class, Columns.text(row, 4)),
                Columns.text(row, 5),
                Wire.parse(DeliveryMethod.class, Columns.text(row, 6)),
                Columns.flag(row, 7),
                Columns.flag(row, 8),
                Columns.instant(row, 9),
                Columns.uuid(row, 10),
                StoredCharges.account(
                        Columns.optional(row, 11, String.class), Columns.number(row, 12), Columns.number(row, 13)),
                List.of());
        return new OwnedLine<>(
                owner,
                new OrderLine(
                        Columns.integer(row, 14),
                        new Sku(Columns.text(row, 15)),
                        Columns.number(row, 16),
                        Columns.number(row, 17),
                        Columns.number(row, 18),
                        StoredCharges.line(Columns.optional(row, 19, String.class)),
                        Columns.number(row, 20)));
    }

    /** They come in the order of their numbers. */
    static List<Order> assemble(List<OwnedLine<Order, OrderLine>> lines) {
        return OwnedLine.gather(lines, Order::withLines);
    }
}
