package io.omnihub.inventory;

import io.omnihub.catalog.CatalogCopy;
import io.omnihub.engine.Columns;
import io.omnihub.engine.DueBell;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Stock levels. What is locked is one row per SKU: an order over a thousand locations locks as little as one over five. */
@Component
class StockRows implements Rows<Cell, StockLevel> {
    /** Tells of a level as a batch has left it. */
    static final String CHANGED = "io.omnihub.stock.changed.v1";

    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = """
        l.sku, l.location, l.on_hand, l.unavailable, l.allocated, l.held, l.in_transit, l.safety_stock, l.version,
        l.on_hand_version\
        """;

    static final int COLUMN_COUNT = COLUMNS.split(",").length;

    private static final String CREATE_SKUS = """
        INSERT INTO stock_sku (sku) SELECT DISTINCT sku FROM unnest($1::text[]) AS s (sku) ORDER BY sku
        ON CONFLICT DO NOTHING
        """;
    private static final String CREATE_LEVELS = """
        INSERT INTO stock_level (sku, location)
        SELECT sku, location FROM unnest($1::text[], $2::text[]) AS cell (sku, location) ORDER BY sku, location
        ON CONFLICT DO NOTHING
        """;
    private static final String LOCK = "SELECT sku FROM stock_sku WHERE sku = ANY($1::text[]) ORDER BY sku FOR UPDATE";
    private static final String LOAD_CROSS =
            "SELECT " + COLUMNS + " FROM stock_level l WHERE l.sku = ANY($1::text[]) AND l.location = ANY($2::text[])";
    private static final String LOAD_CELLS = """
        SELECT %s FROM unnest($1::text[], $2::text[]) AS cell (sku, location)
        JOIN stock_level l ON l.sku = cell.sku AND l.location = cell.location
        """.formatted(COLUMNS);
    private static final String WRITE = """
        UPDATE stock_level l SET on_hand = c.on_hand, unavailable = c.unavailable, allocated = c.allocated,
            held = c.held, in_transit = c.in_transit, safety_stock = c.safety_stock, version = c.version,
            on_hand_version = c.on_hand_version
        FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
            $8::bigint[], $9::bigint[], $10::bigint[])
            AS c (sku, location, on_hand, unavailable, allocated, held, in_transit, safety_stock, version,
                on_hand_version)
        WHERE l.sku = c.sku AND l.location = c.location
        """;

    private final DueBell bell;
    private final CatalogCopy catalog;

    StockRows(DueBell bell, CatalogCopy catalog) {
        this.bell = bell;
        this.catalog = catalog;
    }

    @Override
    public Table<Cell, StockLevel> table() {
        return StockLevel.TABLE;
    }

    @Override
    public List<Statement> create(Collection<Cell> cells) {
        String skus = Columns.texts(cells, cell -> cell.sku().value());
        String locations = Columns.texts(cells, cell -> cell.location().value());
        return List.of(Statement.update(CREATE_SKUS, skus), Statement.update(CREATE_LEVELS, skus, locations));
    }

    @Override
    public Statement lock(Collection<Cell> cells, Consumer<Object> locked) {
        Set<Sku> skus = new HashSet<>();
        cells.forEach(cell -> skus.add(cell.sku()));
        return Statement.query(
                LOCK, row -> locked.accept(new Sku(Columns.text(row, 0))), Columns.texts(skus, Sku::value));
    }

    @Override
    public Object lockOf(Cell cell) {
        return cell.sku();
    }

    /** Where all SKUs are asked for at the same locations, as in a batch of orders of one channel, a shorter way serves. */
    @Override
    public List<Statement> load(Collection<Cell> cells, BiConsumer<Cell, StockLevel> found) {
        Map<Sku, Set<LocationCode>> bySku = new HashMap<>();
        cells.forEach(
                cell -> bySku.computeIfAbsent(cell.sku(), _ -> new HashSet<>()).add(cell.location()));
        Set<LocationCode> locations = bySku.values().iterator().next();
        boolean cross = bySku.values().stream().allMatch(locations::equals);
        Consumer<Readable> row = read -> {
            StockLevel level = read(read);
            found.accept(level.cell(), level);
        };
        return List.of(
                cross
                        ? Statement.query(
                                LOAD_CROSS,
                                row,
                                Columns.texts(bySku.keySet(), Sku::value),
                                Columns.texts(locations, LocationCode::value))
                        : Statement.query(
                                LOAD_CELLS,
                                row,
                                Columns.texts(cells, cell -> cell.sku().value()),
                                Columns.texts(cells, cell -> cell.location().value())));
    }

    @Override
    public List<Statement> write(List<Changed<Cell, StockLevel>> rows, Instant now) {
        List<StockLevel> levels = rows.stream().map(StockRows::written).toList();
        List<Statement> statements = new ArrayList<>();
        Set<Sku> risen = rows.stream()
                .filter(StockRows::hasRisen)
                .map(row -> row.key().sku())
                .collect(Collectors.toSet());
        if (!risen.isEmpty()) {
            statements.add(AwaitedStock.wake(risen, bell, now));
        }
        List<String> shorter = ShortStock.touched(rows, catalog.now());
        if (!shorter.isEmpty()) {
            statements.add(ShortStock.begin(shorter, bell, now));
        }
        statements.add(Statement.update(
                WRITE,
                Columns.texts(levels, level -> level.cell().sku().value()),
                Columns.texts(levels, level -> level.cell().location().value()),
                Columns.numbers(levels, StockLevel::onHand),
                Columns.numbers(levels, StockLevel::unavailable),
                Columns.numbers(levels, StockLevel::allocated),
                Columns.numbers(levels, StockLevel::held),
                Columns.numbers(levels, StockLevel::inTransit),
                Columns.numbers(levels, StockLevel::safetyStock),
                Columns.numbers(levels, StockLevel::version),
                Columns.numbers(levels, StockLevel::onHandVersion)));
        return statements;
    }

    /** Whether more can be promised from there than before. */
    private static boolean hasRisen(Changed<Cell, StockLevel> row) {
        long before = row.before().map(StockLevel::availableToFulfil).orElse(0L);
        return row.after().availableToFulfil() > Math.max(0, before);
    }

    @Override
    public void announce(Changed<Cell, StockLevel> row, Consumer<NewEvent> events) {
        StockLevel level = written(row);
        events.accept(event(CHANGED, level));
        if (level.isOversold() && !row.before().orElseThrow().isOversold()) {
            events.accept(event("io.omnihub.stock.oversold.v1", level));
        }
    }

    private static NewEvent event(String type, StockLevel level) {
        return new NewEvent(
                type,
                level.cell().sku() + "@" + level.cell().location(),
                Map.of(
                        "sku", level.cell().sku().value(),
                        "location", level.cell().location().value(),
                        "onHand", level.onHand(),
                        "unavailable", level.unavailable(),
                        "allocated", level.allocated(),
                        "held", level.held(),
                        "inTransit", level.inTransit(),
                        "safetyStock", level.safetyStock(),
                        "version", level.version(),
                        "onHandVersion", level.onHandVersion()));
    }

    /** The level that an event of {@link #CHANGED} carries. */
    static StockLevel read(JsonNode data) {
        return new StockLevel(
                new Cell(
                        new Sku(data.required("sku").stringValue()),
                        new LocationCode(data.required("location").stringValue())),
                data.required("onHand").longValue(),
                data.required("unavailable").longValue(),
                data.required("allocated").longValue(),
                data.required("held").longValue(),
                data.required("inTransit").longValue(),
                data.required("safetyStock").longValue(),
                data.required("version").longValue(),
                data.required("onHandVersion").longValue());
    }

    private static StockLevel written(Changed<Cell, StockLevel> row) {
        return row.after().following(row.before().orElseThrow());
    }

    static StockLevel read(Readable row) {
        return new StockLevel(
                new Cell(new Sku(Columns.text(row, 0)), new LocationCode(Columns.text(row, 1))),
                Columns.number(row, 2),
                Columns.number(row, 3),
                Columns.number(row, 4),
                Columns.number(row, 5),
                Columns.number(row, 6),
                Columns.number(row, 7),
                Columns.number(row, 8),
                Columns.number(row, 9));
    }
}
