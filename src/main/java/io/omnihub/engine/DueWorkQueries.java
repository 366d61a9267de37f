package io.omnihub.engine;

import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes due work for a replica, and reads it. */
@Component
class DueWorkQueries {
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    /**
     * A statement by itself, which commits at once: what is taken stays taken whatever becomes of the taker. An update tells
     * its rows in any order, so they are ordered once more.
     */
    private static final String TAKE = """
        WITH due AS (
            SELECT id, next_at AS turn FROM due_work
            WHERE state = 'waiting' AND next_at <= $1 AND kind = ANY($2)
            ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
        ), taken AS (
            UPDATE due_work d SET generation = d.generation + 1, next_at = $4 FROM due WHERE d.id = due.id
            RETURNING due.turn, d.*
        )
        SELECT %s FROM taken d ORDER BY d.turn, d.id
        """.formatted(DueWorkRows.COLUMNS);

    private static final String NEXT =
            "SELECT next_at FROM due_work WHERE state = 'waiting' AND kind = ANY($1) ORDER BY next_at LIMIT 1";

    /** Ids grow with time, so that the oldest are found without looking at the others. */
    private static final String FORGET = """
        DELETE FROM due_work WHERE id IN (
            SELECT id FROM due_work WHERE id < $1 AND created_at < $2 AND state = 'done'
            ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED)
        """;

    private static final String BY_ID = "SELECT " + DueWorkRows.COLUMNS + " FROM due_work d WHERE d.id = $1";

    private static final String FIND = """
        SELECT %s FROM due_work d
        WHERE d.id < $1 AND ($2 = '' OR d.state = $2) AND ($3 = '' OR d.kind = $3) AND ($4 = '' OR d.subject = $4)
        ORDER BY d.id DESC LIMIT $5
        """.formatted(DueWorkRows.COLUMNS);

    private final DatabaseClient reading;
    private final DatabaseClient taking;

    DueWorkQueries(DatabaseClient database, @Qualifier("dueWorkConnection") ConnectionFactory dueWorkConnection) {
        this.reading = database;
        this.taking = DatabaseClient.create(dueWorkConnection);
    }

    /** What is due and nobody has, the earliest first. */
    Mono<List<DueWork>> take(Collection<String> kinds, Instant now, Instant leaseEnd, int atMost) {
        return taking.sql(TAKE)
                .bind(0, now)
                .bind(1, kinds.toArray(String[]::new))
                .bind(2, atMost)
                .bind(3, leaseEnd)
                .map(DueWorkRows::read)
                .all()
                .collectList();
    }

    /** When there is something to take next; empty where nothing waits. */
    Mono<Instant> next(Collection<String> kinds) {
        return taking.sql(NEXT)
                .bind(0, kinds.toArray(String[]::new))
                .map(row -> Columns.instant(row, 0))
                .one();
    }

    /** Deletes what was made before that time and is done; answers how much. */
    Mono<Long> forget(Instant before, int atMost) {
        return taking.sql(FORGET)
                .bind(0, Ids.first(before))
                .bind(1, before)
                .bind(2, atMost)
                .fetch()
                .rowsUpdated();
    }

    Mono<DueWork> work(UUID id) {
        return reading.sql(BY_ID).bind(0, id).map(DueWorkRows::read).one();
    }

    Mono<Page<DueWork>> page(DueWorkFilter filter) {
        return reading.sql(FIND)
                .bind(0, filter.after().orElse(LAST_POSSIBLE))
                .bind(1, filter.state().map(DueState::wire).orElse(""))
                .bind(2, filter.kind().orElse(""))
                .bind(3, filter.subject().orElse(""))
                .bind(4, filter.limit() + 1)
                .map(DueWorkRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, filter.limit(), last -> last.id().toString()));
    }
}
