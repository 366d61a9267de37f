package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.fulfillment.FulfillmentOrders;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
        SELECT id FROM customer_order o
        WHERE id < $1 AND ($2 = '' OR channel = $2) AND (cardinality($3::uuid[]) = 0 OR id = ANY($3))
          AND ($4 = 0 OR number = $4) AND ($5 = '' OR state = $5)
        ORDER BY id DESC LIMIT $6
        """;

    private static final String RECIPIENTS =
            "SELECT " + RecipientRows.COLUMNS + " FROM order_recipient WHERE order_id = ANY($1)";

    private static final String CANCELLATION =
            "SELECT " + CancellationRows.COLUMNS + " FROM order_cancellation WHERE id = $1";

    private final DatabaseClient database;
    private final FulfillmentOrders fulfillment;
    private final RecipientRows recipients;
    private final CancellationRows cancellations;

    OrderQueries(
            DatabaseClient database,
            FulfillmentOrders fulfillment,
            RecipientRows recipients,
            CancellationRows cancellations) {
        this.database = database;
        this.fulfillment = fulfillment;
        this.recipients = recipients;
        this.cancellations = cancellations;
    }

    Mono<OrderDetails> order(UUID id) {
        return details(List.of(id)).next();
    }

    /** @param ids what the external id stands for; empty where the filter names none */
    Mono<Page<OrderDetails>> orders(OrderFilter filter, List<UUID> ids) {
        return database.sql(FIND)
                .bind(0, filter.after().orElse(LAST_POSSIBLE))
                .bind(1, filter.channel().map(ChannelCode::value).orElse(""))
                .bind(2, ids.toArray(UUID[]::new))
                .bind(3, filter.number().map(OrderNumber::value).orElse(0L))
                .bind(4, filter.state().map(OrderState::wire).orElse(""))
                .bind(5, filter.limit() + 1)
                .map(row -> Columns.uuid(row, 0))
                .all()
                .collectList()
                .map(found -> Page.cut(found, filter.limit(), UUID::toString))
                .flatMap(page -> details(page.items()).collectList().map(orders -> new Page<>(orders, page.next())));
    }

    Mono<Cancellation> cancellation(UUID id) {
        return database.sql(CANCELLATION).bind(0, id).map(cancellations::read).one();
    }

    /** The newest first. */
    private Flux<OrderDetails> details(List<UUID> ids) {
        if (ids.isEmpty()) {
            return Flux.empty();
        }
        UUID[] wanted = ids.toArray(UUID[]::new);
        Flux<Order> orders = OrderRows.assemble(
                database.sql(BY_ID).bind(0, wanted).map(OrderRows::read).all());
        Mono<Map<UUID, Recipient>> byOrder = database.sql(RECIPIENTS)
                .bind(0, wanted)
                .map(recipients::read)
                .all()
                .collectMap(OrderRecipient::orderId, OrderRecipient::recipient);
        Mono<Map<UUID, OrderFulfillment>> parts = fulfillment.ofOrders(ids).collectMap(OrderFulfillment::orderId);
        return Mono.zip(orders.collectList(), byOrder, parts)
                .flatMapIterable(all -> all.getT1().stream()
                        .map(order -> new OrderDetails(
                                order,
                                Objects.requireNonNull(all.getT2().get(order.id())),
                                all.getT3().getOrDefault(order.id(), new OrderFulfillment(order.id(), List.of()))))
                        .toList());
    }
}
