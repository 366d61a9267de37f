package io.omnihub.fulfillment;

import io.omnihub.engine.Columns;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what was wanted of late. */
@Component
public class PastDemandQueries {
    /** Parts in one statement. */
    private static final int AT_ONCE = 2_000;

    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    /** What was given up by its location has a successor, which wants the same. */
    private static final String LINES = """
        SELECT f.id, f.order_id, f.demand::text, l.sku, l.quantity
        FROM (SELECT id, order_id, demand FROM fulfillment_order
            WHERE id >= $1 AND id < $2 AND state NOT IN ('rejected', 'expired') AND demand::text <> 'null'
            ORDER BY id DESC LIMIT $3) f
        JOIN fulfillment_order_line l ON l.fulfillment_order_id = f.id
        WHERE l.quantity > 0 ORDER BY f.id DESC
        """;

    private final DatabaseClient database;

    PastDemandQueries(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Units of an order that are wanted together.
     *
     * @param partId of the part that they are in; ids grow with time
     */
    public record Line(UUID partId, UUID orderId, KeptDemand demand, Sku sku, long units) {}

    /** The newest first, some parts at a time: as many as are taken. What was cancelled is not among them. */
    public Flux<Line> since(Instant from) {
        return page(from, LAST_POSSIBLE)
                .expand(lines -> lines.isEmpty()
                        ? Mono.empty()
                        : page(from, lines.getLast().partId()))
                .concatMapIterable(lines -> lines);
    }

    private Mono<List<Line>> page(Instant from, UUID before) {
        return database.sql(LINES)
                .bind(0, Ids.first(from))
                .bind(1, before)
                .bind(2, AT_ONCE)
                .map(PastDemandQueries::read)
                .all()
                .collectList();
    }

    private static Line read(Readable row) {
        return new Line(
                Columns.uuid(row, 0),
                Columns.uuid(row, 1),
                FulfillmentJson.demand(Columns.text(row, 2)),
                new Sku(Columns.text(row, 3)),
                Columns.number(row, 4));
    }
}
