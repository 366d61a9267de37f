package io.omnihub.event;

import io.omnihub.engine.Columns;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads events by their positions, for the hub itself: over connections that it shares with nobody who catches up. */
@Component
@Primary
class PositionQueries {
    /** Runs follow on one another, so it begins with the last that begins at or before the position wanted first. */
    private static final String AFTER = """
        SELECT r.position + e.seq - r.seq, e.type, e.subject, e.time, e.data::text
        FROM (
            SELECT position, seq, length FROM event_run
            WHERE position >= coalesce(
                (SELECT position FROM event_run WHERE position <= $1 + 1 ORDER BY position DESC LIMIT 1), 0)
            ORDER BY position LIMIT $2
        ) r
        CROSS JOIN LATERAL (
            SELECT seq, type, subject, time, data FROM event
            WHERE seq >= r.seq + greatest($1 + 1 - r.position, 0) AND seq < r.seq + r.length ORDER BY seq LIMIT $2
        ) e
        ORDER BY r.position, e.seq LIMIT $2
        """;

    private static final String OF_RUNS = """
        SELECT r.position + e.seq - r.seq, e.type, e.subject, e.time, e.data::text
        FROM unnest($1::bigint[], $2::bigint[], $3::integer[]) AS r (position, seq, length)
        JOIN event e ON e.seq >= r.seq AND e.seq < r.seq + r.length
        ORDER BY 1
        """;

    private static final String EXTENT = """
        SELECT coalesce((SELECT position FROM event_run ORDER BY position LIMIT 1), 1),
            coalesce((SELECT position + length - 1 FROM event_run ORDER BY position DESC LIMIT 1), 0)
        """;

    private static final String STREAM = "SELECT id FROM event_stream";

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Mono<UUID> stream;

    PositionQueries(@Qualifier("feedConnections") ConnectionFactory feedConnections, JsonMapper json) {
        this.database = DatabaseClient.create(feedConnections);
        this.json = json;
        this.stream =
                database.sql(STREAM).map(row -> Columns.uuid(row, 0)).one().cacheInvalidateIf(_ -> false);
    }

    /** What tells this database's stream from others, for ever. */
    Mono<UUID> stream() {
        return stream;
    }

    /**
     * Which positions there are.
     *
     * @param oldest that was not forgotten
     * @param head the last; below the oldest where there is none
     */
    record Extent(long oldest, long head) {}

    Mono<Extent> extent() {
        return database.sql(EXTENT)
                .map(row -> new Extent(Columns.number(row, 0), Columns.number(row, 1)))
                .one();
    }

    /** In the order of their positions, which follow on one another. */
    Flux<StreamedEvent> after(long position, int limit) {
        return database.sql(AFTER)
                .bind(0, position)
                .bind(1, limit)
                .map(this::event)
                .all();
    }

    /** The events of runs that follow one another. */
    Flux<StreamedEvent> of(List<PositionRun> runs) {
        return database.sql(OF_RUNS)
                .bind(0, runs.stream().map(PositionRun::position).toArray(Long[]::new))
                .bind(1, runs.stream().map(PositionRun::seq).toArray(Long[]::new))
                .bind(2, runs.stream().map(PositionRun::length).toArray(Integer[]::new))
                .map(this::event)
                .all();
    }

    private StreamedEvent event(Readable row) {
        return event(row, json);
    }

    /** Of the position and the columns of the outbox, in the order of {@link StreamedEvent}. */
    static StreamedEvent event(Readable row, JsonMapper json) {
        return StreamedEvent.of(
                Columns.number(row, 0),
                Columns.text(row, 1),
                Columns.text(row, 2),
                Columns.instant(row, 3),
                Columns.text(row, 4),
                json);
    }
}
