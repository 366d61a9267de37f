package io.omnihub.journal;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.inventory.JournalPlace;
import io.omnihub.journal.JournalEntry.Fact;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Never locked by themselves: the row of their journal is. */
@Component
class RecordedEntryRows implements Rows<JournalPlace, RecordedEntry> {
    private static final String LOAD = """
        SELECT e.terminal, e.sequence, e.location, e.fingerprint, e.outcome, e.code, e.field
        FROM unnest($1::uuid[], $2::bigint[]) AS wanted (terminal, sequence)
        JOIN journal_entry e ON e.terminal = wanted.terminal AND e.sequence = wanted.sequence
        """;
    private static final String INSERT = """
        INSERT INTO journal_entry (terminal, sequence, location, fingerprint, outcome, code, field, kind, sku, quantity,
            effect, occurred_at, details, recorded_at)
        SELECT terminal, sequence, location, fingerprint, outcome, code, field, kind, sku, quantity, effect,
            occurred_at, details::json, $14
        FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::bigint[], $11::bigint[], $12::timestamptz[], $13::text[])
            AS e (terminal, sequence, location, fingerprint, outcome, code, field, kind, sku, quantity, effect,
                occurred_at, details)
        """;

    private final JsonMapper json;

    RecordedEntryRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Table<JournalPlace, RecordedEntry> table() {
        return RecordedEntry.TABLE;
    }

    @Override
    public List<Statement> load(Collection<JournalPlace> places, BiConsumer<JournalPlace, RecordedEntry> found) {
        return List.of(Statement.query(
                LOAD,
                row -> {
                    RecordedEntry entry = read(row);
                    found.accept(entry.place(), entry);
                },
                Columns.uuids(places, JournalPlace::terminal),
                Columns.numbers(places, JournalPlace::sequence)));
    }

    @Override
    public List<Statement> write(List<Changed<JournalPlace, RecordedEntry>> rows, Instant now) {
        List<RecordedEntry> entries = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                INSERT,
                Columns.uuids(entries, entry -> entry.place().terminal()),
                Columns.numbers(entries, entry -> entry.place().sequence()),
                Columns.texts(entries, entry -> entry.location().value()),
                Columns.uuids(entries, RecordedEntry::fingerprint),
                Columns.texts(entries, entry -> entry.verdict().outcome().wire()),
                Columns.texts(
                        entries, entry -> rejection(entry).map(Rejection::code).orElse(null)),
                Columns.texts(
                        entries,
                        entry -> rejection(entry).flatMap(Rejection::field).orElse(null)),
                Columns.texts(entries, entry -> kind(entry.fact())),
                Columns.texts(entries, entry -> sku(entry.fact())),
                Columns.values(
                        entries, entry -> entry.fact().map(Fact::quantity).orElse(null)),
                Columns.numbers(entries, RecordedEntry::effect),
                Columns.values(entries, entry -> occurredAt(entry.fact())),
                Columns.texts(entries, entry -> details(entry.fact(), json)),
                now));
    }

    private static Optional<Rejection> rejection(RecordedEntry entry) {
        return entry.verdict().rejection();
    }

    static @Nullable String kind(Optional<Fact> fact) {
        return fact.map(Fact::kind).map(JournalKind::wire).orElse(null);
    }

    static @Nullable String sku(Optional<Fact> fact) {
        return fact.map(told -> told.told().sku().value()).orElse(null);
    }

    static @Nullable Instant occurredAt(Optional<Fact> fact) {
        return fact.map(told -> told.told().occurredAt()).orElse(null);
    }

    static @Nullable String details(Optional<Fact> fact, JsonMapper json) {
        return fact.map(Fact::details)
                .filter(details -> !details.isEmpty())
                .map((Map<String, Object> details) -> json.writeValueAsString(details))
                .orElse(null);
    }

    private static RecordedEntry read(Readable row) {
        Optional<Rejection> rejection = Columns.optional(row, 5, String.class)
                .map(code -> new Rejection(code, Columns.optional(row, 6, String.class)));
        return new RecordedEntry(
                new JournalPlace(Columns.uuid(row, 0), Columns.number(row, 1)),
                new LocationCode(Columns.text(row, 2)),
                Columns.uuid(row, 3),
                new Verdict(Wire.parse(Outcome.class, Columns.text(row, 4)), rejection),
                Optional.empty(),
                0);
    }
}
