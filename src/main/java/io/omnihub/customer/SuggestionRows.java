package io.omnihub.customer;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class SuggestionRows implements Rows<Suggestion.Key, Suggestion> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS =
            "s.one, s.other, s.id, s.reason, s.identity_type, s.state, s.suggested_at, s.decided_at";

    private static final String WANTED = """
        FROM unnest($1::uuid[], $2::uuid[]) AS wanted (one, other)
        JOIN customer_suggestion s ON s.one = wanted.one AND s.other = wanted.other
        """;
    private static final String LOCK = "SELECT s.one, s.other " + WANTED + " ORDER BY s.one, s.other FOR UPDATE OF s";
    private static final String LOAD = "SELECT " + COLUMNS + " " + WANTED;
    /** Two who suggest the same at once do so under the locks of both customers. */
    private static final String PUT = """
        INSERT INTO customer_suggestion (one, other, id, reason, identity_type, state, suggested_at, decided_at)
        SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
            $8::timestamptz[])
        ON CONFLICT (one, other) DO UPDATE SET state = excluded.state, decided_at = excluded.decided_at
        """;

    @Override
    public Table<Suggestion.Key, Suggestion> table() {
        return Suggestion.TABLE;
    }

    @Override
    public Statement lock(Collection<Suggestion.Key> keys, Consumer<Object> locked) {
        return Statement.query(
                LOCK,
                row -> locked.accept(key(row)),
                Columns.uuids(keys, Suggestion.Key::one),
                Columns.uuids(keys, Suggestion.Key::other));
    }

    @Override
    public List<Statement> load(Collection<Suggestion.Key> keys, BiConsumer<Suggestion.Key, Suggestion> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(key(row), read(row)),
                Columns.uuids(keys, Suggestion.Key::one),
                Columns.uuids(keys, Suggestion.Key::other)));
    }

    @Override
    public List<Statement> write(List<Changed<Suggestion.Key, Suggestion>> rows, Instant now) {
        List<Suggestion> suggestions = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                PUT,
                Columns.uuids(suggestions, suggestion -> suggestion.key().one()),
                Columns.uuids(suggestions, suggestion -> suggestion.key().other()),
                Columns.uuids(suggestions, Suggestion::id),
                Columns.texts(suggestions, suggestion -> suggestion.reason().wire()),
                Columns.texts(suggestions, suggestion -> suggestion.by().wire()),
                Columns.texts(suggestions, suggestion -> suggestion.state().wire()),
                Columns.values(suggestions, Suggestion::suggestedAt),
                Columns.values(suggestions, suggestion -> suggestion.decidedAt().orElse(null))));
    }

    private static Suggestion.Key key(Readable row) {
        return new Suggestion.Key(Columns.uuid(row, 0), Columns.uuid(row, 1));
    }

    static Suggestion read(Readable row) {
        return new Suggestion(
                key(row),
                Columns.uuid(row, 2),
                Wire.parse(Suggestion.Reason.class, Columns.text(row, 3)),
                Wire.parse(IdentityType.class, Columns.text(row, 4)),
                Wire.parse(Suggestion.State.class, Columns.text(row, 5)),
                Columns.instant(row, 6),
                Columns.optional(row, 7, Instant.class));
    }
}
