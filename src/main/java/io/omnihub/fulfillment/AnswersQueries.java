package io.omnihub.fulfillment;

import io.omnihub.catalog.Answers;
import io.omnihub.engine.Columns;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts how locations have answered what they were given: the last so many parts of each, none older than four weeks, so
 * that a location which is doing better, or worse, is known for it soon, and counting costs the same for ever.
 */
@Component
class AnswersQueries {
    private static final int LAST_PARTS = 200;
    private static final Duration OLDEST = Duration.ofDays(28);

    /**
     * A part that was begun and has a successor was not found whole. That it was given up because its location is paused is
     * a switch, not an answer, and what it has sold over the counter, nobody asked it for; nor does a location answer for what others were to send it, but for what they brought: its
     * successor is then not to be had from the location's own stock, which it was not before.
     */
    private static final String COUNT = """
        SELECT place.location,
            count(*) FILTER (WHERE f.state IN (%s) AND f.whole),
            count(*) FILTER (WHERE f.state IN (%s) AND NOT f.whole OR f.state = 'expired'
                OR f.state = 'rejected' AND coalesce(f.reason, '') NOT IN ('%s', '%s', '%s'))
        FROM unnest($1::text[]) AS place (location) LEFT JOIN LATERAL (
            SELECT last.state, last.handling ->> 'reason' AS reason, NOT EXISTS (
                SELECT 1 FROM fulfillment_order s WHERE s.order_id = last.order_id AND s.predecessor = last.id
                    AND (last.transfer_id IS NULL
                        OR coalesce(jsonb_exists(s.demand::jsonb -> 'e', last.location), false)
                            AND NOT coalesce(jsonb_exists(last.demand::jsonb -> 'e', last.location), false))) AS whole
            FROM fulfillment_order last
            WHERE last.location = place.location AND last.id >= $2 ORDER BY last.id DESC LIMIT %d
        ) f ON true
        GROUP BY place.location
        """.formatted(
                    begun(),
                    begun(),
                    RejectReason.PAUSED.wire(),
                    RejectReason.OVERSOLD.wire(),
                    Arriving.TRANSFER_FAILED,
                    LAST_PARTS);

    private final DatabaseClient database;

    AnswersQueries(DatabaseClient database) {
        this.database = database;
    }

    /** Of each of these locations. */
    Mono<Map<LocationCode, Answers>> count(Collection<LocationCode> locations, Instant now) {
        return database.sql(COUNT)
                .bind(0, locations.stream().map(LocationCode::value).toArray(String[]::new))
                .bind(1, Ids.first(now.minus(OLDEST)))
                .map(row -> Map.entry(
                        new LocationCode(Columns.text(row, 0)),
                        new Answers(Columns.number(row, 1), Columns.number(row, 2))))
                .all()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String begun() {
        return Arrays.stream(FulfillmentState.values())
                .filter(FulfillmentState::hasBegun)
                .map(state -> "'" + state.wire() + "'")
                .collect(Collectors.joining(", "));
    }
}
