package io.omnihub.event;

import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads for handlers, over the connections of all reads: readers who catch up never keep them waiting. */
@Component
class HandlerQueries {
    private static final String CURSORS =
            "SELECT " + HandlerRows.COLUMNS + " FROM event_handler h WHERE h.handler = ANY($1) ORDER BY h.handler";

    /** Only what is wanted leaves the database; what lies between is looked at there. */
    private static final String WANTED = """
        SELECT r.position + e.seq - r.seq, e.type, e.subject, e.time, e.data::text
        FROM event_run r
        CROSS JOIN LATERAL (
            SELECT seq, type, subject, time, data FROM event
            WHERE seq >= r.seq + greatest($1 + 1 - r.position, 0) AND seq < r.seq + least(r.length, $2 + 1 - r.position)
                AND type LIKE ANY($3)
            ORDER BY seq LIMIT $4
        ) e
        WHERE r.position <= $2 AND r.position >= coalesce(
            (SELECT position FROM event_run WHERE position <= $1 + 1 ORDER BY position DESC LIMIT 1), 0)
        ORDER BY r.position, e.seq LIMIT $4
        """;

    private final DatabaseClient database;
    private final JsonMapper json;

    HandlerQueries(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Empty where it has not begun. */
    Mono<HandlerCursor> cursor(String handler) {
        return cursors(List.of(handler)).next();
    }

    /** By name; without those that have not begun. */
    Flux<HandlerCursor> cursors(Collection<String> handlers) {
        return database.sql(CURSORS)
                .bind(0, handlers.toArray(String[]::new))
                .map(HandlerRows::read)
                .all();
    }

    /** The first of these types behind one position and not behind the other, in their order. */
    Mono<List<StreamedEvent>> wanted(long after, long through, Collection<String> types, int limit) {
        return database.sql(WANTED)
                .bind(0, after)
                .bind(1, through)
                .bind(2, types.stream().map(HandlerQueries::pattern).toArray(String[]::new))
                .bind(3, limit)
                .map(row -> PositionQueries.event(row, json))
                .all()
                .collectList();
    }

    /** Of a type, or of all that begin so. */
    static String pattern(String type) {
        String literal = type.replaceAll("[\\\\%_]", "\\\\$0");
        return literal.endsWith("*") ? literal.substring(0, literal.length() - 1) + "%" : literal;
    }
}
