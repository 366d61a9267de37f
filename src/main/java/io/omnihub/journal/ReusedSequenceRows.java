package io.omnihub.journal;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.inventory.JournalPlace;
import io.omnihub.journal.JournalEntry.Fact;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Never locked by themselves: the row of their journal is. */
@Component
class ReusedSequenceRows implements Rows<ReusedSequence.Key, ReusedSequence> {
    private static final String LOAD = """
        SELECT r.terminal, r.sequence, r.fingerprint, r.location
        FROM unnest($1::uuid[], $2::bigint[], $3::uuid[]) AS wanted (terminal, sequence, fingerprint)
        JOIN journal_reuse r ON r.terminal = wanted.terminal AND r.sequence = wanted.sequence
            AND r.fingerprint = wanted.fingerprint
        """;
    private static final String INSERT = """
        INSERT INTO journal_reuse (terminal, sequence, fingerprint, location, kind, sku, quantity, occurred_at, details,
            recorded_at)
        SELECT terminal, sequence, fingerprint, location, kind, sku, quantity, occurred_at, details::json, $10
        FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[],
            $8::timestamptz[], $9::text[])
            AS r (terminal, sequence, fingerprint, location, kind, sku, quantity, occurred_at, details)
        """;

    private final JsonMapper json;

    ReusedSequenceRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Table<ReusedSequence.Key, ReusedSequence> table() {
        return ReusedSequence.TABLE;
    }

    @Override
    public List<Statement> load(
            Collection<ReusedSequence.Key> keys, BiConsumer<ReusedSequence.Key, ReusedSequence> found) {
        return List.of(Statement.query(
                LOAD,
                row -> {
                    var place = new JournalPlace(Columns.uuid(row, 0), Columns.number(row, 1));
                    var key = new ReusedSequence.Key(place, Columns.uuid(row, 2));
                    var location = new LocationCode(Columns.text(row, 3));
                    found.accept(key, new ReusedSequence(key, location, Optional.empty()));
                },
                Columns.uuids(keys, key -> key.place().terminal()),
                Columns.numbers(keys, key -> key.place().sequence()),
                Columns.uuids(keys, ReusedSequence.Key::fingerprint)));
    }

    @Override
    public List<Statement> write(List<Changed<ReusedSequence.Key, ReusedSequence>> rows, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.uuids(rows, row -> row.key().place().terminal()),
                Columns.numbers(rows, row -> row.key().place().sequence()),
                Columns.uuids(rows, row -> row.key().fingerprint()),
                Columns.texts(rows, row -> row.after().location().value()),
                Columns.texts(rows, row -> RecordedEntryRows.kind(row.after().fact())),
                Columns.texts(rows, row -> RecordedEntryRows.sku(row.after().fact())),
                Columns.values(
                        rows, row -> row.after().fact().map(Fact::quantity).orElse(null)),
                Columns.values(
                        rows, row -> RecordedEntryRows.occurredAt(row.after().fact())),
                Columns.texts(rows, row -> RecordedEntryRows.details(row.after().fact(), json)),
                now));
    }
}
