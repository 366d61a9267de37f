package io.omnihub.access;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class PreparedTerminalRows implements Rows<String, PreparedTerminal> {
    private static final String LOCK =
            "SELECT selector FROM terminal_code WHERE selector = ANY($1::text[]) ORDER BY selector FOR UPDATE";
    private static final String COLUMNS = """
        SELECT selector, encode(secret_hash, 'hex'), name, location, expires_at, tries_left FROM terminal_code WHERE \
        """;
    private static final String LOAD = COLUMNS + "selector = ANY($1::text[])";

    /** Of one selector. */
    static final String ONE = COLUMNS + "selector = $1";

    private static final String WRITE = """
        INSERT INTO terminal_code (selector, secret_hash, name, location, expires_at, tries_left)
        SELECT c.selector, decode(c.secret_hash, 'hex'), c.name, c.location, c.expires_at, c.tries_left
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::integer[])
            AS c (selector, secret_hash, name, location, expires_at, tries_left)
        ON CONFLICT (selector) DO UPDATE SET tries_left = excluded.tries_left
        """;

    /** What has ended long ago, some at a time. */
    private static final String PRUNE = """
        DELETE FROM terminal_code WHERE selector IN (
            SELECT selector FROM terminal_code WHERE expires_at < $1::timestamptz - interval '1 day'
            ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED)
        """;

    @Override
    public Table<String, PreparedTerminal> table() {
        return PreparedTerminal.TABLE;
    }

    @Override
    public Statement lock(Collection<String> selectors, Consumer<Object> locked) {
        return Statement.query(
                LOCK, row -> locked.accept(Columns.text(row, 0)), Columns.texts(selectors, selector -> selector));
    }

    @Override
    public List<Statement> load(Collection<String> selectors, BiConsumer<String, PreparedTerminal> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(Columns.text(row, 0), read(row)),
                Columns.texts(selectors, selector -> selector)));
    }

    @Override
    public List<Statement> write(List<Changed<String, PreparedTerminal>> rows, Instant now) {
        List<PreparedTerminal> prepared = rows.stream().map(Changed::after).toList();
        return List.of(
                Statement.update(
                        WRITE,
                        Columns.texts(prepared, PreparedTerminal::selector),
                        Columns.texts(prepared, PreparedTerminal::secretHash),
                        Columns.texts(prepared, PreparedTerminal::name),
                        Columns.texts(prepared, one -> one.location().value()),
                        Columns.values(prepared, PreparedTerminal::expiresAt),
                        Columns.numbers(prepared, PreparedTerminal::triesLeft)),
                Statement.update(PRUNE, now));
    }

    static PreparedTerminal read(Readable row) {
        return new PreparedTerminal(
                Columns.text(row, 0),
                Columns.text(row, 1),
                Columns.text(row, 2),
                new LocationCode(Columns.text(row, 3)),
                Columns.instant(row, 4),
                Columns.integer(row, 5));
    }
}
