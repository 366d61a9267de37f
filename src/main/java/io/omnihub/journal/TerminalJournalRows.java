package io.omnihub.journal;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The lock of a journal is its row: entries are looked up, and recorded, by who has it. */
@Component
class TerminalJournalRows implements Rows<Terminal, TerminalJournal> {
    /**
     * The columns of {@link #read}, in its order. What has come behind the last sequence that is kept as contiguous is
     * followed to where the first is missing, so that a gap which closes is passed over once.
     */
    static final String COLUMNS = """
        t.terminal, t.location, coalesce((
            SELECT expected - 1 FROM (
                SELECT e.sequence, t.contiguous + row_number() OVER (ORDER BY e.sequence) AS expected
                FROM journal_entry e WHERE e.terminal = t.terminal AND e.sequence > t.contiguous
            ) AS next WHERE sequence > expected LIMIT 1), t.highest),
        t.highest, t.applied, t.superseded, t.rejected, t.heard_at, t.unreviewed, t.raised\
        """;

    private static final String CREATE = """
        INSERT INTO terminal_journal (terminal, location, contiguous, highest, applied, superseded, rejected, heard_at)
        SELECT terminal, location, 0, 0, 0, 0, 0, now() FROM unnest($1::uuid[], $2::text[]) AS t (terminal, location)
        ORDER BY terminal ON CONFLICT DO NOTHING
        """;
    private static final String LOCK =
            "SELECT terminal FROM terminal_journal WHERE terminal = ANY($1::uuid[]) ORDER BY terminal FOR UPDATE";
    private static final String LOAD =
            "SELECT " + COLUMNS + " FROM terminal_journal t WHERE t.terminal = ANY($1::uuid[])";
    private static final String WRITE = """
        UPDATE terminal_journal t SET contiguous = c.contiguous, highest = c.highest, applied = c.applied,
            superseded = c.superseded, rejected = c.rejected, heard_at = c.heard_at, unreviewed = c.unreviewed,
            raised = c.raised
        FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
            $7::timestamptz[], $8::bigint[], $9::boolean[])
            AS c (terminal, contiguous, highest, applied, superseded, rejected, heard_at, unreviewed, raised)
        WHERE t.terminal = c.terminal
        """;

    @Override
    public Table<Terminal, TerminalJournal> table() {
        return TerminalJournal.TABLE;
    }

    @Override
    public List<Statement> create(Collection<Terminal> terminals) {
        return List.of(Statement.update(
                CREATE,
                Columns.uuids(terminals, Terminal::id),
                Columns.texts(terminals, terminal -> terminal.location().value())));
    }

    @Override
    public Statement lock(Collection<Terminal> terminals, Consumer<Object> locked) {
        return Statement.query(
                LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(terminals, Terminal::id));
    }

    @Override
    public Object lockOf(Terminal terminal) {
        return terminal.id();
    }

    @Override
    public List<Statement> load(Collection<Terminal> terminals, BiConsumer<Terminal, TerminalJournal> found) {
        var byId = terminals.stream().collect(Collectors.toMap(Terminal::id, Function.identity()));
        return List.of(Statement.query(
                LOAD,
                row -> {
                    Terminal terminal = Objects.requireNonNull(byId.get(Columns.uuid(row, 0)));
                    found.accept(terminal, read(row, terminal));
                },
                Columns.uuids(terminals, Terminal::id)));
    }

    @Override
    public List<Statement> write(List<Changed<Terminal, TerminalJournal>> rows, Instant now) {
        List<TerminalJournal> journals = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                WRITE,
                Columns.uuids(journals, journal -> journal.terminal().id()),
                Columns.numbers(journals, TerminalJournal::contiguous),
                Columns.numbers(journals, TerminalJournal::highest),
                Columns.numbers(journals, TerminalJournal::applied),
                Columns.numbers(journals, TerminalJournal::superseded),
                Columns.numbers(journals, TerminalJournal::rejected),
                Columns.values(journals, TerminalJournal::heardAt),
                Columns.numbers(journals, TerminalJournal::unreviewed),
                Columns.values(journals, TerminalJournal::raised)));
    }

    static TerminalJournal read(Readable row) {
        UUID id = Columns.uuid(row, 0);
        return read(row, new Terminal(id, new LocationCode(Columns.text(row, 1))));
    }

    private static TerminalJournal read(Readable row, Terminal terminal) {
        return new TerminalJournal(
                terminal,
                Columns.number(row, 2),
                Columns.number(row, 3),
                Columns.number(row, 4),
                Columns.number(row, 5),
                Columns.number(row, 6),
                Columns.instant(row, 7),
                Columns.number(row, 8),
                Columns.flag(row, 9));
    }
}
