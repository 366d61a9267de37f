package io.omnihub.inventory;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class StockCountRows implements LogRows<StockCount> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "id, reference, actor, occurred_at, recorded_at, entries::text";

    private static final String INSERT = """
        INSERT INTO stock_count (id, reference, actor, occurred_at, recorded_at, entries)
        VALUES ($1, $2, $3, $4, $5, $6::json)
        """;
    private static final TypeReference<List<StoredEntry>> ENTRIES = new TypeReference<>() {};

    /** An entry as it stands in the column {@code entries}. */
    private record StoredEntry(
            String sku,
            String location,
            long counted,
            long difference,
            @Nullable Boolean superseded) {
        static StoredEntry of(StockCount.Posted entry) {
            return new StoredEntry(
                    entry.cell().sku().value(),
                    entry.cell().location().value(),
                    entry.counted(),
                    entry.difference(),
                    entry.superseded());
        }

        StockCount.Posted entry() {
            var cell = new Cell(new Sku(sku), new LocationCode(location));
            return new StockCount.Posted(cell, counted, difference, Boolean.TRUE.equals(superseded));
        }
    }

    private final JsonMapper json;

    StockCountRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Log<StockCount> log() {
        return StockCount.LOG;
    }

    /** A batch seldom has more than one count, so each is a statement. */
    @Override
    public List<Statement> append(List<StockCount> counts, Instant now) {
        List<Statement> statements = new ArrayList<>();
        for (StockCount count : counts) {
            statements.add(Statement.update(
                    INSERT,
                    count.id(),
                    count.reference(),
                    count.actor(),
                    count.occurredAt(),
                    count.recordedAt(),
                    json.writeValueAsString(
                            count.entries().stream().map(StoredEntry::of).toList())));
        }
        return statements;
    }

    StockCount read(Readable row) {
        return new StockCount(
                Columns.uuid(row, 0),
                Columns.text(row, 1),
                Columns.uuid(row, 2),
                Columns.instant(row, 3),
                Columns.instant(row, 4),
                json.readValue(Columns.text(row, 5), ENTRIES).stream()
                        .map(StoredEntry::entry)
                        .toList());
    }
}
