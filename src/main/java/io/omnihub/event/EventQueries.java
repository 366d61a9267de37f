package io.omnihub.event;

import io.omnihub.engine.Columns;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Readings of the outbox, each of one snapshot, with what that says of transactions. */
@Component
class EventQueries {
    private static final String END = """
        SELECT coalesce(max(seq), 0), pg_current_xact_id()::text::bigint FROM event
        """;

    /**
     * A snapshot's own upper bound may be below transactions that run, so where a gap is found the statement draws a
     * number for its own transaction, which is above them. That costs no more than the number.
     */
    private static final String AFTER = """
        WITH found AS MATERIALIZED (
            SELECT gone.seq, gone.type, gone.data
            FROM unnest($2::bigint[], $3::bigint[]) AS gap (first, last)
            JOIN event gone ON gone.seq BETWEEN gap.first AND gap.last
            UNION ALL
            (SELECT seq, type, data FROM event WHERE seq > $1 ORDER BY seq LIMIT $5)
        )
        SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
            CASE WHEN (SELECT max(seq) - $1 > count(*) FROM found WHERE seq > $1)
                THEN pg_current_xact_id()::text::bigint END,
            found.seq, found.type, CASE WHEN found.type = ANY($4::text[]) THEN found.data::text END
        FROM (VALUES (1)) AS always LEFT JOIN found ON true ORDER BY found.seq
        """;

    private final DatabaseClient database;

    EventQueries(DatabaseClient database) {
        this.database = database;
    }

    /** An event, whose content is there where its type was asked for. */
    record Row(long number, Optional<Outbox.Event> event) {}

    record Reading(List<Row> rows, Bookmark.Transactions transactions) {}

    Mono<Bookmark> end() {
        return database.sql(END)
                .map(row -> Bookmark.at(Columns.number(row, 0), Columns.number(row, 1)))
                .one();
    }

    Mono<Reading> after(Bookmark bookmark, Collection<String> types, int limit) {
        return database.sql(AFTER)
                .bind(0, bookmark.last())
                .bind(1, Columns.numbers(bookmark.gaps(), Bookmark.Gap::first))
                .bind(2, Columns.numbers(bookmark.gaps(), Bookmark.Gap::last))
                .bind(3, Columns.texts(types, type -> type))
                .bind(4, limit)
                .map(EventQueries::line)
                .all()
                .collectList()
                .map(EventQueries::reading);
    }

    /** A row of the result; it has no event where nothing was found at all. */
    private record Line(Bookmark.Transactions transactions, Optional<Row> row) {}

    /** What the first two columns of a reading say, in each of its rows. */
    static Bookmark.Transactions transactions(Readable row) {
        Optional<Long> next = Columns.optional(row, 1, Long.class);
        return new Bookmark.Transactions(
                Columns.number(row, 0), next.isPresent() ? OptionalLong.of(next.get()) : OptionalLong.empty());
    }

    private static Line line(Readable row) {
        Optional<Outbox.Event> event =
                Columns.optional(row, 4, String.class).map(data -> new Outbox.Event(Columns.text(row, 3), data));
        return new Line(transactions(row), Columns.optional(row, 2, Long.class).map(number -> new Row(number, event)));
    }

    private static Reading reading(List<Line> lines) {
        return new Reading(
                lines.stream().flatMap(line -> line.row().stream()).toList(),
                lines.getFirst().transactions());
    }
}
