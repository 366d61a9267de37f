package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import io.omnihub.platform.RedisProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to hubs, relays, Redis and connections, whoever follows the events is told each of them once, without a
 * gap and those of one subject in the order in which they happened.
 */
class EventsUnderFaultsIT {
    private static final int FAULTS = Boolean.getBoolean("omnihub.faults") ? 1_000 : 20;
    private static final int FOLLOWERS = 6;
    private static final int CALLERS = 6;

    /** Between the orders of a caller: it is the faults that are to be many. */
    private static final Duration PAUSE = Duration.ofMillis(FAULTS > 20 ? 200 : 0);

    private static final Duration PROGRESS_LIMIT = Duration.ofMinutes(3);

    /** Longer than a relay's session may be idle. */
    private static final Duration SLEEP = Duration.ofSeconds(7);

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Shop SHOP = new Shop(12);
    private static final Books BOOKS = new Books();
    private static final List<Hub> HUBS = new CopyOnWriteArrayList<>();
    private static RedisProcess redis;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private interface Fault {
        void make() throws Exception;
    }

    @BeforeAll
    static void start() throws IOException {
        redis = RedisProcess.start();
        for (int i = 0; i < 3; i++) {
            HUBS.add(hub());
        }
        HUBS.forEach(Hub::awaitReady);
        SHOP.open(HUBS.getFirst(), Shop.PLENTY);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        HUBS.forEach(Hub::close);
        redis.stop();
    }

    @Test
    void followersAreToldEverythingOnceAndInOrder() throws Exception {
        System.out.printf("EventsUnderFaultsIT: %d faults, seed %d%n", FAULTS, seed);
        var followers = IntStream.range(0, FOLLOWERS)
                .mapToObj(i -> Follower.start(EventsUnderFaultsIT::anyAddress, seed + i))
                .toList();
        var traffic = Traffic.start(EventsUnderFaultsIT::any, SHOP, BOOKS, "events", CALLERS, seed, PAUSE);
        var faults = List.<Fault>of(
                this::endTheRelaysSession,
                redis::flush,
                this::pauseRedis,
                this::endTheRelaysSession,
                this::restartRedis,
                this::pauseAHub,
                this::endTheRelaysSession,
                this::killAHub);
        for (int i = 0; i < FAULTS; i++) {
            faults.get(i % faults.size()).make();
            awaitProgress(followers);
            if (i % 100 == 99) {
                System.out.printf(
                        "EventsUnderFaultsIT: %d faults, %s events%n",
                        i + 1, followers.getFirst().count());
            }
        }
        System.out.println("EventsUnderFaultsIT: " + traffic.stop());

        long events = awaitAllGiven();
        await().atMost(PROGRESS_LIMIT)
                .until(() -> followers.stream()
                        .allMatch(follower ->
                                follower.count() >= events || !follower.fault().isEmpty()));
        assertThat(followers).extracting(Follower::fault).containsOnly("");
        assertThat(followers).extracting(Follower::count).containsOnly(events);
        assertThat(followers).extracting(Follower::cuts).doesNotContain(0);
        Set<String> told = new HashSet<>();
        for (var follower : followers) {
            told.add(follower.stop());
        }
        assertThat(told).as("digests of what each was told").hasSize(1);
        assertThat(DATABASE.number("""
            SELECT count(*) FROM (
                SELECT e.seq, lag(e.seq) OVER (PARTITION BY e.subject ORDER BY r.position + e.seq - r.seq) AS before
                FROM event e JOIN event_run r ON e.seq >= r.seq AND e.seq < r.seq + r.length) told
            WHERE before > seq
            """))
                .as("events told before others of their subject that had happened first")
                .isZero();
        BOOKS.prove(HUBS.getFirst(), DATABASE);
    }

    private static Hub hub() throws IOException {
        return Hub.start(
                DATABASE,
                DATABASE.r2dbcUrl(),
                "--spring.data.redis.url=" + redis.url(),
                "--omnihub.events.heartbeat=1s");
    }

    private static Hub any() {
        return HUBS.get(ThreadLocalRandom.current().nextInt(HUBS.size()));
    }

    private static String anyAddress() {
        return any().address();
    }

    private void endTheRelaysSession() throws SQLException {
        DATABASE.number("""
            SELECT count(pg_terminate_backend(l.pid)) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
            WHERE l.locktype = 'advisory' AND d.datname = current_database()
            """);
    }

    private void pauseRedis() throws Exception {
        redis.pause();
        awaitOrders();
        redis.resume();
    }

    private void restartRedis() throws Exception {
        redis.stop();
        awaitOrders();
        redis.restart();
    }

    /** It may lead, and wakes up when another does. */
    private void pauseAHub() throws Exception {
        long pid = HUBS.get(random.nextInt(HUBS.size())).pid();
        signal("STOP", pid);
        try {
            long end = System.nanoTime() + SLEEP.toNanos();
            await().atMost(PROGRESS_LIMIT).until(() -> System.nanoTime() > end);
        } finally {
            signal("CONT", pid);
        }
    }

    private void killAHub() throws Exception {
        int number = random.nextInt(HUBS.size());
        Hub killed = HUBS.get(number);
        killed.kill();
        killed.close();
        Hub next = hub();
        HUBS.set(number, next.awaitReady());
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    }

    private static void awaitOrders() {
        int enough = BOOKS.orders() + CALLERS;
        await().atMost(PROGRESS_LIMIT).until(() -> BOOKS.orders() >= enough);
    }

    /** Every follower hears of something new. */
    private static void awaitProgress(List<Follower> followers) {
        List<Long> known = followers.stream().map(Follower::count).toList();
        await().atMost(PROGRESS_LIMIT)
                .until(() -> IntStream.range(0, known.size())
                        .allMatch(i -> followers.get(i).count() > known.get(i)
                                || !followers.get(i).fault().isEmpty()));
    }

    /** How many events there are, when each has its position. */
    private static long awaitAllGiven() {
        List<Long> events = new ArrayList<>();
        await().atMost(PROGRESS_LIMIT).until(() -> {
            events.add(DATABASE.number("SELECT count(*) FROM event"));
            return DATABASE.number("SELECT sum(length) FROM event_run") == events.getLast();
        });
        return events.getLast();
    }
}
