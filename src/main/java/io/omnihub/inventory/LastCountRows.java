package io.omnihub.inventory;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Never locked by themselves: who counts has the lock of the SKU. */
@Component
class LastCountRows implements Rows<Cell, LastCount> {
    private static final String LOAD = """
        SELECT c.sku, c.location, c.counted_at, c.terminal, c.sequence
        FROM unnest($1::text[], $2::text[]) AS cell (sku, location)
        JOIN stock_last_count c ON c.sku = cell.sku AND c.location = cell.location
        """;

    /** A SKU that was never anywhere has no lock: of two who count it at once, the later count stays. */
    private static final String WRITE = """
        INSERT INTO stock_last_count AS c (sku, location, counted_at, terminal, sequence)
        SELECT sku, location, counted_at, terminal, sequence
        FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::uuid[], $5::bigint[])
            AS n (sku, location, counted_at, terminal, sequence) ORDER BY sku, location
        ON CONFLICT (sku, location) DO UPDATE
            SET counted_at = excluded.counted_at, terminal = excluded.terminal, sequence = excluded.sequence
            WHERE CASE WHEN c.terminal = excluded.terminal THEN c.sequence < excluded.sequence
                ELSE c.counted_at <= excluded.counted_at END
        """;

    @Override
    public Table<Cell, LastCount> table() {
        return LastCount.TABLE;
    }

    @Override
    public List<Statement> load(Collection<Cell> cells, BiConsumer<Cell, LastCount> found) {
        return List.of(Statement.query(
                LOAD,
                row -> {
                    var cell = new Cell(new Sku(Columns.text(row, 0)), new LocationCode(Columns.text(row, 1)));
                    found.accept(cell, new LastCount(cell, Columns.instant(row, 2), place(row)));
                },
                Columns.texts(cells, cell -> cell.sku().value()),
                Columns.texts(cells, cell -> cell.location().value())));
    }

    @Override
    public List<Statement> write(List<Changed<Cell, LastCount>> rows, Instant now) {
        return List.of(Statement.update(
                WRITE,
                Columns.texts(rows, row -> row.key().sku().value()),
                Columns.texts(rows, row -> row.key().location().value()),
                Columns.values(rows, row -> row.after().at()),
                Columns.values(
                        rows,
                        row -> row.after().place().map(JournalPlace::terminal).orElse(null)),
                Columns.values(
                        rows,
                        row -> row.after().place().map(JournalPlace::sequence).orElse(null))));
    }

    private static Optional<JournalPlace> place(Readable row) {
        return Columns.optional(row, 3, UUID.class).map(terminal -> new JournalPlace(terminal, Columns.number(row, 4)));
    }
}
