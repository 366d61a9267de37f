package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.engine.ExportQueries;
import io.omnihub.engine.FoundId;
import io.omnihub.engine.OwnedLine;
import io.omnihub.engine.Sql;
import io.omnihub.fulfillment.FulfillmentFilter;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Page;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class OrderQueries {
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    private static final String BY_ID = """
        SELECT %s FROM customer_order o JOIN order_line l ON l.order_id = o.id
        WHERE o.id = ANY($1) ORDER BY o.id DESC, l.line_number
        """.formatted(OrderRows.COLUMNS);

    private static final String FIND = """
        SELECT id, ((SELECT count(*) + coalesce(sum(length(l.charges::text)), 0) / 200
                     FROM order_line l WHERE l.order_id = o.id) + coalesce(length(o.charges::text), 0) / 200)::int
        FROM customer_order o
        WHERE id < $1 AND ($2 = '' OR channel = $2) AND (cardinality($3::uuid[]) = 0 OR id = ANY($3))
          AND ($4 = 0 OR number = $4) AND ($5 = '' OR state = $5)
        ORDER BY id DESC LIMIT $6
        """;

    private static final String RECIPIENTS =
            "SELECT " + RecipientRows.COLUMNS + " FROM order_recipient WHERE order_id = ANY($1)";

    private static final String SOURCING =
            "SELECT " + OrderSourcingRows.COLUMNS + " FROM order_sourcing WHERE order_id = $1 ORDER BY ordinal";

    /** The first four are those of {@link FulfillmentQueries#page}. */
    private static final String PARTS_OF_CHANNEL = """
        SELECT f.id, (SELECT count(*) FROM fulfillment_order_line l WHERE l.fulfillment_order_id = f.id)::int
        FROM fulfillment_order f JOIN customer_order o ON o.id = f.order_id
        WHERE f.id < $1 AND ($2 = '' OR f.location = $2) AND ($3 = '' OR f.state = $3) AND o.channel = $5
        ORDER BY f.id DESC LIMIT $4
        """;

    private static final String OF_PHONE = """
        SELECT order_id FROM order_recipient
        WHERE phone IS NOT NULL AND regexp_replace(phone, '[^0-9]', '', 'g') = regexp_replace($1, '[^0-9]', '', 'g')
        ORDER BY order_id DESC LIMIT $2
        """;
    private static final String OF_EMAIL = """
        SELECT order_id FROM order_recipient WHERE email IS NOT NULL AND lower(email) = lower($1)
        ORDER BY order_id DESC LIMIT $2
        """;
    private static final String CONTACTS = """
        SELECT o.id, o.channel, r.name, r.email, r.phone
        FROM customer_order o JOIN order_recipient r ON r.order_id = o.id WHERE o.id = ANY($1) ORDER BY o.id
        """;
    private static final String CHANNEL = "SELECT channel FROM customer_order WHERE id = $1";
    /** In the order in which they were placed. */
    private static final String ALL = """
        SELECT %s, r.order_id, r.name, r.email, r.phone, r.delivery::text, r.collected::text,
            (SELECT coalesce(sum(p.handed_over), 0)::bigint
             FROM fulfillment_order f JOIN fulfillment_order_line p ON p.fulfillment_order_id = f.id
             WHERE f.order_id = o.id AND p.line_number = l.line_number)
        FROM customer_order o
        JOIN order_line l ON l.order_id = o.id JOIN order_recipient r ON r.order_id = o.id
        WHERE o.state <> 'cancelled' ORDER BY o.id, l.line_number
        """.formatted(OrderRows.COLUMNS);

    private final DatabaseClient database;
    private final FulfillmentQueries parts;
    private final ExportQueries exports;
    private final RecipientRows recipients;
    private final OrderSourcingRows sourcing;

    OrderQueries(
            DatabaseClient database,
            FulfillmentQueries parts,
            ExportQueries exports,
            RecipientRows recipients,
            OrderSourcingRows sourcing) {
        this.sourcing = sourcing;
        this.database = database;
        this.parts = parts;
        this.exports = exports;
        this.recipients = recipients;
    }

    Mono<OrderDetails> order(UUID id) {
        return details(List.of(id))
                .flatMap(orders -> Mono.justOrEmpty(orders.stream().findFirst()));
    }

    /**
     * In a page 200 characters of charges weigh as much as a line.
     *
     * @param ids what the external id stands for; empty where the filter names none
     */
    Mono<Page<OrderDetails>> orders(OrderFilter filter, List<UUID> ids) {
        return FoundId.page(
                database.sql(FIND)
                        .bind(0, filter.after().orElse(LAST_POSSIBLE))
                        .bind(1, filter.channel().map(ChannelCode::value).orElse(""))
                        .bind(2, ids.toArray(UUID[]::new))
                        .bind(3, filter.number().map(OrderNumber::value).orElse(0L))
                        .bind(4, filter.state().map(OrderState::wire).orElse(""))
                        .bind(5, filter.limit() + 1),
                filter.limit(),
                this::details);
    }

    /** The parts of a channel's orders, found through the orders, since a part does not know its channel. */
    Mono<Page<FulfillmentOrder>> fulfillmentOrders(ChannelCode channel, FulfillmentFilter filter) {
        return parts.page(filter, PARTS_OF_CHANNEL, channel.value());
    }

    Flux<OrderDetails> ofPhone(String phone, int atMost) {
        return of(OF_PHONE, phone, atMost);
    }

    Flux<OrderDetails> ofEmail(String email, int atMost) {
        return of(OF_EMAIL, email, atMost);
    }

    private Flux<OrderDetails> of(String statement, String contact, int atMost) {
        return database.sql(statement)
                .bind(0, contact)
                .bind(1, atMost)
                .map(row -> Columns.uuid(row, 0))
                .all()
                .collectList()
                .flatMap(this::details)
                .flatMapIterable(found -> found);
    }

    Flux<OrderContact> contacts(Collection<UUID> orderIds) {
        return database.sql(CONTACTS)
                .bind(0, orderIds.toArray(UUID[]::new))
                .map(row -> new OrderContact(
                        Columns.uuid(row, 0),
                        new ChannelCode(Columns.text(row, 1)),
                        Columns.optional(row, 2, String.class),
                        Columns.optional(row, 3, String.class),
                        Columns.optional(row, 4, String.class)))
                .all();
    }

    Mono<ChannelCode> channel(UUID orderId) {
        return database.sql(CHANNEL)
                .bind(0, orderId)
                .map(row -> new ChannelCode(Columns.text(row, 0)))
                .one();
    }

    /** All of which something is left, without their fulfilment but for what has left. */
    Flux<OpenRest> all() {
        return exports.all(ALL, this::line)
                .bufferUntilChanged(line -> line.recipient().orderId())
                .map(lines -> {
                    Order order = OrderRows.assemble(
                                    lines.stream().map(Line::line).toList())
                            .getFirst();
                    var details = new OrderDetails(
                            order,
                            lines.getFirst().recipient().recipient(),
                            new OrderFulfillment(order.id(), List.of()));
                    return new OpenRest(details, handedOver(lines));
                });
    }

    private static Map<Integer, Long> handedOver(List<Line> lines) {
        return lines.stream()
                .collect(Collectors.toMap(line -> line.line().line().lineNumber(), Line::handedOver));
    }

    private record Line(OwnedLine<Order, OrderLine> line, OrderRecipient recipient, long handedOver) {}

    private Line line(Readable row) {
        return new Line(
                OrderRows.read(row),
                recipients.read(row, OrderRows.COLUMN_COUNT),
                Columns.number(row, OrderRows.COLUMN_COUNT + RecipientRows.COLUMN_COUNT));
    }

    Flux<OrderSourcing> sourcing(UUID orderId) {
        return database.sql(SOURCING).bind(0, orderId).map(sourcing::read).all();
    }

    /** The newest first, each whole as it was at one moment. */
    private Mono<List<OrderDetails>> details(List<UUID> ids) {
        return ids.isEmpty() ? Mono.just(List.of()) : database.inConnection(connection -> details(connection, ids));
    }

    private Mono<List<OrderDetails>> details(Connection connection, List<UUID> ids) {
        UUID[] wanted = ids.toArray(UUID[]::new);
        List<Order> orders = new ArrayList<>();
        Map<UUID, Recipient> recipientOf = new HashMap<>();
        Map<UUID, OrderFulfillment> fulfillmentOf = new HashMap<>();
        return Sql.snapshot(
                        connection,
                        List.of(
                                Sql.query(connection, BY_ID, OrderRows::read, (Object) wanted)
                                        .collectList()
                                        .doOnNext(lines -> orders.addAll(OrderRows.assemble(lines))),
                                Sql.query(connection, RECIPIENTS, recipients::read, (Object) wanted)
                                        .doOnNext(row -> recipientOf.put(row.orderId(), row.recipient())),
                                FulfillmentQueries.ofOrders(connection, ids)
                                        .doOnNext(found ->
                                                found.forEach(parts -> fulfillmentOf.put(parts.orderId(), parts)))))
                .then(Mono.fromSupplier(() -> orders.stream()
                        .map(order -> new OrderDetails(
                                order,
                                Objects.requireNonNull(recipientOf.get(order.id())),
                                fulfillmentOf.getOrDefault(order.id(), new OrderFulfillment(order.id(), List.of()))))
                        .toList()));
    }
}
