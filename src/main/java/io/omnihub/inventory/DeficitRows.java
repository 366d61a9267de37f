package io.omnihub.inventory;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.inventory.Deficit.State;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Never locked by themselves: who changes one has the lock of the SKU. */
@Component
class DeficitRows implements Rows<Cell, Deficit> {
    private static final String LOAD = """
        SELECT d.sku, d.location, d.since, d.raised FROM unnest($1::text[], $2::text[]) AS cell (sku, location)
        JOIN stock_deficit d ON d.sku = cell.sku AND d.location = cell.location
        """;
    private static final String WRITE = """
        INSERT INTO stock_deficit (sku, location, since, raised)
        SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::boolean[])
        ON CONFLICT (sku, location) DO UPDATE SET raised = excluded.raised
        """;
    private static final String DELETE = """
        DELETE FROM stock_deficit d USING unnest($1::text[], $2::text[]) AS cell (sku, location)
        WHERE d.sku = cell.sku AND d.location = cell.location
        """;

    @Override
    public Table<Cell, Deficit> table() {
        return Deficit.TABLE;
    }

    @Override
    public List<Statement> load(Collection<Cell> cells, BiConsumer<Cell, Deficit> found) {
        return List.of(Statement.query(
                LOAD,
                row -> {
                    var cell = new Cell(new Sku(Columns.text(row, 0)), new LocationCode(Columns.text(row, 1)));
                    State state = Columns.flag(row, 3) ? State.RAISED : State.WATCHED;
                    found.accept(cell, new Deficit(cell, Columns.instant(row, 2), state));
                },
                Columns.texts(cells, cell -> cell.sku().value()),
                Columns.texts(cells, cell -> cell.location().value())));
    }

    @Override
    public List<Statement> write(List<Changed<Cell, Deficit>> rows, Instant now) {
        List<Deficit> over = rows.stream()
                .map(Changed::after)
                .filter(deficit -> deficit.state() == State.OVER)
                .toList();
        List<Deficit> open = rows.stream()
                .map(Changed::after)
                .filter(deficit -> deficit.state() != State.OVER)
                .toList();
        List<Statement> statements = new ArrayList<>();
        if (!over.isEmpty()) {
            statements.add(Statement.update(DELETE, skus(over), locations(over)));
        }
        if (!open.isEmpty()) {
            statements.add(Statement.update(
                    WRITE,
                    skus(open),
                    locations(open),
                    Columns.values(open, Deficit::since),
                    Columns.values(open, deficit -> deficit.state() == State.RAISED)));
        }
        return statements;
    }

    private static String skus(List<Deficit> deficits) {
        return Columns.texts(deficits, deficit -> deficit.cell().sku().value());
    }

    private static String locations(List<Deficit> deficits) {
        return Columns.texts(deficits, deficit -> deficit.cell().location().value());
    }
}
