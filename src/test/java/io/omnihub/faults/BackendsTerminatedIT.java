package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import io.omnihub.faults.Shop.Line;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL ends the hub's sessions, or another session stands in their way. */
class BackendsTerminatedIT {
    private static final boolean LONG = Boolean.getBoolean("omnihub.faults");
    private static final int TERMINATIONS = LONG ? 500 : 40;
    private static final int STORM = LONG ? 2_000 : 100;
    private static final int CALLERS = 16;
    private static final Duration PROGRESS_LIMIT = Duration.ofSeconds(60);
    private static final Duration OTHERS_GO_ON_WITHIN = Duration.ofSeconds(1);

    private static final String TERMINATE = "SELECT pg_terminate_backend(pid) ";
    private static final String CANCEL = "SELECT pg_cancel_backend(pid) ";
    private static final String HUBS_SESSIONS =
            "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'omnihub'";
    private static final String WAITS_FOR_LOCK = "SELECT pid " + HUBS_SESSIONS + " AND wait_event_type = 'Lock'";

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Shop SHOP = new Shop(12);
    private static final Books BOOKS = new Books();
    private static Hub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = Hub.start(DATABASE).awaitReady();
        SHOP.open(hub, Shop.PLENTY);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void sessionsEndedAgainAndAgain_leaveEachRequestAnsweredAndDoneOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.printf("BackendsTerminatedIT: %d terminations, seed %d%n", TERMINATIONS, seed);
        var random = new Random(seed);
        var traffic = Traffic.start(() -> hub, SHOP, BOOKS, "ended", CALLERS, random.nextLong());
        int ended = 0;
        try {
            for (int i = 0; i < TERMINATIONS; i++) {
                ended += rows((random.nextBoolean() ? TERMINATE : CANCEL) + HUBS_SESSIONS);
                awaitOrders(1 + random.nextInt(CALLERS));
            }
        } finally {
            System.out.printf("BackendsTerminatedIT: %d sessions ended; %s%n", ended, traffic.stop());
        }

        assertThat(traffic.unanswered()).isZero();
        BOOKS.prove(hub, DATABASE);
    }

    @Test
    void aStormThatEndsEverySessionAtOnce_passes() throws Exception {
        var traffic = Traffic.start(() -> hub, SHOP, BOOKS, "storm", CALLERS, 1);
        int ended = 0;
        try (var connection = DATABASE.connect();
                var terminate = connection.prepareStatement(TERMINATE + HUBS_SESSIONS)) {
            for (int i = 0; i < STORM; i++) {
                try (var result = terminate.executeQuery()) {
                    while (result.next()) {
                        ended++;
                    }
                }
            }
            awaitOrders(CALLERS);
        } finally {
            System.out.printf("BackendsTerminatedIT: %d sessions ended; %s%n", ended, traffic.stop());
        }

        assertThat(traffic.unanswered()).isZero();
        BOOKS.prove(hub, DATABASE);
    }

    @Test
    void aSkuLockedByAnotherSession_makesItsOrdersWaitAndNoOthers() throws Exception {
        var locked = List.of(new Line(Shop.sku(0), 1));
        CompletableFuture<Reply> waiting;
        try (var connection = DATABASE.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT FROM stock_sku WHERE sku = '%s' FOR UPDATE".formatted(Shop.sku(0)));
            int timeouts = lockTimeouts();

            waiting = CompletableFuture.supplyAsync(() -> post("locked", locked));
            await().atMost(PROGRESS_LIMIT).until(() -> rows(WAITS_FOR_LOCK) == 1);
            for (int i = 1; i < SHOP.skus(); i++) {
                var id = "beside-" + i;
                var lines = List.of(new Line(Shop.sku(i), 1));
                long began = System.nanoTime();
                var reply = post(id, lines);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(OTHERS_GO_ON_WITHIN);
                assertThat(reply.status()).isEqualTo(201);
                BOOKS.placed(reply.id(), id, lines);
            }
            await().atMost(PROGRESS_LIMIT).until(() -> lockTimeouts() >= timeouts + 2);
            assertThat(waiting).isNotDone();
            connection.rollback();
        }

        var reply = waiting.join();
        assertThat(reply.status()).isEqualTo(201);
        BOOKS.placed(reply.id(), "locked", locked);
        BOOKS.prove(hub, DATABASE);
    }

    private static Reply post(String id, List<Line> lines) {
        try {
            return hub.post("/api/v1/orders", Shop.order(id, lines), id);
        } catch (IOException unanswered) {
            throw new CompletionException(unanswered);
        }
    }

    /** How often the hub said so. */
    private static int lockTimeouts() {
        return hub.log().split("due to lock timeout", -1).length - 1;
    }

    private static void awaitOrders(int more) {
        int enough = BOOKS.orders() + more;
        await().atMost(PROGRESS_LIMIT).pollInterval(Duration.ofMillis(2)).until(() -> BOOKS.orders() >= enough);
    }

    private static int rows(String sql) throws SQLException {
        try (var connection = DATABASE.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            int rows = 0;
            while (result.next()) {
                rows++;
            }
            return rows;
        }
    }
}
