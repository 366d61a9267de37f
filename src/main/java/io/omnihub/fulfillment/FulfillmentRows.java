package io.omnihub.fulfillment;

import io.omnihub.engine.Columns;
import io.omnihub.engine.OwnedLine;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.omnihub.sourcing.DeliveryMethod;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class FulfillmentRows implements Rows<UUID, OrderFulfillment> {
    private static final String LOCK =
            "SELECT order_id FROM fulfillment_order WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, id FOR UPDATE";

    /** One row per line; {@link #read} and {@link #parts} make fulfilment orders of them. */
    private static final String LINES = """
        SELECT f.order_id, f.id, f.method, f.location, f.state, f.created_at, f.promised_at, f.transfer_id,
            l.line_number, l.sku, l.quantity, l.picked, l.handed_over, l.unit_price, f.demand::text, f.handling::text,
            f.predecessor, f.version
        FROM fulfillment_order f JOIN fulfillment_order_line l ON l.fulfillment_order_id = f.id
        """;

    static final String OF_ORDERS = LINES + "WHERE f.order_id = ANY($1) ORDER BY f.order_id, f.id, l.line_number";
    static final String BY_ID = LINES + "WHERE f.id = ANY($1) ORDER BY f.id DESC, l.line_number";

    /** Fulfilment orders and their lines together: a statement costs more than the rows that it writes. */
    private static final String INSERT = """
        WITH made AS (
            INSERT INTO fulfillment_order (id, order_id, method, location, state, promised_at, transfer_id, demand,
                predecessor, version, created_at, handling)
            SELECT f.id, f.order_id, f.method, f.location, f.state, f.promised_at, f.transfer_id, f.demand::json,
                f.predecessor, f.version, $11::timestamptz, f.handling::json
            FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::uuid[],
                string_to_array($8, chr(30)), $9::uuid[], $10::bigint[], $17::text[])
                AS f (id, order_id, method, location, state, promised_at, transfer_id, demand, predecessor, version,
                    handling)
        )
        INSERT INTO fulfillment_order_line (fulfillment_order_id, line_number, sku, quantity, unit_price)
        SELECT * FROM unnest($12::uuid[], $13::int[], $14::text[], $15::bigint[], $16::bigint[])
        """;

    private static final String UPDATE_ORDERS = """
        UPDATE fulfillment_order f SET location = c.location, state = c.state, promised_at = c.promised_at,
            transfer_id = c.transfer_id, handling = c.handling::json, version = c.version,
            demand = coalesce(c.demand::json, f.demand)
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::uuid[], $6::text[], $7::bigint[], $8::text[])
            AS c (id, location, state, promised_at, transfer_id, handling, version, demand)
        WHERE f.id = c.id
        """;
    private static final String UPDATE_LINES = """
        UPDATE fulfillment_order_line l SET quantity = c.quantity, picked = c.picked, handed_over = c.handed_over
        FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[])
            AS c (fulfillment_order_id, line_number, quantity, picked, handed_over)
        WHERE l.fulfillment_order_id = c.fulfillment_order_id AND l.line_number = c.line_number
            AND (l.quantity, l.picked, l.handed_over) IS DISTINCT FROM (c.quantity, c.picked, c.handed_over)
        """;

    @Override
    public Table<UUID, OrderFulfillment> table() {
        return OrderFulfillment.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> orderIds, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(orderIds, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> orderIds, BiConsumer<UUID, OrderFulfillment> found) {
        return List.of(Statement.gather(
                OF_ORDERS,
                FulfillmentRows::read,
                lines -> assemble(lines).forEach(whole -> found.accept(whole.orderId(), whole)),
                Columns.uuids(orderIds, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, OrderFulfillment>> rows, Instant now) {
        List<FulfillmentOrder> made = new ArrayList<>();
        List<FulfillmentOrder> changed = new ArrayList<>();
        Map<UUID, String> newDemands = new HashMap<>();
        for (Changed<UUID, OrderFulfillment> row : rows) {
            List<FulfillmentOrder> before =
                    row.before().map(OrderFulfillment::parts).orElse(List.of());
            List<FulfillmentOrder> after = row.after().parts();
            for (int i = 0; i < after.size(); i++) {
                if (i >= before.size()) {
                    made.add(after.get(i));
                } else if (!after.get(i).equals(before.get(i))) {
                    changed.add(after.get(i));
                    UUID changedId = after.get(i).id();
                    newDemand(before.get(i), after.get(i)).ifPresent(demand -> newDemands.put(changedId, demand));
                }
            }
        }
        return Rows.insertOrUpdate(
                made, changed, parts -> List.of(insert(parts, now)), parts -> update(parts, newDemands));
    }

    /** Seldom, so that no update writes it for nothing. */
    private static Optional<String> newDemand(FulfillmentOrder before, FulfillmentOrder after) {
        return after.demand()
                .filter(demand -> !before.demand().equals(Optional.of(demand)))
                .map(FulfillmentJson::write);
    }

    private static Statement insert(List<FulfillmentOrder> orders, Instant now) {
        List<OwnedLine<FulfillmentOrder, FulfillmentOrder.Line>> lines = lines(orders);
        return Statement.update(
                INSERT,
                Columns.uuids(orders, FulfillmentOrder::id),
                Columns.uuids(orders, FulfillmentOrder::orderId),
                Columns.texts(orders, order -> order.method().wire()),
                locations(orders),
                Columns.texts(orders, order -> order.state().wire()),
                Columns.values(orders, order -> order.promisedAt().orElse(null)),
                Columns.values(orders, order -> order.transferId().orElse(null)),
                Columns.json(
                        orders,
                        order -> order.demand().map(FulfillmentJson::write).orElse("null")),
                Columns.values(orders, order -> order.predecessor().orElse(null)),
                Columns.numbers(orders, FulfillmentOrder::version),
                now,
                Columns.uuids(lines, line -> line.owner().id()),
                lineNumbers(lines),
                Columns.texts(lines, line -> line.line().sku().value()),
                Columns.numbers(lines, line -> line.line().quantity()),
                Columns.numbers(lines, line -> line.line().unitPrice()),
                handlings(orders));
    }

    /** @param newDemands of those that are wanted in another way than before, by their ids */
    private static List<Statement> update(List<FulfillmentOrder> orders, Map<UUID, String> newDemands) {
        List<OwnedLine<FulfillmentOrder, FulfillmentOrder.Line>> lines = lines(orders);
        return List.of(
                Statement.update(
                        UPDATE_ORDERS,
                        Columns.uuids(orders, FulfillmentOrder::id),
                        locations(orders),
                        Columns.texts(orders, order -> order.state().wire()),
                        Columns.values(orders, order -> order.promisedAt().orElse(null)),
                        Columns.values(orders, order -> order.transferId().orElse(null)),
                        handlings(orders),
                        Columns.numbers(orders, FulfillmentOrder::version),
                        Columns.texts(orders, order -> newDemands.get(order.id()))),
                Statement.update(
                        UPDATE_LINES,
                        Columns.uuids(lines, line -> line.owner().id()),
                        lineNumbers(lines),
                        Columns.numbers(lines, line -> line.line().quantity()),
                        Columns.numbers(lines, line -> line.line().picked()),
                        Columns.numbers(lines, line -> line.line().handedOver())));
    }

    private static String handlings(List<FulfillmentOrder> orders) {
        return Columns.texts(
                orders, order -> FulfillmentJson.write(order.handling()).orElse(null));
    }

    private static String locations(List<FulfillmentOrder> orders) {
        return Columns.texts(
                orders, order -> order.location().map(LocationCode::value).orElse(null));
    }

    private static List<OwnedLine<FulfillmentOrder, FulfillmentOrder.Line>> lines(List<FulfillmentOrder> orders) {
        return OwnedLine.of(orders, FulfillmentOrder::lines);
    }

    private static String lineNumbers(List<OwnedLine<FulfillmentOrder, FulfillmentOrder.Line>> lines) {
        return Columns.numbers(lines, line -> line.line().lineNumber());
    }

    static OwnedLine<FulfillmentOrder, FulfillmentOrder.Line> read(Readable row) {
        var owner = new FulfillmentOrder(
                Columns.uuid(row, 1),
                Columns.uuid(row, 0),
                Wire.parse(DeliveryMethod.class, Columns.text(row, 2)),
                Columns.optional(row, 3, String.class).map(LocationCode::new),
                Wire.parse(FulfillmentState.class, Columns.text(row, 4)),
                Columns.instant(row, 5),
                Columns.optional(row, 6, Instant.class),
                Columns.optional(row, 7, UUID.class),
                List.of(),
                Columns.optional(row, 14, String.class)
                        .filter(demand -> !demand.equals("null"))
                        .map(FulfillmentJson::demand),
                Columns.optional(row, 16, UUID.class),
                Columns.optional(row, 15, String.class)
                        .map(FulfillmentJson::handling)
                        .orElse(Handling.NONE),
                Columns.number(row, 17));
        return new OwnedLine<>(
                owner,
                new FulfillmentOrder.Line(
                        Columns.integer(row, 8),
                        new Sku(Columns.text(row, 9)),
                        Columns.number(row, 10),
                        Columns.number(row, 11),
                        Columns.number(row, 12),
                        Columns.number(row, 13)));
    }

    /** Gathers lines, which come in the order of fulfilment orders. */
    static List<FulfillmentOrder> parts(List<OwnedLine<FulfillmentOrder, FulfillmentOrder.Line>> lines) {
        return OwnedLine.gather(lines, FulfillmentOrder::withLines);
    }

    /** Gathers lines, which come in the order of orders and fulfilment orders. */
    static List<OrderFulfillment> assemble(List<OwnedLine<FulfillmentOrder, FulfillmentOrder.Line>> lines) {
        return OwnedLine.gather(
                parts(lines).stream()
                        .map(part -> new OwnedLine<>(part.orderId(), part))
                        .toList(),
                OrderFulfillment::new);
    }
}
