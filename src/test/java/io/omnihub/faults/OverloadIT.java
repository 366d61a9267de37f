package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More than the hub can do: it does what it can, says when to come again, and forgets nothing that it took. */
class OverloadIT {
    /** So few may wait that nearly everybody is sent away at first. */
    private static final String QUEUE = "--omnihub.engine.queue-limit=4";

    private static final int CALLERS = 150;
    private static final int ORDERS = Boolean.getBoolean("omnihub.faults") ? 10_000 : 600;
    private static final Duration PROGRESS_LIMIT = Duration.ofMinutes(15);

    private final TestDatabase database = TestDatabase.fresh();
    private final Shop shop = new Shop(12);
    private final Books books = new Books();

    @Test
    void whoIsSentAway_isToldWhenToComeAgain_andIsServedThen() throws Exception {
        try (var hub = Hub.start(database, database.r2dbcUrl(), QUEUE, "--omnihub.engine.lanes=1")
                .awaitReady()) {
            shop.open(hub, Shop.PLENTY);
            var traffic = Traffic.start(() -> hub, shop, books, "crowd", CALLERS, 4);
            await().atMost(PROGRESS_LIMIT).until(() -> books.orders() >= ORDERS && traffic.unavailable() >= CALLERS);
            System.out.println("OverloadIT: " + traffic.stop());

            assertThat(traffic.unanswered()).isZero();
            int crowd = books.orders();
            var calm = Traffic.start(() -> hub, shop, books, "calm", 1, 5);
            await().atMost(PROGRESS_LIMIT).until(() -> books.orders() >= crowd + 10);
            calm.stop();
            assertThat(calm.unavailable()).as("nobody is sent away any more").isZero();
            books.prove(hub, database);
        }
    }
}
