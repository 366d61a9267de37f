package io.omnihub.event;

import io.omnihub.engine.Columns;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a relay asks of the database, all on one connection of its own. The lock that makes it the leader belongs to the
 * session, so whoever has lost it cannot write any more: a relay that slept for longer than a session may be idle wakes up
 * without one.
 */
@Component
class RelayQueries {
    /** Numbers of one reading; what is left is read by the next. */
    static final int MAX_NUMBERS = 10_000;

    /** The lock of the one relay that gives out positions; its number is only to be no other lock's. */
    private static final long LEADER = 0x6f6d6e6968756231L;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private static final String CHANNEL = "omnihub_event";
    private static final String LEAD = "SELECT pg_try_advisory_lock($1)";
    private static final String LISTEN = "LISTEN " + CHANNEL;
    private static final String TELL = "SELECT pg_notify('" + CHANNEL + "', $1)";

    private static final String HEAD = """
        SELECT position + length - 1, settled FROM event_run ORDER BY position DESC LIMIT 1
        """;

    private static final String RUNS = """
        SELECT position, seq, length FROM event_run WHERE seq > $1 - $2 AND seq + length > $1 + 1 ORDER BY seq
        """;

    private static final String NEXT_TRANSACTION = "SELECT pg_current_xact_id()::text::bigint";

    /** As {@link EventQueries} does, a reading that finds a gap draws a number for its own transaction. */
    private static final String READ = """
        WITH found AS MATERIALIZED (
            SELECT gone.seq
            FROM unnest($2::bigint[], $3::bigint[]) AS gap (first, last)
            JOIN event gone ON gone.seq BETWEEN gap.first AND gap.last
            UNION ALL
            (SELECT seq FROM event WHERE seq > $1 ORDER BY seq LIMIT $4)
        )
        SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
            CASE WHEN (SELECT max(seq) - $1 > count(*) FROM found WHERE seq > $1)
                THEN pg_current_xact_id()::text::bigint END,
            island.first, island.last
        FROM (VALUES (1)) AS always LEFT JOIN (
            SELECT min(seq) AS first, max(seq) AS last
            FROM (SELECT seq, seq - row_number() OVER (ORDER BY seq) AS island FROM found) numbered GROUP BY island
        ) island ON true
        ORDER BY island.first
        """;

    private static final String GIVE = """
        INSERT INTO event_run (position, seq, length, settled)
        SELECT position, seq, length, $4 FROM unnest($1::bigint[], $2::bigint[], $3::integer[])
            AS run (position, seq, length)
        """;

    /**
     * The last run is never forgotten: from it the next leader knows where to go on. Nor is what a handler has not had,
     * whether this hub knows it or not.
     */
    private static final String OLDEST = """
        SELECT r.position, r.seq, r.length,
            EXISTS (SELECT 1 FROM event_handler h WHERE h.position < r.position + r.length - 1),
            coalesce(
                r.position + r.length <= $2 AND (SELECT time FROM event WHERE seq = r.seq + r.length - 1) < $1, false)
        FROM (SELECT position, seq, length FROM event_run ORDER BY position LIMIT $3) r
        ORDER BY r.position
        """;

    private static final String FORGETTING = "SET LOCAL omnihub.forgetting = 'on'";

    private static final String FORGET_EVENTS = """
        DELETE FROM event e USING unnest($1::bigint[], $2::integer[]) AS run (seq, length)
        WHERE e.seq >= run.seq AND e.seq < run.seq + run.length
        """;

    private static final String FORGET_RUNS = "DELETE FROM event_run WHERE position = ANY($1)";

    /** Runs, and their events, that are forgotten at once; of the last run all are. */
    private static final int MAX_FORGOTTEN_RUNS = 500;

    private static final int MAX_FORGOTTEN = 5_000;

    private final ConnectionFactory connections;

    RelayQueries(@Qualifier("relayConnection") ConnectionFactory relayConnection) {
        this.connections = relayConnection;
    }

    Mono<Session> open() {
        return Mono.from(connections.create())
                .map(Session::new)
                .flatMap(session -> session.update(LISTEN)
                        .thenReturn(session)
                        .onErrorResume(error -> session.close().then(Mono.error(error))));
    }

    /** What relays tell one another. */
    enum Notice {
        /** Events were committed. */
        COMMITTED,
        /** Somebody on another replica reads events. */
        WANTED,
        /** Positions were given, and not published. */
        GIVEN
    }

    /** What became of forgetting the oldest events. */
    enum Forgetting {
        /** There may be more. */
        DONE,
        /** A handler has not had them. */
        HELD_BACK,
        /** None is old enough. */
        NOTHING
    }

    /**
     * @param isWanted by a handler that has not had all of it
     * @param isOld all of it, and not the last run
     */
    private record Oldest(PositionRun run, boolean isWanted, boolean isOld) {}

    record Reading(List<Sequence.Found> found, Bookmark.Transactions transactions) {
        long numbers() {
            return found.stream()
                    .mapToLong(numbers -> numbers.last() - numbers.first() + 1)
                    .sum();
        }

        boolean isFull() {
            return numbers() >= MAX_NUMBERS;
        }
    }

    /** What one relay has, until its connection is lost. */
    static final class Session {
        private final Connection connection;

        private Session(Connection connection) {
            this.connection = connection;
        }

        /** Whether this session is the leader's now. */
        Mono<Boolean> lead() {
            return query(LEAD, row -> Columns.flag(row, 0), LEADER).single();
        }

        /** How far earlier leaders came. */
        Mono<Sequence> resume() {
            return Mono.zip(
                            query(HEAD, row -> new long[] {Columns.number(row, 0), Columns.number(row, 1)})
                                    .next()
                                    .defaultIfEmpty(new long[] {0, 0}),
                            query(NEXT_TRANSACTION, row -> Columns.number(row, 0))
                                    .single())
                    .flatMap(known -> query(RUNS, RelayQueries::run, known.getT1()[1], (long) PositionRun.MAX_LENGTH)
                            .collectList()
                            .map(runs -> Sequence.resumed(known.getT1()[0], known.getT1()[1], runs, known.getT2())));
        }

        Mono<Reading> read(Bookmark bookmark) {
            return query(
                            READ,
                            RelayQueries::line,
                            bookmark.last(),
                            bookmark.gaps().stream().map(Bookmark.Gap::first).toArray(Long[]::new),
                            bookmark.gaps().stream().map(Bookmark.Gap::last).toArray(Long[]::new),
                            MAX_NUMBERS)
                    .collectList()
                    .map(lines -> new Reading(
                            lines.stream()
                                    .flatMap(line -> line.found().stream())
                                    .toList(),
                            lines.getFirst().transactions()));
        }

        /** Gives out positions; when it completes they are durable. */
        Mono<Void> give(Sequence.Step step) {
            return update(
                    GIVE,
                    step.runs().stream().map(PositionRun::position).toArray(Long[]::new),
                    step.runs().stream().map(PositionRun::seq).toArray(Long[]::new),
                    step.runs().stream().map(PositionRun::length).toArray(Integer[]::new),
                    step.settled());
        }

        /**
         * Forgets the oldest events, where all of their run are older than that.
         *
         * @param head the last position, which stays
         */
        Mono<Forgetting> forget(Instant before, long head) {
            return query(OLDEST, RelayQueries::oldest, before, head, MAX_FORGOTTEN_RUNS)
                    .takeWhile(Oldest::isOld)
                    .collectList()
                    .flatMap(this::forget);
        }

        private Mono<Forgetting> forget(List<Oldest> old) {
            List<PositionRun> runs = new ArrayList<>();
            long events = 0;
            for (Oldest next : old) {
                if (next.isWanted() || events >= MAX_FORGOTTEN) {
                    break;
                }
                runs.add(next.run());
                events += next.run().length();
            }
            if (runs.isEmpty()) {
                return Mono.just(old.isEmpty() ? Forgetting.NOTHING : Forgetting.HELD_BACK);
            }
            return inTransaction(update(FORGETTING)
                            .then(update(
                                    FORGET_EVENTS,
                                    runs.stream().map(PositionRun::seq).toArray(Long[]::new),
                                    runs.stream().map(PositionRun::length).toArray(Integer[]::new)))
                            .then(update(FORGET_RUNS, (Object)
                                    runs.stream().map(PositionRun::position).toArray(Long[]::new))))
                    .thenReturn(Forgetting.DONE);
        }

        Mono<Void> tell(Notice notice) {
            return query(TELL, _ -> true, notice.name()).then();
        }

        /** What others tell, as far as this release knows the word; it ends when the connection is lost. */
        Flux<Notice> notices() {
            return ((PostgresqlConnection) connection)
                    .getNotifications()
                    .flatMapIterable(told -> Arrays.stream(Notice.values())
                            .filter(notice -> notice.name().equals(told.getParameter()))
                            .toList());
        }

        /** A lost connection may never confirm that it is closed. */
        Mono<Void> close() {
            return Mono.from(connection.close()).timeout(CLOSE_TIMEOUT).onErrorComplete();
        }

        private Mono<Void> inTransaction(Mono<Void> work) {
            return Mono.from(connection.beginTransaction())
                    .then(work)
                    .then(Mono.from(connection.commitTransaction()))
                    .then();
        }

        private Mono<Void> update(String sql, Object... arguments) {
            return Flux.from(statement(sql, arguments).execute())
                    .concatMap(Result::getRowsUpdated)
                    .then();
        }

        private <T> Flux<T> query(String sql, Function<Readable, T> row, Object... arguments) {
            return Flux.from(statement(sql, arguments).execute()).concatMap(result -> result.map(row));
        }

        private Statement statement(String sql, Object... arguments) {
            Statement statement = connection.createStatement(sql);
            for (int i = 0; i < arguments.length; i++) {
                statement.bind(i, arguments[i]);
            }
            return statement;
        }
    }

    /** A row of the reading; it has no numbers where nothing was found at all. */
    private record Line(Bookmark.Transactions transactions, Optional<Sequence.Found> found) {}

    private static Line line(Readable row) {
        return new Line(
                EventQueries.transactions(row),
                Columns.optional(row, 2, Long.class).map(first -> new Sequence.Found(first, Columns.number(row, 3))));
    }

    private static Oldest oldest(Readable row) {
        return new Oldest(run(row), Columns.flag(row, 3), Columns.flag(row, 4));
    }

    private static PositionRun run(Readable row) {
        return new PositionRun(Columns.number(row, 0), Columns.number(row, 1), Columns.integer(row, 2));
    }
}
