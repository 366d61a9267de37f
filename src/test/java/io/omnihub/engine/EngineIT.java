package io.omnihub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omnihub.TestDatabase;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The engine with a room of the test's own: named counters, each a row. */
class EngineIT {
    private static final Table<String, Long> COUNTER = new Table<>("counter", 1);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static TestDatabase database;

    private Engine engine = newEngine(1);
    private java.sql.Connection gatekeeper = connect();

    @BeforeAll
    static void makeSchema() throws SQLException {
        database = TestDatabase.fresh();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                CREATE TABLE counter (name text PRIMARY KEY, units bigint NOT NULL CHECK (units < 1000));
                CREATE TABLE command_key (scope text, key text, fingerprint uuid, command_id uuid, subject uuid,
                    recorded_at timestamptz, PRIMARY KEY (scope, key));
                """);
        }
    }

    @BeforeEach
    void start() throws SQLException {
        engine = newEngine(1);
        gatekeeper = connect();
        execute("TRUNCATE counter, command_key; INSERT INTO counter VALUES ('gate', 0), ('a', 5), ('b', 5)");
    }

    @AfterEach
    void stop() throws Exception {
        engine.destroy();
        gatekeeper.close();
    }

    @Test
    void membersOfOneBatch_seeEachOthersChanges() throws Exception {
        List<CompletableFuture<Answer<String>>> answers = inOneBatch(take("a", 3), take("a", 3), take("a", 2));

        assertThat(results(answers)).containsExactly("took 3", "refused with 2 left", "took 2");
        assertThat(units("a")).isZero();
    }

    @Test
    void equalKeysInOneBatch_haveOneEffect() throws Exception {
        UUID content = UUID.fromString("00000000-0000-0000-0000-000000000001");
        UUID other = UUID.fromString("00000000-0000-0000-0000-000000000002");
        List<CompletableFuture<Answer<String>>> answers = inOneBatch(
                keyed("k", content, take("a", 2)), keyed("k", content, take("a", 2)), keyed("k", other, take("a", 1)));

        assertThat(answers.get(0).get()).isEqualTo(new Answer.Decided<>("took 2"));
        assertThat(answers.get(1).get()).isInstanceOf(Answer.Repeated.class);
        assertThat(answers.get(2).get()).isInstanceOf(Answer.KeyReused.class);
        assertThat(units("a")).isEqualTo(3);
    }

    @Test
    void refusedFirst_leavesNoKey_soTheNextDecidesForItself() throws Exception {
        UUID content = new UUID(0, 1);
        List<CompletableFuture<Answer<String>>> answers =
                inOneBatch(keyed("k", content, take("a", 9)), keyed("k", content, take("a", 1)));

        assertThat(results(answers)).containsExactly("refused with 5 left", "took 1");
    }

    @Test
    void decisionThatThrows_failsAlone() throws Exception {
        List<CompletableFuture<Answer<String>>> answers =
                inOneBatch(take("a", 1), command(Set.of("a"), (_, _) -> broken()), take("b", 1));

        assertThat(results(List.of(answers.get(0), answers.get(2)))).containsExactly("took 1", "took 1");
        assertThat(failure(answers.get(1))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void rowsThatDoNotFit_failTheirCommandAlone() throws Exception {
        List<CompletableFuture<Answer<String>>> answers = inOneBatch(take("a", 1), take("b", -2000), take("a", 1));

        assertThat(results(List.of(answers.get(0), answers.get(2)))).containsExactly("took 1", "took 1");
        assertThat(failure(answers.get(1))).hasMessageContaining("counter_units_check");
        assertThat(units("a")).isEqualTo(3);
        assertThat(units("b")).isEqualTo(5);
    }

    @Test
    void commandThatNeedsMoreRows_isDecidedAgainWithThem() throws Exception {
        TestCommand moving = command(
                Set.of("a"),
                (view, _) -> view.covers(COUNTER, "b")
                        ? new Decision.Accept<>(
                                "moved",
                                new UUID(0, 0),
                                new Changes()
                                        .put(
                                                COUNTER,
                                                "a",
                                                view.find(COUNTER, "a").orElseThrow() - 1)
                                        .put(
                                                COUNTER,
                                                "b",
                                                view.find(COUNTER, "b").orElseThrow() + 1))
                        : new Decision.Again<>(new Reads().lock(COUNTER, Set.of("b"))));

        assertThat(submit(moving).get()).isEqualTo(new Answer.Decided<>("moved"));
        assertThat(units("b")).isEqualTo(6);
    }

    @Test
    void commandThatAlwaysNeedsMore_isRefusedAsContended() {
        TestCommand never =
                command(Set.of("a"), (_, _) -> new Decision.Again<>(new Reads().lock(COUNTER, Set.of("b"))));

        assertThat(failure(submit(never)))
                .isInstanceOfSatisfying(
                        EngineBusy.class, busy -> assertThat(busy.reason()).isEqualTo(EngineBusy.Reason.CONTENTION));
    }

    @Test
    void keyTakenByAnotherReplicaMeanwhile_isFoundOnTheSecondLook() throws Exception {
        UUID content = new UUID(0, 1);
        List<CompletableFuture<Answer<String>>> answers = inOneBatch(
                () -> execute("INSERT INTO command_key VALUES ('test', 'k', '%s', '%s', '%s', now())"
                        .formatted(content, new UUID(0, 7), new UUID(0, 8))),
                keyed("k", content, take("a", 1)),
                take("a", 1));

        assertThat(answers.get(0).get()).isEqualTo(new Answer.Repeated<>(new UUID(0, 7), new UUID(0, 8)));
        assertThat(answers.get(1).get()).isEqualTo(new Answer.Decided<>("took 1"));
        assertThat(units("a")).isEqualTo(4);
    }

    @Test
    void newRowMadeByAnotherReplicaMeanwhile_isSeenOnTheSecondLook() throws Exception {
        Engine other = newEngine(1);
        List<CompletableFuture<Answer<String>>> answers = List.of(1, 2, 3, 4, 5, 6, 7, 8).stream()
                .map(i -> (i % 2 == 0 ? engine : other)
                        .submit(command(Set.of("new"), (view, _) -> add(view, "new", 1)))
                        .toFuture())
                .toList();

        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        assertThat(units("new")).isEqualTo(8);
        other.destroy();
    }

    @Test
    void callerWhoGoesAway_cancelsNothing() throws Exception {
        lockGate();
        CompletableFuture<Answer<String>> first = submit(take("gate", 0));
        engine.submit(take("a", 2)).subscribe().dispose();
        gatekeeper.commit();

        first.get(20, TimeUnit.SECONDS);
        submit(take("b", 1)).get(20, TimeUnit.SECONDS);
        assertThat(units("a")).isEqualTo(3);
    }

    @Test
    void lostConnection_isReplacedAndTheBatchRunAgain() throws Exception {
        submit(take("a", 1)).get(20, TimeUnit.SECONDS);
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'engine-it'");

        assertThat(submit(take("a", 1)).get(20, TimeUnit.SECONDS)).isEqualTo(new Answer.Decided<>("took 1"));
        assertThat(units("a")).isEqualTo(3);
    }

    @Test
    void whoWaitsForAnAnswer_isDecidedBeforeBulkThatCameFirst() throws Exception {
        List<String> decided = Collections.synchronizedList(new ArrayList<>());
        lockGate();
        CompletableFuture<Answer<String>> first = submit(take("gate", 0));
        List<CompletableFuture<Answer<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(engine.submit(noting("bulk", decided), Priority.BULK)
                    .timeout(LONG)
                    .toFuture());
        }
        for (int i = 0; i < 10; i++) {
            waiting.add(submit(noting("customer", decided)));
        }
        gatekeeper.commit();
        first.get(20, TimeUnit.SECONDS);
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);

        assertThat(decided.subList(0, 10)).containsOnly("customer");
        assertThat(decided.subList(10, 20)).containsOnly("bulk");
    }

    private static TestCommand noting(String who, List<String> decided) {
        return command(Set.of("a"), (_, _) -> {
            decided.add(who);
            return new Decision.Refuse<>(who);
        });
    }

    @Test
    void fullQueue_refusesAtOnce() throws Exception {
        lockGate();
        CompletableFuture<Answer<String>> first = submit(take("gate", 0));
        List<CompletableFuture<Answer<String>>> waiting = Flux.range(0, 20)
                .map(_ -> submit(take("a", 0)))
                .collectList()
                .toFuture()
                .get();
        assertThat(failure(submit(take("a", 1)))).isInstanceOf(EngineBusy.class);
        gatekeeper.commit();

        first.get(20, TimeUnit.SECONDS);
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    }

    /** Lets one command wait for a lock, queues the others behind it, and so has them all in the lane's next batch. */
    private List<CompletableFuture<Answer<String>>> inOneBatch(TestCommand... commands) throws Exception {
        return inOneBatch(() -> {}, commands);
    }

    private List<CompletableFuture<Answer<String>>> inOneBatch(Step whileQueued, TestCommand... commands)
            throws Exception {
        lockGate();
        CompletableFuture<Answer<String>> first = submit(take("gate", 0));
        List<CompletableFuture<Answer<String>>> answers =
                List.of(commands).stream().map(this::submit).toList();
        whileQueued.run();
        gatekeeper.commit();
        first.get(20, TimeUnit.SECONDS);
        return answers;
    }

    private interface Step {
        void run() throws SQLException;
    }

    private CompletableFuture<Answer<String>> submit(TestCommand command) {
        return engine.submit(command).timeout(LONG).toFuture();
    }

    private static List<String> results(List<CompletableFuture<Answer<String>>> answers) {
        return answers.stream()
                .map(CompletableFuture::join)
                .map(answer -> answer instanceof Answer.Decided<String>(String result) ? result : answer.toString())
                .toList();
    }

    private static Throwable failure(CompletableFuture<Answer<String>> answer) {
        try {
            throw new AssertionError("answered " + answer.join());
        } catch (CompletionException expected) {
            return Optional.ofNullable(expected.getCause()).orElse(expected);
        }
    }

    private void lockGate() throws SQLException {
        gatekeeper.setAutoCommit(false);
        try (var statement = gatekeeper.createStatement()) {
            statement.execute("SELECT FROM counter WHERE name = 'gate' FOR UPDATE");
        }
    }

    private static TestCommand take(String name, long units) {
        return command(Set.of(name), (view, _) -> {
            long left = view.find(COUNTER, name).orElseThrow();
            return left < units ? new Decision.Refuse<>("refused with " + left + " left") : add(view, name, -units);
        });
    }

    private static Decision<String> add(View view, String name, long units) {
        long after = view.find(COUNTER, name).orElse(0L) + units;
        return new Decision.Accept<>("took " + -units, new UUID(0, 0), new Changes().put(COUNTER, name, after));
    }

    private static Decision<String> broken() {
        throw new ArithmeticException("a defect");
    }

    private static TestCommand command(Set<String> names, BiFunction<View, Instant, Decision<String>> decision) {
        var random = ThreadLocalRandom.current();
        return new TestCommand(new UUID(random.nextLong(), random.nextLong()), List.of(), names, decision);
    }

    private static TestCommand keyed(String key, UUID fingerprint, TestCommand command) {
        return new TestCommand(
                command.id(), List.of(new CommandKey("test", key, fingerprint)), command.names(), command.decision());
    }

    private record TestCommand(
            UUID id, List<CommandKey> keys, Set<String> names, BiFunction<View, Instant, Decision<String>> decision)
            implements Command<String> {
        @Override
        public Reads reads() {
            return new Reads().lock(COUNTER, names);
        }

        @Override
        public Decision<String> decide(View view, Instant now) {
            return decision.apply(view, now);
        }
    }

    private static final class CounterRows implements Rows<String, Long> {
        @Override
        public Table<String, Long> table() {
            return COUNTER;
        }

        @Override
        public Statement lock(Collection<String> names, Consumer<Object> locked) {
            return Statement.query(
                    "SELECT name FROM counter WHERE name = ANY($1::text[]) ORDER BY name FOR UPDATE",
                    row -> locked.accept(Columns.text(row, 0)),
                    Columns.texts(names, name -> name));
        }

        @Override
        public List<Statement> load(Collection<String> names, BiConsumer<String, Long> found) {
            return List.of(Statement.query(
                    "SELECT name, units FROM counter WHERE name = ANY($1::text[])",
                    row -> found.accept(Columns.text(row, 0), Columns.number(row, 1)),
                    Columns.texts(names, name -> name)));
        }

        @Override
        public List<Statement> write(List<Changed<String, Long>> rows, Instant now) {
            return rows.stream()
                    .map(row -> Statement.update(
                            row.before().isEmpty()
                                    ? "INSERT INTO counter VALUES ($1, $2)"
                                    : "UPDATE counter SET units = $2 WHERE name = $1",
                            row.key(),
                            row.after()))
                    .toList();
        }
    }

    private static Engine newEngine(int lanes) {
        var settings = new EngineSettings(lanes, 20, 10_000, 256, 4096, 3, 5, LONG, Duration.ofSeconds(10));
        return new Engine(
                settings,
                _ -> connections(),
                List.of(new CounterRows()),
                List.of(),
                List.of(),
                Clock.systemUTC(),
                new EngineMeters(new SimpleMeterRegistry()));
    }

    private static ConnectionFactory connections() {
        return ConnectionFactories.get(ConnectionFactoryOptions.parse(database.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, database.user())
                .option(ConnectionFactoryOptions.PASSWORD, database.password())
                .option(io.r2dbc.spi.Option.valueOf("applicationName"), "engine-it")
                .option(io.r2dbc.spi.Option.valueOf("options"), Map.of("lock_timeout", "5s"))
                .build());
    }

    private static java.sql.Connection connect() {
        try {
            return database.connect();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long units(String name) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.prepareStatement("SELECT units FROM counter WHERE name = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getLong(1);
            }
        }
    }
}
