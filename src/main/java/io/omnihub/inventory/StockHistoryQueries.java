package io.omnihub.inventory;

import io.omnihub.engine.Columns;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class StockHistoryQueries {
    private static final String SKUS = "SELECT sku FROM stock_sku WHERE sku > $1 ORDER BY sku LIMIT $2";

    private static final String LEVELS =
            "SELECT " + StockRows.COLUMNS + " FROM stock_level l WHERE l.sku = ANY($1::text[])";

    /** The index of the ledger's entries of {@code on_hand} leads to those of a SKU since a time. */
    private static final String TURNOVER = """
        SELECT sku, location, max(occurred_at) AS at,
            coalesce(-sum(quantity) FILTER (WHERE reason IN ('ship', 'collect', 'sale')), 0)::bigint, sum(quantity)::bigint
        FROM stock_entry WHERE counter = 'on-hand' AND sku = ANY($1::text[]) AND recorded_at >= $2
        GROUP BY sku, location, date_trunc('hour', occurred_at) ORDER BY at DESC
        """;

    private static final String NOTHING_EXPECTED = "SELECT '', '', 0::bigint, now() WHERE false";

    private final DatabaseClient database;
    private final String expected;

    StockHistoryQueries(DatabaseClient database, List<InboundUnits> rooms) {
        this.database = database;
        String units = rooms.stream().map(InboundUnits::units).collect(Collectors.joining(" UNION ALL "));
        this.expected = """
            SELECT e.sku, e.location, sum(e.quantity)::bigint
            FROM (%s) AS e (sku, location, quantity, expected_at)
            WHERE e.sku = ANY($1::text[]) AND coalesce(e.expected_at, $2) <= $2 GROUP BY e.sku, e.location
            """.formatted(units.isEmpty() ? NOTHING_EXPECTED : units);
    }

    Mono<List<Sku>> skus(String after, int limit) {
        return database.sql(SKUS)
                .bind(0, after)
                .bind(1, limit)
                .map(row -> new Sku(Columns.text(row, 0)))
                .all()
                .collectList();
    }

    Mono<List<StockLevel>> levels(Collection<Sku> skus) {
        return database.sql(LEVELS)
                .bind(0, Columns.texts(skus, Sku::value))
                .map(StockRows::read)
                .all()
                .collectList();
    }

    /** The newest first. */
    Mono<List<Turnover>> turnover(Collection<Sku> skus, Instant since) {
        return database.sql(TURNOVER)
                .bind(0, Columns.texts(skus, Sku::value))
                .bind(1, since)
                .map(row -> new Turnover(
                        cell(row), Columns.instant(row, 2), Columns.number(row, 3), Columns.number(row, 4)))
                .all()
                .collectList();
    }

    Mono<Map<Cell, Long>> expected(Collection<Sku> skus, Instant until) {
        return database.sql(expected)
                .bind(0, Columns.texts(skus, Sku::value))
                .bind(1, until)
                .map(row -> Map.entry(cell(row), Columns.number(row, 2)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Cell cell(Readable row) {
        return new Cell(new Sku(Columns.text(row, 0)), new LocationCode(Columns.text(row, 1)));
    }
}
