package io.omnihub.returns;

import io.omnihub.engine.Columns;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Wire;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class ReturnQueries {
    /** No id is above it. */
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    /** None of an order. */
    private static final UUID ANY = new UUID(0, 0);

    private static final String BY_ID = """
        SELECT %s FROM customer_return r JOIN customer_return_line l ON l.return_id = r.id
        WHERE r.id = $1 ORDER BY l.line_number
        """.formatted(ReturnRows.COLUMNS);

    private static final String BY_EXCHANGE = """
        SELECT %s FROM customer_return r JOIN customer_return_line l ON l.return_id = r.id
        WHERE r.exchange_order_id = $1 ORDER BY l.line_number
        """.formatted(ReturnRows.COLUMNS);

    private static final String PAGE = """
        SELECT %s FROM (
            SELECT * FROM customer_return
            WHERE id < $1 AND ($2 = '' OR channel = $2) AND ($3 = '' OR location = $3) AND ($4 = '' OR state = $4)
              AND ($5 = '%s'::uuid OR order_id = $5)
            ORDER BY id DESC LIMIT $6) r
        JOIN customer_return_line l ON l.return_id = r.id ORDER BY r.id DESC, l.line_number
        """.formatted(ReturnRows.COLUMNS, ANY);

    private static final String OF_ORDER =
            "SELECT id, state FROM customer_return WHERE order_id = $1 ORDER BY id DESC LIMIT " + ReturnOfOrder.MAX;

    private static final String POLICY =
            "SELECT " + ReturnPolicyRows.COLUMNS + " FROM return_policy p WHERE p.channel = $1";

    private final DatabaseClient database;
    private final ReturnPolicyRows policies;

    ReturnQueries(DatabaseClient database, ReturnPolicyRows policies) {
        this.database = database;
        this.policies = policies;
    }

    Mono<Return> byId(UUID id) {
        return one(BY_ID, id);
    }

    /** The return that this order was placed for. */
    Mono<Return> byExchange(UUID orderId) {
        return one(BY_EXCHANGE, orderId);
    }

    Mono<Page<Return>> page(ReturnFilter filter) {
        return database.sql(PAGE)
                .bind(0, filter.after().orElse(LAST_POSSIBLE))
                .bind(1, filter.channel().map(ChannelCode::value).orElse(""))
                .bind(2, filter.location().map(LocationCode::value).orElse(""))
                .bind(3, filter.state().map(ReturnState::wire).orElse(""))
                .bind(4, filter.orderId().orElse(ANY))
                .bind(5, filter.limit() + 1)
                .map(ReturnRows::read)
                .all()
                .collectList()
                .map(ReturnRows::assemble)
                .map(found -> Page.cut(found, filter.limit(), last -> last.id().toString()));
    }

    /** The newest first. */
    Mono<List<ReturnOfOrder>> ofOrder(UUID orderId) {
        return database.sql(OF_ORDER)
                .bind(0, orderId)
                .map(row ->
                        new ReturnOfOrder(Columns.uuid(row, 0), Wire.parse(ReturnState.class, Columns.text(row, 1))))
                .all()
                .collectList();
    }

    /** Of a channel that has none, the default. */
    Mono<ReturnPolicy> policy(ChannelCode channel) {
        return database.sql(POLICY)
                .bind(0, channel.value())
                .map(policies::read)
                .one()
                .defaultIfEmpty(ReturnPolicy.DEFAULT);
    }

    private Mono<Return> one(String sql, UUID id) {
        return database.sql(sql)
                .bind(0, id)
                .map(ReturnRows::read)
                .all()
                .collectList()
                .flatMap(lines ->
                        Mono.justOrEmpty(ReturnRows.assemble(lines).stream().findFirst()));
    }
}
