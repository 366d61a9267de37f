package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import io.omnihub.platform.RedisProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to Redis, orders go on, and limits too. Here administrators have a limit, which nobody reaches, so that
 * each order counts towards one; services have a low one.
 */
class RedisAwayIT {
    private static final int CALLERS = 8;
    private static final int LIMIT = 200;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** What two hubs may let through before they know of each other, and what comes in meanwhile. */
    private static final int TOLERANCE = LIMIT / 4;

    private static final Duration PROGRESS_LIMIT = Duration.ofSeconds(60);
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Shop SHOP = new Shop(12);
    private static final Books BOOKS = new Books();
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static RedisProcess redis;
    private static List<Hub> hubs = List.of();

    @BeforeAll
    static void start() throws IOException {
        redis = RedisProcess.start();
        hubs = List.of(hub(), hub());
        hubs.forEach(Hub::awaitReady);
        SHOP.open(hubs.getFirst(), Shop.PLENTY);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        hubs.forEach(Hub::close);
        redis.stop();
    }

    @Test
    void flushedPausedAndStoppedUnderLoad_ordersGoOn_andLimitsLocallyAndThenTogether() throws Exception {
        assertThat(granted(key(), hubs)).as("together").isBetween(LIMIT, LIMIT + TOLERANCE);
        var traffic = Traffic.start(hubs::getFirst, SHOP, BOOKS, "redis", CALLERS, 1);
        try {
            String flushed = key();
            int before = granted(flushed, hubs);
            redis.flush();
            awaitOrders();
            assertThat(before + granted(flushed, hubs))
                    .as("what a hub knows, no flush makes it forget")
                    .isBetween(LIMIT, LIMIT + TOLERANCE);

            redis.pause();
            awaitOrders();
            assertThat(granted(key(), hubs.subList(0, 1))).as("alone, paused").isBetween(LIMIT, LIMIT + TOLERANCE);
            redis.resume();
            awaitLimitsTogether();

            redis.stop();
            awaitOrders();
            assertThat(granted(key(), hubs.subList(0, 1))).as("alone, stopped").isBetween(LIMIT, LIMIT + TOLERANCE);
            redis.restart();
            awaitLimitsTogether();
            awaitOrders();
        } finally {
            System.out.printf("RedisAwayIT: %s%n", traffic.stop());
        }
        assertThat(traffic.unanswered()).isZero();
        BOOKS.prove(hubs.getLast(), DATABASE);
    }

    private static Hub hub() throws IOException {
        return Hub.start(
                DATABASE,
                DATABASE.r2dbcUrl(),
                "--spring.data.redis.url=" + redis.url(),
                "--omnihub.limits.administrator=100000/1s",
                "--omnihub.limits.service=%d/%ds".formatted(LIMIT, WINDOW.toSeconds()));
    }

    private static String key() throws IOException {
        var name = "service-" + KEYS.incrementAndGet();
        return hubs.getFirst()
                .post("/api/v1/keys", Map.of("name", name, "role", "service"), name)
                .body()
                .path("secret")
                .asString();
    }

    /** How many of half as many again as a hub allows are let through, taking the hubs in turn. */
    private static int granted(String key, List<Hub> asked) throws IOException {
        int granted = 0;
        for (int i = 0; i < LIMIT + LIMIT / 2; i++) {
            var reply = asked.get(i % asked.size()).get("/api/v1/items?limit=1", key);
            if (reply.status() == 200) {
                granted++;
            } else {
                assertThat(reply.status()).isEqualTo(429);
                assertThat(reply.code()).isEqualTo("rate-limited");
                assertThat(reply.retryAfter()).isPresent();
            }
        }
        return granted;
    }

    private static void awaitLimitsTogether() {
        await().atMost(PROGRESS_LIMIT).until(() -> granted(key(), hubs) <= LIMIT + TOLERANCE);
    }

    private static void awaitOrders() {
        int goal = BOOKS.orders() + 50;
        await().atMost(PROGRESS_LIMIT).until(() -> BOOKS.orders() >= goal);
    }
}
