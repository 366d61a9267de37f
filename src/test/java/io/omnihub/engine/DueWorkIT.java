package io.omnihub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omnihub.TestDatabase;
import io.omnihub.kernel.Ids;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Due work of two replicas on one database, with a room of the test's own: a tally of the effects of each subject. */
class DueWorkIT {
    private static final Table<String, Long> TALLY = new Table<>("tally", 1);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    private static final Ids IDS = new Ids(CLOCK, new Random(7));
    private static final Duration KEEP = Duration.ofDays(30);
    private static final DueWorkSettings SETTINGS = settings(Duration.ofMillis(300), Duration.ofMillis(200));
    private static TestDatabase database;

    private final AtomicInteger failures = new AtomicInteger();
    private Replica replica = new Replica(subject -> Mono.just(new Count(IDS.next(), subject)));

    @BeforeAll
    static void makeSchema() throws SQLException {
        database = TestDatabase.fresh();
        execute("""
            CREATE TABLE tally (subject text PRIMARY KEY, effects bigint NOT NULL);
            CREATE TABLE command_key (scope text, key text, fingerprint uuid, command_id uuid, subject uuid,
                recorded_at timestamptz, PRIMARY KEY (scope, key));
            CREATE TABLE event (type text, subject text, time timestamptz, data text);
            CREATE TABLE due_work (id uuid PRIMARY KEY, kind text, subject text, due_at timestamptz, state text,
                next_at timestamptz, generation bigint, failures int, reason text, created_at timestamptz);
            """);
    }

    @BeforeEach
    void start() throws SQLException {
        execute("TRUNCATE tally, command_key, due_work, event");
    }

    @AfterEach
    void stop() throws Exception {
        replica.close();
    }

    /** Had it happened too early, it would be seen too early; that the later one is done shows that it was not taken again. */
    @Test
    void anEffect_happensWhenItIsDue_once() throws Exception {
        Instant due = Instant.now(CLOCK).plusSeconds(1);
        makeDue("soon", due);
        replica.worker.start();

        awaitEffects(1);

        assertThat(Instant.now(CLOCK)).isAfterOrEqualTo(due);
        makeDue("later", Instant.now(CLOCK));
        awaitEffects(2);
        assertThat(number("SELECT effects FROM tally WHERE subject = 'soon'")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM due_work WHERE state = 'done'")).isEqualTo(2);
        assertThat(number("SELECT count(*) FROM command_key WHERE scope = 'due'"))
                .isEqualTo(2);
    }

    /** Its worker would look by itself only when this test has failed. */
    @Test
    void whatACommandWantsLater_isHeardOfAtOnce() throws Exception {
        replica.close();
        replica = new Replica(
                subject -> Mono.just(new Count(IDS.next(), subject)),
                settings(Duration.ofMillis(300), LIMIT.multipliedBy(10)));
        replica.worker.start();
        replica.engine.submit(stage("first")).toFuture().get();
        awaitEffects(1);

        replica.engine.submit(stage("second")).toFuture().get();

        awaitEffects(2);
    }

    @Test
    void whatIsSlow_holdsUpNobody() throws Exception {
        Sinks.Empty<Command<?>> end = Sinks.empty();
        replica.close();
        replica = new Replica(
                subject -> subject.equals("slow") ? end.asMono() : Mono.just(new Count(IDS.next(), subject)),
                settings(LIMIT.multipliedBy(2), Duration.ofMillis(200)));
        makeDue("slow", Instant.now(CLOCK));
        replica.worker.start();
        await().atMost(LIMIT).until(() -> number("SELECT count(*) FROM due_work WHERE generation = 1") == 1);

        makeDue("quick", Instant.now(CLOCK));

        awaitEffects(1);
        assertThat(number("SELECT count(*) FROM due_work WHERE subject = 'slow' AND state = 'waiting'"))
                .isEqualTo(1);
        end.tryEmitEmpty();
        await().atMost(LIMIT).until(() -> number("SELECT count(*) FROM due_work WHERE state = 'done'") == 2);
    }

    @Test
    void whatIsDoneLongAgo_isDeleted_andNothingElse() throws Exception {
        Instant longAgo = Instant.now(CLOCK).minus(KEEP).minusSeconds(60);
        keep(longAgo, "done");
        keep(longAgo, "parked");
        keep(longAgo.plusSeconds(120), "done");
        replica.worker.start();

        await().atMost(LIMIT).until(() -> number("SELECT count(*) FROM due_work WHERE state = 'done'") == 1);

        assertThat(number("SELECT count(*) FROM due_work WHERE state = 'parked'"))
                .isEqualTo(1);
        assertThat(number("SELECT count(*) FROM due_work WHERE created_at > now() - interval '30 days'"))
                .isEqualTo(1);
    }

    @Test
    void whatFails_isTriedAgain_andParkedWithItsReasonInTheEnd() throws Exception {
        replica.close();
        replica = new Replica(_ -> {
            failures.incrementAndGet();
            return Mono.error(new IllegalStateException("a defect"));
        });
        makeDue("broken", Instant.now(CLOCK));
        replica.worker.start();

        await().atMost(LIMIT)
                .until(() -> number("SELECT count(*) FROM due_work WHERE state = 'parked' AND failures = 3"
                                + " AND reason LIKE '%a defect%'")
                        == 1);

        assertThat(failures).hasValue(3);
        assertThat(number("SELECT count(*) FROM event WHERE type = 'io.omnihub.due-work.parked.v1'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource
    void aLackOfTheDatabase_isNoFailureOfTheWork(Exception lack) throws Exception {
        replica.close();
        replica = new Replica(subject -> failures.incrementAndGet() <= 2 * SETTINGS.attempts()
                ? Mono.error(lack)
                : Mono.just(new Count(IDS.next(), subject)));
        makeDue("patient", Instant.now(CLOCK));
        replica.worker.start();

        awaitEffects(1);

        assertThat(number("SELECT count(*) FROM due_work WHERE state = 'done' AND failures = 0"))
                .isEqualTo(1);
    }

    static Stream<Exception> aLackOfTheDatabase_isNoFailureOfTheWork() {
        return Stream.of(
                new R2dbcTransientResourceException("no connection is free"),
                new R2dbcNonTransientResourceException("the connection is closed"),
                new DataAccessResourceFailureException("no connection", new IllegalStateException()),
                new QueryTimeoutException("too slow"),
                new IllegalStateException("not read", new TimeoutException()),
                new EngineUnavailable("the database did not answer"));
    }

    @Test
    void workOfAnUnknownKind_isLeftToOthers() throws Exception {
        execute("INSERT INTO due_work SELECT gen_random_uuid(), 'newer', 'x', now(), 'waiting', now(), 0, 0, NULL,"
                + " now()");
        makeDue("known", Instant.now(CLOCK));
        replica.worker.start();

        awaitEffects(1);

        assertThat(number("SELECT count(*) FROM due_work WHERE kind = 'newer' AND generation = 0"))
                .isEqualTo(1);
    }

    /** A replica that dies leaves what it has taken, and its sessions end wherever they are. */
    @Test
    void twoReplicas_oneKilledAgainAndAgain_haveEveryEffectOnce() throws Exception {
        int works = 600;
        for (int i = 0; i < works; i++) {
            makeDue("s" + i, Instant.now(CLOCK).plusMillis(i));
        }
        replica.worker.start();
        int kills = 0;
        while (number("SELECT count(*) FROM due_work WHERE state = 'waiting'") > 0) {
            var doomed = new Replica(subject -> Mono.just(new Count(IDS.next(), subject)));
            doomed.worker.start();
            long before = number("SELECT count(*) FROM due_work WHERE state = 'done'");
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() ->
                            number("SELECT count(*) FROM due_work WHERE state = 'done'") >= Math.min(before + 20, works)
                                    || number("SELECT count(*) FROM due_work WHERE state = 'waiting'") == 0);
            doomed.die();
            kills++;
        }
        assertThat(kills).isGreaterThan(2);
        assertThat(number("SELECT count(*) FROM tally WHERE effects = 1")).isEqualTo(works);
        assertThat(number("SELECT coalesce(sum(effects), 0) FROM tally")).isEqualTo(works);
        assertThat(number("SELECT count(*) FROM due_work WHERE state = 'done'")).isEqualTo(works);
    }

    private static DueWorkSettings settings(Duration lease, Duration look) {
        return new DueWorkSettings(16, lease, 3, Duration.ofMillis(10), Duration.ofMillis(50), look, KEEP);
    }

    private static Stage stage(String subject) {
        Instant now = Instant.now(CLOCK);
        return new Stage(IDS.next(), DueWork.at(now, IDS.next(), "count", subject, now));
    }

    private static void keep(Instant madeAt, String state) throws SQLException {
        execute("INSERT INTO due_work SELECT '%s', 'count', 'old', '%s', '%s', '%s', 1, 0, NULL, '%s'"
                .formatted(IDS.at(madeAt), madeAt, state, madeAt, madeAt));
    }

    private void awaitEffects(long effects) {
        await().atMost(LIMIT).until(() -> number("SELECT coalesce(sum(effects), 0) FROM tally") == effects);
    }

    private static void makeDue(String subject, Instant at) throws SQLException {
        execute("INSERT INTO due_work SELECT gen_random_uuid(), 'count', '%s', '%s', 'waiting', '%s', 0, 0, NULL, now()"
                .formatted(subject, at, at));
    }

    /** An engine and a worker of their own. */
    private static final class Replica {
        private static final AtomicInteger NAMES = new AtomicInteger();

        private final String name = "due-it-" + NAMES.incrementAndGet();
        final Engine engine;
        final DueWorker worker;

        Replica(Function<String, Mono<? extends Command<?>>> effect) {
            this(effect, SETTINGS);
        }

        Replica(Function<String, Mono<? extends Command<?>>> effect, DueWorkSettings settings) {
            var bell = new DueBell();
            var limits = new EngineSettings(
                    1, 2_000, 100_000, 64, 4096, 3, 5, Duration.ofSeconds(20), Duration.ofSeconds(10));
            engine = new Engine(
                    limits,
                    _ -> connections(name),
                    List.of(new TallyRows(), new DueWorkRows(bell)),
                    List.of(new EventTexts()),
                    List.of(),
                    CLOCK,
                    new EngineMeters(new SimpleMeterRegistry()));
            var queries = new DueWorkQueries(DatabaseClient.create(connections(name)), connections(name));
            var retention = new DueWorkRetention(queries, settings);
            worker = new DueWorker(engine, queries, retention, bell, settings, IDS, CLOCK, List.of(new DueHandler() {
                @Override
                public String kind() {
                    return "count";
                }

                @Override
                public Mono<? extends Command<?>> effect(DueWork work) {
                    return effect.apply(work.subject());
                }
            }));
        }

        /** Its sessions end in the middle of whatever they do, and it takes no more work. */
        void die() throws SQLException {
            worker.stop();
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '%s'"
                    .formatted(name));
        }

        void close() throws Exception {
            worker.stop();
            engine.destroy();
        }
    }

    /** Counts an effect. */
    private record Count(UUID id, String subject) implements Command<Long> {
        @Override
        public List<CommandKey> keys() {
            return List.of();
        }

        @Override
        public Reads reads() {
            return new Reads().lock(TALLY, Set.of(subject));
        }

        @Override
        public Decision<Long> decide(View view, Instant now) {
            long effects = view.find(TALLY, subject).orElse(0L) + 1;
            return new Decision.Accept<>(effects, id, new Changes().put(TALLY, subject, effects));
        }
    }

    /** Wants something later. */
    private record Stage(UUID id, DueWork work) implements Command<Boolean> {
        @Override
        public List<CommandKey> keys() {
            return List.of();
        }

        @Override
        public Reads reads() {
            return new Reads();
        }

        @Override
        public Decision<Boolean> decide(View view, Instant now) {
            var changes = new Changes();
            work.stage(changes);
            return new Decision.Accept<>(true, id, changes);
        }
    }

    private static final class TallyRows implements Rows<String, Long> {
        @Override
        public Table<String, Long> table() {
            return TALLY;
        }

        @Override
        public Statement lock(Collection<String> names, Consumer<Object> locked) {
            return Statement.query(
                    "SELECT subject FROM tally WHERE subject = ANY($1::text[]) ORDER BY subject FOR UPDATE",
                    row -> locked.accept(Columns.text(row, 0)),
                    Columns.texts(names, name -> name));
        }

        @Override
        public List<Statement> load(Collection<String> names, BiConsumer<String, Long> found) {
            return List.of(Statement.query(
                    "SELECT subject, effects FROM tally WHERE subject = ANY($1::text[])",
                    row -> found.accept(Columns.text(row, 0), Columns.number(row, 1)),
                    Columns.texts(names, name -> name)));
        }

        @Override
        public List<Statement> write(List<Changed<String, Long>> rows, Instant now) {
            return List.of(Statement.update(
                    "INSERT INTO tally SELECT * FROM unnest($1::text[], $2::bigint[])"
                            + " ON CONFLICT (subject) DO UPDATE SET effects = excluded.effects",
                    Columns.texts(rows, Changed::key),
                    Columns.numbers(rows, Changed::after)));
        }
    }

    private static final class EventTexts implements LogRows<NewEvent> {
        @Override
        public Log<NewEvent> log() {
            return NewEvent.LOG;
        }

        @Override
        public List<Statement> append(List<NewEvent> events, Instant now) {
            return List.of(Statement.update(
                    "INSERT INTO event SELECT type, subject, $3::timestamptz, '' FROM unnest($1::text[], $2::text[])"
                            + " AS e (type, subject)",
                    Columns.texts(events, NewEvent::type),
                    Columns.texts(events, NewEvent::subject),
                    now));
        }
    }

    private static ConnectionFactory connections(String name) {
        return ConnectionFactories.get(ConnectionFactoryOptions.parse(database.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, database.user())
                .option(ConnectionFactoryOptions.PASSWORD, database.password())
                .option(io.r2dbc.spi.Option.valueOf("applicationName"), name)
                .build());
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
