package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hub that is killed loses nothing that it has acknowledged, and repeats do nothing twice. */
class KillIT {
    private static final int KILLS = Boolean.getBoolean("omnihub.faults") ? 50 : 3;
    private static final int CALLERS = 16;
    private static final int MAX_ORDERS_BETWEEN = 200;
    private static final Duration PROGRESS_LIMIT = Duration.ofSeconds(60);

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Shop SHOP = new Shop(12);

    private static volatile Hub hub;

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
    void aHubKilledUnderLoadAndStartedAgain_hasEveryAcknowledgedOrderOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.printf("KillIT: %d kills, seed %d%n", KILLS, seed);
        var random = new Random(seed);
        var books = new Books();
        for (int round = 1; round <= KILLS; round++) {
            var traffic = Traffic.start(() -> hub, SHOP, books, "round-" + round, CALLERS, random.nextLong());
            awaitOrders(books, 1 + random.nextInt(MAX_ORDERS_BETWEEN));
            hub.kill();
            hub.close();
            hub = Hub.start(DATABASE).awaitReady();
            awaitOrders(books, CALLERS);
            System.out.println("KillIT: " + traffic.stop());
            assertThat(traffic.unanswered()).isPositive();
            books.prove(hub, DATABASE);
        }
    }

    private static void awaitOrders(Books books, int more) {
        int enough = books.orders() + more;
        await().atMost(PROGRESS_LIMIT).pollInterval(Duration.ofMillis(2)).until(() -> books.orders() >= enough);
    }
}
