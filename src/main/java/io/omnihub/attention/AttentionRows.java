package io.omnihub.attention;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
class AttentionRows implements Rows<NotedAttention.Key, NotedAttention> {
    /** The columns of {@link #read}, in its order. Codes have no comma in them. */
    static final String COLUMNS = """
        a.key, a.kind, a.subject, a.state, a.position, a.order_id, a.channel, array_to_string(a.locations, ','),
        a.facts::text, a.times, a.openings, a.opened_at, a.raised_at, a.cleared_at\
        """;

    private static final String FOUND = """
        FROM unnest($1::text[], $2::text[]) AS wanted (key, kind)
        JOIN attention a ON a.kind = wanted.kind AND a.key = wanted.key
        """;
    private static final String LOCK = "SELECT a.key, a.kind " + FOUND + " ORDER BY a.kind, a.key FOR UPDATE OF a";
    private static final String LOAD = "SELECT " + COLUMNS + " " + FOUND;
    private static final String VALUES = """
        unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::uuid[], $7::text[], $8::text[],
            string_to_array($9, chr(30)), $10::bigint[], $11::bigint[], $12::timestamptz[], $13::timestamptz[],
            $14::timestamptz[])
            AS c (key, kind, subject, state, position, order_id, channel, locations, facts, times, openings, opened_at,
                raised_at, cleared_at)\
        """;
    private static final String INSERT = """
        INSERT INTO attention (key, kind, subject, state, position, order_id, channel, locations, facts, times, openings,
            opened_at, raised_at, cleared_at)
        SELECT key, kind, subject, state, position, order_id, channel, string_to_array(locations, ','), facts::json, times,
            openings, opened_at, raised_at, cleared_at FROM %s
        """.formatted(VALUES);
    private static final String UPDATE = """
        UPDATE attention a SET subject = c.subject, state = c.state, position = c.position, order_id = c.order_id,
            channel = c.channel, locations = string_to_array(c.locations, ','), facts = c.facts::json, times = c.times,
            openings = c.openings, opened_at = c.opened_at, raised_at = c.raised_at, cleared_at = c.cleared_at
        FROM %s WHERE a.kind = c.kind AND a.key = c.key
        """.formatted(VALUES);

    @Override
    public Table<NotedAttention.Key, NotedAttention> table() {
        return NotedAttention.TABLE;
    }

    @Override
    public Statement lock(Collection<NotedAttention.Key> keys, Consumer<Object> locked) {
        return Statement.query(
                LOCK,
                row -> locked.accept(key(row)),
                Columns.texts(keys, NotedAttention.Key::key),
                Columns.texts(keys, NotedAttention.Key::kind));
    }

    @Override
    public List<Statement> load(
            Collection<NotedAttention.Key> keys, BiConsumer<NotedAttention.Key, NotedAttention> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(key(row), read(row)),
                Columns.texts(keys, NotedAttention.Key::key),
                Columns.texts(keys, NotedAttention.Key::kind)));
    }

    @Override
    public List<Statement> write(List<Changed<NotedAttention.Key, NotedAttention>> rows, Instant now) {
        return Rows.insertOrUpdate(
                rows, made -> List.of(statement(INSERT, made)), changed -> List.of(statement(UPDATE, changed)));
    }

    private static Statement statement(String sql, List<NotedAttention> noted) {
        return Statement.update(
                sql,
                Columns.texts(noted, attention -> attention.key().key()),
                Columns.texts(noted, attention -> attention.key().kind()),
                Columns.texts(noted, NotedAttention::subject),
                Columns.texts(noted, attention -> attention.state().wire()),
                Columns.numbers(noted, NotedAttention::position),
                Columns.values(noted, attention -> attention.order().orElse(null)),
                Columns.texts(
                        noted,
                        attention -> attention.channel().map(ChannelCode::value).orElse(null)),
                Columns.texts(noted, AttentionRows::locations),
                Columns.json(noted, NotedAttention::facts),
                Columns.numbers(noted, NotedAttention::times),
                Columns.numbers(noted, NotedAttention::openings),
                Columns.values(noted, NotedAttention::openedAt),
                Columns.values(noted, NotedAttention::raisedAt),
                Columns.values(noted, attention -> attention.clearedAt().orElse(null)));
    }

    private static String locations(NotedAttention attention) {
        return attention.locations().stream().map(LocationCode::value).sorted().collect(Collectors.joining(","));
    }

    private static NotedAttention.Key key(Readable row) {
        return new NotedAttention.Key(Columns.text(row, 0), Columns.text(row, 1));
    }

    static NotedAttention read(Readable row) {
        return new NotedAttention(
                key(row),
                Columns.text(row, 2),
                Wire.parse(AttentionState.class, Columns.text(row, 3)),
                Columns.number(row, 4),
                Columns.optional(row, 5, UUID.class),
                Columns.optional(row, 6, String.class).map(ChannelCode::new),
                Stream.of(Columns.text(row, 7).split(","))
                        .filter(code -> !code.isEmpty())
                        .map(LocationCode::new)
                        .collect(Collectors.toSet()),
                Columns.text(row, 8),
                Columns.number(row, 9),
                Columns.number(row, 10),
                Columns.instant(row, 11),
                Columns.instant(row, 12),
                Columns.optional(row, 13, Instant.class));
    }
}
