package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class PaymentQueries {
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    private static final String SELECT = """
        SELECT p.id, p.order_id, p.reference, p.kind, p.amount, o.currency, p.method, p.actor, p.occurred_at, p.recorded_at
        FROM order_payment p JOIN customer_order o ON o.id = p.order_id
        """;
    private static final String BY_ID = SELECT + "WHERE p.id = $1";
    private static final String OF_ORDER = SELECT + "WHERE p.order_id = $1 AND p.id < $2 ORDER BY p.id DESC LIMIT $3";

    private final DatabaseClient database;

    PaymentQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Payment> payment(UUID id) {
        return database.sql(BY_ID).bind(0, id).map(PaymentQueries::read).one();
    }

    /** The newest record first; a page's cursor is the id of its last one. */
    Mono<Page<Payment>> payments(UUID orderId, Optional<UUID> after, int limit) {
        return database.sql(OF_ORDER)
                .bind(0, orderId)
                .bind(1, after.orElse(LAST_POSSIBLE))
                .bind(2, limit + 1)
                .map(PaymentQueries::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, last -> last.id().toString()));
    }

    private static Payment read(Readable row) {
        return new Payment(
                Columns.uuid(row, 0),
                Columns.uuid(row, 1),
                Columns.text(row, 2),
                Wire.parse(PaymentKind.class, Columns.text(row, 3)),
                new Money(Columns.number(row, 4), Columns.text(row, 5)),
                Columns.optional(row, 6, String.class),
                Columns.uuid(row, 7),
                Columns.instant(row, 8),
                Columns.instant(row, 9));
    }
}
