package io.omnihub.replenishment;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class TargetLevelsRows implements Rows<Cell, TargetLevels> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "l.sku, l.location, l.min, l.max";

    private static final String OF_CELLS = """
        FROM unnest($1::text[], $2::text[]) AS c (sku, location)
        JOIN replenishment_level l ON l.sku = c.sku AND l.location = c.location
        """;
    private static final String LOCK =
            "SELECT l.sku, l.location " + OF_CELLS + " ORDER BY l.sku, l.location FOR UPDATE OF l";
    private static final String LOAD = "SELECT " + COLUMNS + " " + OF_CELLS;
    private static final String PUT = """
        INSERT INTO replenishment_level (sku, location, min, max)
        SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[])
        ON CONFLICT (sku, location) DO UPDATE SET min = excluded.min, max = excluded.max
        """;
    private static final String DELETE = """
        DELETE FROM replenishment_level l USING unnest($1::text[], $2::text[]) AS c (sku, location)
        WHERE l.sku = c.sku AND l.location = c.location
        """;

    @Override
    public Table<Cell, TargetLevels> table() {
        return TargetLevels.TABLE;
    }

    @Override
    public Statement lock(Collection<Cell> cells, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(cell(row)), skus(cells), locations(cells));
    }

    @Override
    public List<Statement> load(Collection<Cell> cells, BiConsumer<Cell, TargetLevels> found) {
        return List.of(Statement.query(LOAD, row -> found.accept(cell(row), read(row)), skus(cells), locations(cells)));
    }

    @Override
    public List<Statement> write(List<Changed<Cell, TargetLevels>> rows, Instant now) {
        List<TargetLevels> put = new ArrayList<>();
        List<Cell> gone = new ArrayList<>();
        for (Changed<Cell, TargetLevels> row : rows) {
            if (row.after().levels().isPresent()) {
                put.add(row.after());
            } else {
                gone.add(row.key());
            }
        }
        List<Statement> statements = new ArrayList<>();
        if (!gone.isEmpty()) {
            statements.add(Statement.update(DELETE, skus(gone), locations(gone)));
        }
        if (!put.isEmpty()) {
            statements.add(Statement.update(
                    PUT,
                    Columns.texts(put, target -> target.cell().sku().value()),
                    Columns.texts(put, target -> target.cell().location().value()),
                    Columns.numbers(put, target -> target.levels().orElseThrow().min()),
                    Columns.numbers(put, target -> target.levels().orElseThrow().max())));
        }
        return statements;
    }

    private static String skus(Collection<Cell> cells) {
        return Columns.texts(cells, cell -> cell.sku().value());
    }

    private static String locations(Collection<Cell> cells) {
        return Columns.texts(cells, cell -> cell.location().value());
    }

    private static Cell cell(Readable row) {
        return new Cell(new Sku(Columns.text(row, 0)), new LocationCode(Columns.text(row, 1)));
    }

    static TargetLevels read(Readable row) {
        return new TargetLevels(cell(row), Optional.of(new Levels(Columns.number(row, 2), Columns.number(row, 3))));
    }
}
