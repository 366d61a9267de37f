package io.omnihub.event;

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
class HandlerRows implements Rows<String, HandlerCursor> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "h.handler, h.position, h.state, h.failures, h.next_at, h.reason, h.moved_at";

    private static final String LOCK =
            "SELECT handler FROM event_handler WHERE handler = ANY($1::text[]) ORDER BY handler FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM event_handler h WHERE h.handler = ANY($1::text[])";
    private static final String VALUES = """
        unnest($1::text[], $2::bigint[], $3::text[], $4::int[], $5::timestamptz[], $6::text[], $7::timestamptz[])
            AS c (handler, position, state, failures, next_at, reason, moved_at)
        """;
    private static final String INSERT = """
        INSERT INTO event_handler (handler, position, state, failures, next_at, reason, moved_at)
        SELECT handler, position, state, failures, next_at, reason, moved_at FROM %s
        """.formatted(VALUES);
    private static final String UPDATE = """
        UPDATE event_handler h SET position = c.position, state = c.state, failures = c.failures, next_at = c.next_at,
            reason = c.reason, moved_at = c.moved_at
        FROM %s WHERE h.handler = c.handler
        """.formatted(VALUES);

    @Override
    public Table<String, HandlerCursor> table() {
        return HandlerCursor.TABLE;
    }

    @Override
    public Statement lock(Collection<String> handlers, Consumer<Object> locked) {
        return Statement.query(
                LOCK, row -> locked.accept(Columns.text(row, 0)), Columns.texts(handlers, handler -> handler));
    }

    @Override
    public List<Statement> load(Collection<String> handlers, BiConsumer<String, HandlerCursor> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(Columns.text(row, 0), read(row)),
                Columns.texts(handlers, handler -> handler)));
    }

    @Override
    public List<Statement> write(List<Changed<String, HandlerCursor>> rows, Instant now) {
        return Rows.insertOrUpdate(
                rows, made -> List.of(statement(INSERT, made)), changed -> List.of(statement(UPDATE, changed)));
    }

    private static Statement statement(String sql, List<HandlerCursor> cursors) {
        return Statement.update(
                sql,
                Columns.texts(cursors, HandlerCursor::handler),
                Columns.numbers(cursors, HandlerCursor::position),
                Columns.texts(cursors, cursor -> cursor.state().wire()),
                Columns.numbers(cursors, HandlerCursor::failures),
                Columns.values(cursors, HandlerCursor::nextAt),
                Columns.texts(cursors, cursor -> cursor.reason().orElse(null)),
                Columns.values(cursors, HandlerCursor::movedAt));
    }

    static HandlerCursor read(Readable row) {
        return new HandlerCursor(
                Columns.text(row, 0),
                Columns.number(row, 1),
                Wire.parse(HandlerState.class, Columns.text(row, 2)),
                Columns.integer(row, 3),
                Columns.instant(row, 4),
                Columns.optional(row, 5, String.class),
                Columns.instant(row, 6));
    }
}
