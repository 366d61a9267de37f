package io.omnihub.inventory;

import io.omnihub.engine.Columns;
import io.omnihub.engine.ExportQueries;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class StockQueries {
    /** The last SKU and location of a page; a cursor is opaque to callers, and a SKU has no control characters. */
    private static final String CURSOR_SEPARATOR = "\n";

    private static final String NOTHING_HELD = "SELECT '', '', 0::bigint, now() WHERE false";

    private static final Long[] NONE = {};

    private static final String ALL = "SELECT " + StockRows.COLUMNS + " FROM stock_level l ORDER BY l.sku, l.location";

    private static final String ADJUSTMENT =
            "SELECT " + AdjustmentRows.COLUMNS + " FROM stock_adjustment WHERE id = $1";

    private static final String COUNT = "SELECT " + StockCountRows.COLUMNS + " FROM stock_count WHERE id = $1";

    private final DatabaseClient database;
    private final DatabaseClient proofDatabase;
    private final ExportQueries exports;
    private final AdjustmentRows adjustments;
    private final StockCountRows counts;
    private final Clock clock;
    private final String proof;
    private final String levels;
    private final String cells;
    private final String heldLevels;

    StockQueries(
            DatabaseClient database,
            @Qualifier("proofConnection") ConnectionFactory proofConnection,
            ExportQueries exports,
            AdjustmentRows adjustments,
            StockCountRows counts,
            Clock clock,
            List<CounterProof> proofs,
            List<HeldUntil> held) {
        this.database = database;
        this.proofDatabase = DatabaseClient.create(proofConnection);
        this.exports = exports;
        this.adjustments = adjustments;
        this.counts = counts;
        this.clock = clock;
        String open = proofs.stream()
                .map(room -> "SELECT sku, location, '%s', quantity FROM (%s) AS room (sku, location, quantity)"
                        .formatted(room.counter().wire(), room.openUnits()))
                .collect(Collectors.joining(" UNION ALL "));
        this.proof = proofSql(open.isEmpty() ? "SELECT '', '', '', 0::bigint WHERE false" : open);
        String units = held.stream().map(HeldUntil::units).collect(Collectors.joining(" UNION ALL "));
        String heldUntil = units.isEmpty() ? NOTHING_HELD : units;
        String columns = readingSql(heldUntil);
        this.levels = levelsSql(columns);
        this.cells = cellsSql(columns);
        this.heldLevels = heldLevelsSql(heldUntil);
    }

    Mono<Page<StockReading>> levels(
            Collection<Sku> skus, Optional<LocationCode> location, Optional<String> after, int limit) {
        String[] start = after.orElse(CURSOR_SEPARATOR).split(CURSOR_SEPARATOR, -1);
        return database.sql(levels)
                .bind(0, clock.instant())
                .bind(1, Columns.texts(skus, Sku::value))
                .bind(2, location.map(LocationCode::value).orElse(""))
                .bind(3, start[0])
                .bind(4, start[1])
                .bind(5, limit + 1)
                .map(StockQueries::reading)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, last -> cursor(last.level())));
    }

    Flux<StockLevel> allLevels() {
        return exports.all(ALL, StockRows::read);
    }

    Flux<StockReading> levels(Collection<Cell> wanted) {
        return database.sql(cells)
                .bind(0, clock.instant())
                .bind(1, Columns.texts(wanted, cell -> cell.sku().value()))
                .bind(2, Columns.texts(wanted, cell -> cell.location().value()))
                .map(StockQueries::reading)
                .all();
    }

    /** All levels of these SKUs. */
    Mono<List<HeldLevel>> heldLevels(Collection<Sku> skus) {
        return database.sql(heldLevels)
                .bind(0, Columns.texts(skus, Sku::value))
                .map(StockQueries::heldLevel)
                .all()
                .collectList();
    }

    Mono<Adjustment> adjustment(UUID id) {
        return database.sql(ADJUSTMENT).bind(0, id).map(adjustments::read).one();
    }

    Mono<StockCount> count(UUID id) {
        return database.sql(COUNT).bind(0, id).map(counts::read).one();
    }

    Mono<LedgerProof> proof() {
        return proofDatabase
                .sql(proof)
                .map(StockQueries::proofRow)
                .all()
                .collectList()
                .map(rows -> new LedgerProof(
                        clock.instant(),
                        rows.getFirst().level(),
                        rows.getFirst().ledger(),
                        rows.stream().skip(1).map(ProofRow::difference).toList()));
    }

    private static String levelsSql(String columns) {
        return """
            SELECT %s FROM stock_level l
            WHERE (cardinality($2::text[]) = 0 OR l.sku = ANY($2::text[]))
              AND ($3 = '' OR l.location = $3)
              AND (l.sku, l.location) > ($4, $5)
            ORDER BY l.sku, l.location LIMIT $6
            """.formatted(columns);
    }

    private static String cellsSql(String columns) {
        return """
            SELECT %s FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS cell (sku, location, place)
            JOIN stock_level l ON l.sku = cell.sku AND l.location = cell.location ORDER BY cell.place
            """.formatted(columns);
    }

    /** One statement, since a level and what it counts as held must be of one moment. */
    private static String heldLevelsSql(String units) {
        String held = """
            CASE WHEN l.held > 0 THEN ARRAY(
                SELECT %%s FROM (%s) AS h (sku, location, quantity, ends_at)
                WHERE h.sku = l.sku AND h.location = l.location ORDER BY h.ends_at, h.quantity) END
            """.formatted(units);
        return "SELECT %s, %s, %s FROM stock_level l WHERE l.sku = ANY($1::text[])"
                .formatted(
                        StockRows.COLUMNS,
                        held.formatted("(extract(epoch FROM h.ends_at) * 1000000)::bigint"),
                        held.formatted("h.quantity"));
    }

    /**
     * The columns of {@link #reading}; $1 is the time.
     *
     * @param units a query that yields {@code sku, location, quantity, ends_at} of all units held
     */
    private static String readingSql(String units) {
        return """
            %s, CASE WHEN l.held = 0 THEN 0 ELSE (
                SELECT coalesce(sum(h.quantity), 0) FROM (%s) AS h (sku, location, quantity, ends_at)
                WHERE h.sku = l.sku AND h.location = l.location AND h.ends_at <= $1) END::bigint
            """.formatted(StockRows.COLUMNS, units);
    }

    /**
     * One statement sees one snapshot. The first row counts, the others are differences.
     *
     * @param open a query that yields {@code sku, location, counter, quantity} of all open promises
     */
    private static String proofSql(String open) {
        return """
            WITH level AS (
                SELECT l.sku, l.location, c.counter, c.quantity
                FROM stock_level l CROSS JOIN LATERAL (VALUES ('on-hand', l.on_hand), ('unavailable', l.unavailable),
                    ('allocated', l.allocated), ('held', l.held), ('in-transit', l.in_transit)) AS c (counter, quantity)
            ), ledger AS (
                SELECT sku, location, counter, sum(quantity) AS quantity FROM stock_entry GROUP BY sku, location, counter
            ), open AS (
                SELECT sku, location, counter, sum(quantity) AS quantity FROM (%s) AS promise (sku, location, counter, quantity)
                GROUP BY sku, location, counter
            ), difference AS (
                SELECT sku, location, counter, coalesce(level.quantity, 0)::bigint AS level,
                    coalesce(ledger.quantity, 0)::bigint AS ledger,
                    CASE WHEN counter IN ('allocated', 'held', 'in-transit')
                        THEN coalesce(open.quantity, 0)::bigint END AS open
                FROM level FULL JOIN ledger USING (sku, location, counter) FULL JOIN open USING (sku, location, counter)
            )
            SELECT '' AS sku, '' AS location, '' AS counter, (SELECT count(*) FROM stock_level) AS level,
                (SELECT count(*) FROM stock_entry) AS ledger, NULL::bigint AS open
            UNION ALL
            (SELECT * FROM difference WHERE level <> ledger OR level <> open
             ORDER BY sku, location, counter LIMIT %d)
            """.formatted(open, LedgerProof.MAX_DIFFERENCES);
    }

    private static StockReading reading(Readable row) {
        return new StockReading(StockRows.read(row), Columns.number(row, StockRows.COLUMN_COUNT));
    }

    private static HeldLevel heldLevel(Readable row) {
        Long[] endsAt =
                Columns.optional(row, StockRows.COLUMN_COUNT, Long[].class).orElse(NONE);
        Long[] quantities =
                Columns.optional(row, StockRows.COLUMN_COUNT + 1, Long[].class).orElse(NONE);
        List<HeldLevel.End> ends = new ArrayList<>(endsAt.length);
        for (int i = 0; i < endsAt.length; i++) {
            ends.add(new HeldLevel.End(Instant.EPOCH.plus(endsAt[i], ChronoUnit.MICROS), quantities[i]));
        }
        return new HeldLevel(StockRows.read(row), ends);
    }

    private record ProofRow(String sku, String location, String counter, long level, long ledger, Optional<Long> open) {
        LedgerProof.Difference difference() {
            return new LedgerProof.Difference(
                    new Cell(new Sku(sku), new LocationCode(location)),
                    Wire.parse(Counter.class, counter),
                    level,
                    ledger,
                    open);
        }
    }

    private static ProofRow proofRow(Readable row) {
        return new ProofRow(
                Columns.text(row, 0),
                Columns.text(row, 1),
                Columns.text(row, 2),
                Columns.number(row, 3),
                Columns.number(row, 4),
                Columns.optional(row, 5, Long.class));
    }

    static boolean isCursor(String text) {
        String[] parts = text.split(CURSOR_SEPARATOR, -1);
        return parts.length == 2 && Sku.isValid(parts[0]) && Text.isCode(parts[1]);
    }

    private static String cursor(StockLevel last) {
        return last.cell().sku() + CURSOR_SEPARATOR + last.cell().location();
    }
}
