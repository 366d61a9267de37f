package io.omnihub.order;

import io.omnihub.kernel.Page;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was changed of orders after they were placed. */
@Component
class ChangeQueries {
    /** Lines of all edits or cancellations of a page together. */
    private static final int MAX_LINES = 10_000;

    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    private static final String CANCELLATIONS = "SELECT " + CancellationRows.COLUMNS + " FROM order_cancellation ";
    private static final String EDITS = "SELECT " + OrderEditRows.COLUMNS + " FROM order_edit ";
    private static final String BY_ID = "WHERE id = $1";
    private static final String OF_ORDER = "WHERE order_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";

    private final DatabaseClient database;
    private final CancellationRows cancellations;
    private final OrderEditRows edits;

    ChangeQueries(DatabaseClient database, CancellationRows cancellations, OrderEditRows edits) {
        this.database = database;
        this.cancellations = cancellations;
        this.edits = edits;
    }

    Mono<Cancellation> cancellation(UUID id) {
        return database.sql(CANCELLATIONS + BY_ID)
                .bind(0, id)
                .map(cancellations::read)
                .one();
    }

    Mono<OrderEdit> edit(UUID id) {
        return database.sql(EDITS + BY_ID).bind(0, id).map(edits::read).one();
    }

    /** The newest first; a page's cursor is the id of its last one. */
    Mono<Page<Cancellation>> cancellations(UUID orderId, Optional<UUID> after, int limit) {
        return list(CANCELLATIONS, orderId, after, limit, cancellations::read)
                .map(found -> Page.cut(
                        found,
                        limit,
                        Cancellation::size,
                        MAX_LINES,
                        last -> last.id().toString()));
    }

    /** The newest first; a page's cursor is the id of its last one. */
    Mono<Page<OrderEdit>> edits(UUID orderId, Optional<UUID> after, int limit) {
        return list(EDITS, orderId, after, limit, edits::read)
                .map(found -> Page.cut(
                        found,
                        limit,
                        edit -> edit.lines().size(),
                        MAX_LINES,
                        last -> last.id().toString()));
    }

    private <T> Mono<List<T>> list(
            String select, UUID orderId, Optional<UUID> after, int limit, Function<Readable, T> read) {
        return database.sql(select + OF_ORDER)
                .bind(0, orderId)
                .bind(1, after.orElse(LAST_POSSIBLE))
                .bind(2, limit + 1)
                .map(read)
                .all()
                .collectList();
    }
}
