package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class CollectedByRows implements LogRows<CollectedBy> {
    /** A batch may have several of one order. */
    private static final String APPEND = """
        UPDATE order_recipient r SET collected = coalesce(r.collected, '[]'::jsonb) || c.taken
        FROM (
            SELECT order_id, jsonb_agg(
                jsonb_build_object('fulfillmentOrderId', part, 'name', name, 'collectedAt', at) ORDER BY place) AS taken
            FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY
                AS t (order_id, part, name, at, place)
            GROUP BY order_id) c
        WHERE r.order_id = c.order_id
        """;

    @Override
    public Log<CollectedBy> log() {
        return CollectedBy.LOG;
    }

    @Override
    public List<Statement> append(List<CollectedBy> rows, Instant now) {
        return List.of(Statement.update(
                APPEND,
                Columns.uuids(rows, CollectedBy::orderId),
                Columns.uuids(rows, row -> row.collected().fulfillmentOrderId()),
                Columns.texts(rows, row -> row.collected().name()),
                Columns.texts(rows, row -> row.collected().collectedAt().toString())));
    }
}
