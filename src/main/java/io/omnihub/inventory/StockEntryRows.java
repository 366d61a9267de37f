package io.omnihub.inventory;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class StockEntryRows implements LogRows<StockEntry> {
    private static final String INSERT = """
        INSERT INTO stock_entry
            (sku, location, counter, quantity, reason, reference, actor, occurred_at, recorded_at)
        SELECT sku, location, counter, quantity, reason, reference, actor, coalesce(occurred_at, $9), $9
        FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::uuid[], $7::uuid[],
            $8::timestamptz[]) AS e (sku, location, counter, quantity, reason, reference, actor, occurred_at)
        """;

    @Override
    public Log<StockEntry> log() {
        return StockEntry.LOG;
    }

    @Override
    public List<Statement> append(List<StockEntry> entries, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.texts(entries, entry -> entry.cell().sku().value()),
                Columns.texts(entries, entry -> entry.cell().location().value()),
                Columns.texts(entries, entry -> entry.counter().wire()),
                Columns.numbers(entries, StockEntry::quantity),
                Columns.texts(entries, StockEntry::reason),
                Columns.uuids(entries, StockEntry::reference),
                Columns.uuids(entries, StockEntry::actor),
                Columns.values(entries, entry -> entry.occurredAt().orElse(null)),
                now));
    }
}
