package io.omnihub.journal;

import io.omnihub.engine.Columns;
import io.omnihub.kernel.Page;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads journals for people. */
@Component
class JournalQueries {
    private static final Pattern CURSOR = Pattern.compile("[1-9][0-9]{0,17}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final UUID FIRST = new UUID(0, 0);

    private static final String STATUS =
            "SELECT " + TerminalJournalRows.COLUMNS + " FROM terminal_journal t WHERE t.terminal = $1";

    private static final String MISSING = """
        SELECT sequence - missing, sequence - 1 FROM (
            SELECT sequence, sequence - 1 - lag(sequence, 1, $2) OVER (ORDER BY sequence) AS missing
            FROM journal_entry WHERE terminal = $1 AND sequence > $2
        ) AS next WHERE missing > 0 ORDER BY sequence LIMIT $3
        """;

    /** Of one sequence the entry itself comes before what came later under it. */
    private static final String REJECTED = """
        SELECT * FROM (
            SELECT sequence, '%1$s'::uuid AS fingerprint, code, field, kind, sku, quantity, occurred_at, recorded_at
            FROM journal_entry WHERE terminal = $1 AND outcome = 'rejected'
            UNION ALL
            SELECT sequence, fingerprint, '%2$s', '%3$s', kind, sku, quantity, occurred_at, recorded_at
            FROM journal_reuse WHERE terminal = $1
        ) AS r WHERE (sequence, fingerprint) > ($2, $3::uuid) ORDER BY sequence, fingerprint LIMIT $4
        """.formatted(
                    FIRST,
                    Rejection.SEQUENCE_REUSED.code(),
                    Rejection.SEQUENCE_REUSED.field().orElseThrow());

    private final DatabaseClient database;

    JournalQueries(DatabaseClient database) {
        this.database = database;
    }

    private record Found(RejectedEntry entry, UUID fingerprint) {}

    Mono<JournalStatus> status(UUID terminal) {
        return database.sql(STATUS)
                .bind(0, terminal)
                .map(TerminalJournalRows::read)
                .one()
                .flatMap(journal -> missing(terminal, journal.contiguous()).map(missing -> status(journal, missing)));
    }

    Mono<Page<RejectedEntry>> rejected(UUID terminal, Optional<String> after, int limit) {
        long sequence = after.map(cursor -> Long.parseLong(cursor.substring(0, cursor.indexOf('-'))))
                .orElse(0L);
        UUID fingerprint = after.map(cursor -> UUID.fromString(cursor.substring(cursor.indexOf('-') + 1)))
                .orElse(FIRST);
        return database.sql(REJECTED)
                .bind(0, terminal)
                .bind(1, sequence)
                .bind(2, fingerprint)
                .bind(3, limit + 1)
                .map(JournalQueries::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, last -> last.entry().sequence() + "-" + last.fingerprint()))
                .map(page -> page.with(page.items().stream().map(Found::entry).toList()));
    }

    static boolean isCursor(String text) {
        return CURSOR.matcher(text).matches();
    }

    private Mono<List<JournalStatus.Range>> missing(UUID terminal, long contiguous) {
        return database.sql(MISSING)
                .bind(0, terminal)
                .bind(1, contiguous)
                .bind(2, JournalStatus.MAX_MISSING)
                .map(row -> new JournalStatus.Range(Columns.number(row, 0), Columns.number(row, 1)))
                .all()
                .collectList();
    }

    private static JournalStatus status(TerminalJournal journal, List<JournalStatus.Range> missing) {
        return new JournalStatus(
                journal.terminal(),
                journal.contiguous(),
                journal.highest(),
                missing,
                journal.highest() - journal.applied() - journal.superseded() - journal.rejected(),
                journal.applied(),
                journal.superseded(),
                journal.rejected(),
                journal.heardAt(),
                journal.unreviewed());
    }

    private static Found read(Readable row) {
        var why = new Rejection(Columns.text(row, 2), Columns.optional(row, 3, String.class));
        return new Found(
                new RejectedEntry(
                        Columns.number(row, 0),
                        why,
                        Columns.optional(row, 4, String.class),
                        Columns.optional(row, 5, String.class),
                        Columns.optional(row, 6, Long.class),
                        Columns.optional(row, 7, Instant.class),
                        Columns.instant(row, 8)),
                Columns.uuid(row, 1));
    }
}
