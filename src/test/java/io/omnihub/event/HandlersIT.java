package io.omnihub.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omnihub.TestDatabase;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Columns;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWorkSettings;
import io.omnihub.engine.Engine;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Reads;
import io.omnihub.engine.Statement;
import io.omnihub.engine.TestEngine;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Handlers of two replicas on one database; what they make of an event is a row with its position. */
class HandlersIT {
    private static final String WANTED = "test.wanted";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration KEEP = Duration.ofDays(90);
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    private static final Ids IDS = new Ids(CLOCK, new Random(7));
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Log<Handled> HANDLED = new Log<>("handled");

    private final TestDatabase database = TestDatabase.fresh();
    private final List<Replica> replicas = new ArrayList<>();

    @BeforeEach
    void makeSchema() throws SQLException {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .load()
                .migrate();
        execute("CREATE TABLE handled (n bigint GENERATED ALWAYS AS IDENTITY, handler text, position bigint)");
    }

    @AfterEach
    void stop() throws Exception {
        for (Replica replica : replicas) {
            replica.close();
        }
    }

    /** Whoever leads is killed wherever he is, again and again; another one waits and goes on. */
    @Test
    void whoeverDies_everyEventTakesEffectOnce_andInOrder() throws Exception {
        int rounds = 6;
        int each = 1_500;
        Replica leader = replica(new Testing("tally"));
        leader.start();
        for (int round = 0; round < rounds; round++) {
            Replica next = replica(new Testing("tally"));
            next.start();
            happen(each, WANTED, "test.other");
            long some = (long) round * each + 200;
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(2)).until(() -> handled("tally") >= some);
            leader.die();
            leader = next;
        }

        await().atMost(LIMIT).until(() -> handled("tally") >= (long) rounds * each);

        assertOnceAndInOrder("tally", (long) rounds * each);
    }

    /** One of them only thinks that it leads, as one that slept does. */
    @Test
    void twoWhoBothWork_haveEachEffectOnce() throws Exception {
        Replica leader = replica(new Testing("tally"));
        Replica stale = replica(new Testing("tally"));
        leader.start();
        stale.handlers.start();
        int events = 6_000;
        for (int i = 0; i < 20; i++) {
            happen(events / 20, WANTED);
            stale.headway.reached(database.number("SELECT coalesce(max(position + length - 1), 0) FROM event_run"));
        }

        await().atMost(LIMIT).until(() -> {
            stale.headway.reached(database.number("SELECT max(position + length - 1) FROM event_run"));
            return handled("tally") >= events;
        });

        assertOnceAndInOrder("tally", events);
        assertThat(stale.effects.get()).isPositive();
    }

    @Test
    void oneThatFails_isParkedBehindWhatWorked_holdsUpNobody_andGoesOnWhenItIsTriedAgain() throws Exception {
        var broken = new Testing("broken", "test.poison"::equals);
        Replica replica = replica(broken, new Testing("sound"));
        replica.start();
        happen(50, WANTED);
        happen(1, "test.poison");
        happen(50, WANTED);

        await().atMost(LIMIT).until(() -> "parked".equals(state("broken")));
        await().atMost(LIMIT).until(() -> handled("sound") == 101);

        assertThat(handled("broken")).isEqualTo(50);
        long poison = position("test.poison");
        HandlerStatus status = replica.routes.status("broken").toFuture().get();
        assertThat(status.cursor().position()).isEqualTo(poison - 1);
        assertThat(status.cursor().failures()).isEqualTo(3);
        assertThat(status.cursor().reason().orElseThrow())
                .startsWith("at " + poison)
                .contains("a defect");
        assertThat(status.lag()).isGreaterThanOrEqualTo(51);
        assertThat(replica.meters
                        .get("omnihub.event.handler.parked")
                        .tag("handler", "broken")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(attentions("raised")).isEqualTo(1);

        broken.isWhole = true;
        RetryHandlerResult retried = replica.routes
                .retry(Actor.hub(IDS.next()), "broken", false, new CommandKey("test", "retry", new UUID(1, 1)))
                .toFuture()
                .get();

        assertThat(retried).isEqualTo(new RetryHandlerResult.Retried(false));
        await().atMost(LIMIT).until(() -> handled("broken") == 101);
        assertOnceAndInOrder("broken", 101);
        assertThat(attentions("cleared")).isEqualTo(1);
    }

    @Test
    void whatNobodyWants_isPassedOver() throws Exception {
        Replica replica = replica(new Testing("tally"));
        replica.start();
        happen(25_000, "test.other");
        happen(3, WANTED);

        await().atMost(LIMIT).until(() -> handled("tally") == 3);

        assertOnceAndInOrder("tally", 3);
        assertThat(replica.effects).hasValue(1);
        assertThat(replica.meters.get("omnihub.event.handler.lag").gauge().value())
                .isZero();
    }

    @Test
    void aNewHandler_beginsWhereItSays() throws Exception {
        replica().start();
        happen(10, WANTED);
        await().atMost(LIMIT).until(() -> database.number("SELECT sum(length) FROM event_run") == 10);
        replicas.getFirst().die();
        Replica replica = replica(new Testing("from-oldest"), new Testing("from-head", EventHandler.Start.HEAD));
        replica.start();
        await().atMost(LIMIT).until(() -> handled("from-oldest") == 10);
        await().atMost(LIMIT).until(() -> database.number("SELECT count(*) FROM event_handler") == 2);

        happen(5, WANTED);

        await().atMost(LIMIT).until(() -> handled("from-oldest") == 15 && handled("from-head") == 5);
    }

    @Test
    void whatAHandlerHasNotHad_isNotForgotten_andWhatIsForgottenAllTheSame_isNotPassedOverWithoutAWord()
            throws Exception {
        Replica first = replica(new Testing("broken", WANTED::equals));
        first.start();
        happen(10, WANTED);
        await().atMost(LIMIT).until(() -> "parked".equals(state("broken")));
        happen(1, WANTED);
        await().atMost(LIMIT).until(() -> database.number("SELECT count(*) FROM event_run") > 1);
        first.die();
        RelayQueries.Session session =
                new RelayQueries(connections("forgetting")).open().toFuture().get();
        Instant later = CLOCK.instant().plus(KEEP);
        long head = database.number("SELECT max(position + length - 1) FROM event_run");

        assertThat(session.forget(later, head).toFuture().get()).isEqualTo(RelayQueries.Forgetting.HELD_BACK);

        execute("DELETE FROM event_handler");
        assertThat(session.forget(later, head).toFuture().get()).isEqualTo(RelayQueries.Forgetting.DONE);
        execute("INSERT INTO event_handler VALUES ('broken', 0, 'following', 0, now(), NULL, now())");
        Replica second = replica(new Testing("broken"));
        second.start();
        await().atMost(LIMIT).until(() -> "parked".equals(state("broken")));
        assertThat(second.routes
                        .status("broken")
                        .toFuture()
                        .get()
                        .cursor()
                        .reason()
                        .orElseThrow())
                .startsWith("position-gone");
        assertThat(handled("broken")).isZero();

        second.routes
                .retry(Actor.hub(IDS.next()), "broken", true, new CommandKey("test", "skip", new UUID(1, 2)))
                .toFuture()
                .get();

        await().atMost(LIMIT).until(() -> handled("broken") > 0);
        session.close().toFuture().get();
    }

    private void assertOnceAndInOrder(String handler, long events) throws SQLException {
        String of = " FROM handled WHERE handler = '" + handler + "'";
        assertThat(database.number("SELECT count(*)" + of)).isEqualTo(events);
        assertThat(database.number("SELECT count(DISTINCT position)" + of)).isEqualTo(events);
        assertThat(database.number("SELECT count(*) FROM (SELECT position < lag(position) OVER (ORDER BY n) AS late"
                        + of + ") AS pair WHERE late"))
                .isZero();
    }

    private long handled(String handler) throws SQLException {
        return database.number("SELECT count(*) FROM handled WHERE handler = '" + handler + "'");
    }

    private long attentions(String what) throws SQLException {
        return database.number("SELECT count(*) FROM event WHERE type = 'io.omnihub.attention." + what
                + ".v1' AND data ->> 'kind' = 'handler-parked'");
    }

    private String state(String handler) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT state FROM event_handler WHERE handler = '" + handler + "'")) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private long position(String type) throws SQLException {
        return database.number("SELECT r.position + e.seq - r.seq FROM event e JOIN event_run r"
                + " ON e.seq >= r.seq AND e.seq < r.seq + r.length WHERE e.type = '" + type + "'");
    }

    /** So many of each of these types. */
    private void happen(int events, String... types) throws SQLException {
        execute("INSERT INTO event (type, subject, time, data) SELECT type, 'x', now(), '{}'"
                + " FROM generate_series(1, %d), unnest(ARRAY['%s']) AS t (type)"
                        .formatted(events, String.join("','", types)));
    }

    private Replica replica(Testing... handlers) {
        var replica = new Replica(List.of(handlers));
        replicas.add(replica);
        return replica;
    }

    /** What is left of an event. */
    private record Handled(String handler, long position) {}

    private static final class HandledRows implements LogRows<Handled> {
        @Override
        public Log<Handled> log() {
            return HANDLED;
        }

        @Override
        public List<Statement> append(List<Handled> rows, Instant now) {
            return List.of(Statement.update(
                    "INSERT INTO handled (handler, position) SELECT * FROM unnest($1::text[], $2::bigint[])",
                    Columns.texts(rows, Handled::handler),
                    Columns.numbers(rows, Handled::position)));
        }
    }

    private record Note(UUID id, List<Handled> rows) implements Command<Boolean> {
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
            rows.forEach(row -> changes.append(HANDLED, row));
            return new Decision.Accept<>(true, id, changes);
        }
    }

    /** A handler that fails at what is poison to it, until it is whole. */
    private static final class Testing implements EventHandler {
        private final String name;
        private final Start start;
        private final Predicate<String> poison;
        private AtomicInteger effects = new AtomicInteger();
        private volatile boolean isWhole;

        Testing(String name) {
            this(name, Start.OLDEST, _ -> false);
        }

        Testing(String name, Start start) {
            this(name, start, _ -> false);
        }

        Testing(String name, Predicate<String> poison) {
            this(name, Start.OLDEST, poison);
        }

        private Testing(String name, Start start, Predicate<String> poison) {
            this.name = name;
            this.start = start;
            this.poison = poison;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<String> types() {
            return Set.of(WANTED, "test.poi*");
        }

        @Override
        public Start start() {
            return start;
        }

        @Override
        public Mono<? extends Command<?>> effect(List<StreamedEvent> events) {
            effects.incrementAndGet();
            if (!isWhole && events.stream().map(StreamedEvent::type).anyMatch(poison)) {
                return Mono.error(new IllegalStateException("a defect"));
            }
            return Mono.just(new Note(
                    IDS.next(),
                    events.stream()
                            .map(event -> new Handled(name, event.position()))
                            .toList()));
        }
    }

    private static final class NoFanOut implements EventFanOut {
        @Override
        public Mono<Boolean> publish(UUID stream, EventBatch batch) {
            return Mono.just(false);
        }

        @Override
        public Flux<EventBatch> received(UUID stream) {
            return Flux.never();
        }
    }

    /** A relay, an engine and handlers of their own. */
    private final class Replica {
        private static final AtomicInteger NAMES = new AtomicInteger();

        private final String name = "handlers-it-" + NAMES.incrementAndGet();
        private final AtomicInteger effects = new AtomicInteger();
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final Headway headway = new Headway();
        private final Relay relay;
        private final Engine engine;
        private final HandlerListener handlers;
        private final EventHandlers routes;

        Replica(List<Testing> testing) {
            testing.forEach(handler -> handler.effects = effects);
            ConnectionFactory connections = connections(name);
            var positions = new PositionQueries(connections, JSON);
            var fanOut = new NoFanOut();
            var settings = new EventSettings(KEEP, 100, Duration.ofSeconds(10));
            relay = new Relay(
                    new RelayQueries(connections),
                    new FeedListener(positions, fanOut),
                    fanOut,
                    positions,
                    headway,
                    settings,
                    CLOCK);
            engine = TestEngine.of(
                    connections,
                    List.of(new HandlerRows()),
                    List.of(new HandledRows(), new EventRows(JSON)),
                    List.of(relay),
                    CLOCK);
            var queries = new HandlerQueries(DatabaseClient.create(connections), JSON);
            var retries = new DueWorkSettings(
                    16,
                    Duration.ofSeconds(1),
                    3,
                    Duration.ofMillis(10),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(1),
                    KEEP);
            List<EventHandler> all = List.copyOf(testing);
            handlers = new HandlerListener(all, engine, queries, positions, headway, retries, IDS, CLOCK, meters);
            routes = new EventHandlers(all, queries, positions, engine, IDS);
        }

        void start() {
            relay.start();
            handlers.start();
        }

        /** Its sessions end in the middle of whatever they do, and it comes back to nothing. */
        void die() throws SQLException {
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '%s'"
                    .formatted(name));
            relay.stop();
            handlers.stop();
        }

        void close() throws Exception {
            handlers.stop();
            relay.stop();
            engine.destroy();
        }
    }

    private ConnectionFactory connections(String name) {
        return ConnectionFactories.get(ConnectionFactoryOptions.parse(database.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, database.user())
                .option(ConnectionFactoryOptions.PASSWORD, database.password())
                .option(io.r2dbc.spi.Option.valueOf("applicationName"), name)
                .build());
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
