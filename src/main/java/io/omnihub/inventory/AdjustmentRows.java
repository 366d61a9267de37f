package io.omnihub.inventory;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class AdjustmentRows implements LogRows<Adjustment> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "id, reference, reason, actor, occurred_at, recorded_at, entries::text";

    private static final String INSERT = """
        INSERT INTO stock_adjustment (id, reference, reason, actor, occurred_at, recorded_at, entries)
        VALUES ($1, $2, $3, $4, $5, $6, $7::json)
        """;
    private static final TypeReference<List<StoredEntry>> ENTRIES = new TypeReference<>() {};

    /** An entry as it stands in the column {@code entries}. */
    private record StoredEntry(
            String sku,
            String location,
            long quantity,
            @Nullable Boolean superseded) {
        static StoredEntry of(Adjustment.Posted entry) {
            return new StoredEntry(
                    entry.cell().sku().value(), entry.cell().location().value(), entry.quantity(), entry.superseded());
        }

        Adjustment.Posted entry() {
            var cell = new Cell(new Sku(sku), new LocationCode(location));
            return new Adjustment.Posted(cell, quantity, Boolean.TRUE.equals(superseded));
        }
    }

    private final JsonMapper json;

    AdjustmentRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Log<Adjustment> log() {
        return Adjustment.LOG;
    }

    /** A batch seldom has more than one adjustment, so each is a statement. */
    @Override
    public List<Statement> append(List<Adjustment> adjustments, Instant now) {
        List<Statement> statements = new ArrayList<>();
        for (Adjustment adjustment : adjustments) {
            statements.add(Statement.update(
                    INSERT,
                    adjustment.id(),
                    adjustment.reference(),
                    adjustment.reason().wire(),
                    adjustment.actor(),
                    adjustment.occurredAt(),
                    adjustment.recordedAt(),
                    json.writeValueAsString(
                            adjustment.entries().stream().map(StoredEntry::of).toList())));
        }
        return statements;
    }

    Adjustment read(Readable row) {
        return new Adjustment(
                Columns.uuid(row, 0),
                Columns.text(row, 1),
                Wire.parse(AdjustmentReason.class, Columns.text(row, 2)),
                Columns.uuid(row, 3),
                Columns.instant(row, 4),
                Columns.instant(row, 5),
                json.readValue(Columns.text(row, 6), ENTRIES).stream()
                        .map(StoredEntry::entry)
                        .toList());
    }
}
