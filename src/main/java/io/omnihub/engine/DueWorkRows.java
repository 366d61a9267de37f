package io.omnihub.engine;

import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class DueWorkRows implements Rows<UUID, DueWork> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS =
            "d.id, d.kind, d.subject, d.due_at, d.state, d.next_at, d.generation, d.failures, d.reason, d.created_at";

    private static final String LOCK = "SELECT id FROM due_work WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM due_work d WHERE d.id = ANY($1::uuid[])";
    private static final String INSERT = """
        INSERT INTO due_work (id, kind, subject, due_at, state, next_at, generation, failures, created_at)
        SELECT id, kind, subject, due_at, 'waiting', due_at, 0, 0, $5
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) AS w (id, kind, subject, due_at)
        """;
    private static final String UPDATE = """
        UPDATE due_work d SET state = c.state, next_at = c.next_at, generation = c.generation, failures = c.failures,
            reason = c.reason
        FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::bigint[], $5::int[], $6::text[])
            AS c (id, state, next_at, generation, failures, reason)
        WHERE d.id = c.id
        """;

    /**
     * The next character after the last one of a prefix ends its range in the index, in whose order the first is looked for.
     * What was taken, woken or put off before is left alone.
     */
    private static final String WAKE = """
        UPDATE due_work SET next_at = $3 WHERE id IN (
            SELECT oldest.id FROM unnest($2::text[]) AS wanted (prefix), LATERAL (
                SELECT d.id FROM due_work d
                WHERE d.subject >= wanted.prefix COLLATE "C"
                    AND d.subject < (left(wanted.prefix, -1) || chr(ascii(right(wanted.prefix, 1)) + 1)) COLLATE "C"
                    AND length(d.subject) = length(wanted.prefix) + 36
                    AND d.state = 'waiting' AND d.kind = $1 AND d.next_at = d.due_at AND d.next_at > $3
                ORDER BY d.subject, d.id LIMIT 1 FOR UPDATE SKIP LOCKED
            ) AS oldest)
        RETURNING next_at
        """;

    /** No decision makes these rows, so that no command's id could give them theirs. */
    private static final String BEGIN = """
        INSERT INTO due_work (id, kind, subject, due_at, state, next_at, generation, failures, created_at)
        SELECT uuidv7(), $1, wanted.subject, $3, 'waiting', $3, 0, 0, $3
        FROM unnest($2::text[]) AS wanted (subject)
        WHERE NOT EXISTS (SELECT FROM due_work d
            WHERE d.subject = wanted.subject COLLATE "C" AND d.state = 'waiting' AND d.kind = $1 AND d.generation = 0)
        """;

    private final DueBell bell;

    DueWorkRows(DueBell bell) {
        this.bell = bell;
    }

    @Override
    public Table<UUID, DueWork> table() {
        return DueWork.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, DueWork> found) {
        return List.of(Statement.query(
                LOAD, row -> found.accept(Columns.uuid(row, 0), read(row)), Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, DueWork>> rows, Instant now) {
        rows.stream()
                .map(Changed::after)
                .filter(work -> work.state() == DueState.WAITING)
                .map(DueWork::nextAt)
                .min(Instant::compareTo)
                .ifPresent(bell::ring);
        return Rows.insertOrUpdate(rows, made -> List.of(insert(made, now)), changed -> List.of(update(changed)));
    }

    /** {@link DueBell#wake}. */
    static Statement waking(String kind, List<String> prefixes, Instant now, DueBell bell) {
        return Statement.query(
                WAKE, row -> bell.ring(Columns.instant(row, 0)), kind, Columns.texts(prefixes, prefix -> prefix), now);
    }

    /** {@link DueBell#begin}. */
    static Statement beginning(String kind, List<String> subjects, Instant now, DueBell bell) {
        bell.ring(now);
        return Statement.update(BEGIN, kind, Columns.texts(subjects, subject -> subject), now);
    }

    private static Statement insert(List<DueWork> made, Instant now) {
        return Statement.update(
                INSERT,
                Columns.uuids(made, DueWork::id),
                Columns.texts(made, DueWork::kind),
                Columns.texts(made, DueWork::subject),
                Columns.values(made, DueWork::dueAt),
                now);
    }

    private static Statement update(List<DueWork> changed) {
        return Statement.update(
                UPDATE,
                Columns.uuids(changed, DueWork::id),
                Columns.texts(changed, work -> work.state().wire()),
                Columns.values(changed, DueWork::nextAt),
                Columns.numbers(changed, DueWork::generation),
                Columns.numbers(changed, DueWork::failures),
                Columns.texts(changed, work -> work.reason().orElse(null)));
    }

    static DueWork read(Readable row) {
        return new DueWork(
                Columns.uuid(row, 0),
                Columns.text(row, 1),
                Columns.text(row, 2),
                Columns.instant(row, 3),
                Wire.parse(DueState.class, Columns.text(row, 4)),
                Columns.instant(row, 5),
                Columns.number(row, 6),
                Columns.integer(row, 7),
                Columns.optional(row, 8, String.class),
                Columns.instant(row, 9));
    }
}
