package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two hubs carry due work out, one of which is killed again and again: every effect happens once. */
class DueWorkKillIT {
    private static final int KILLS = Boolean.getBoolean("omnihub.faults") ? 50 : 3;
    private static final int ORDERS = 40;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String LEASE = "--omnihub.due-work.lease=2s";
    private static final String EXPIRED =
            "SELECT count(%s) FROM event WHERE type = 'io.omnihub.fulfillment-order.expired.v1'";

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Shop SHOP = new Shop(12);

    @Test
    void whatNobodyAcknowledges_isReroutedOnce_whicheverHubDies() throws Exception {
        long seed = System.nanoTime();
        System.out.printf("DueWorkKillIT: %d kills, seed %d%n", KILLS, seed);
        var random = new Random(seed);
        try (Hub steady = Hub.start(DATABASE, DATABASE.r2dbcUrl(), LEASE).awaitReady()) {
            SHOP.open(steady, Shop.PLENTY);
            limitAcknowledgement(steady);
            for (int round = 1; round <= KILLS; round++) {
                int placed = ORDERS * round;
                try (Hub doomed =
                        Hub.start(DATABASE, DATABASE.r2dbcUrl(), LEASE).awaitReady()) {
                    place(steady, round);
                    execute("UPDATE due_work SET next_at = now() WHERE state = 'waiting' AND kind = 'acknowledge-by'");
                    int enough = placed - ORDERS + 1 + random.nextInt(ORDERS);
                    await().atMost(LIMIT)
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> number(EXPIRED.formatted("*")) >= enough);
                    doomed.kill();
                }
                await().atMost(LIMIT)
                        .until(() -> number("SELECT count(*) FROM fulfillment_order WHERE state = 'allocated'"
                                        + " AND location = 'S001' AND predecessor IS NOT NULL")
                                == placed);
                assertThat(number(EXPIRED.formatted("*"))).isEqualTo(placed);
                assertThat(number(EXPIRED.formatted("DISTINCT subject"))).isEqualTo(placed);
                assertThat(number("SELECT count(*) FROM due_work WHERE state <> 'done'"
                                + " AND kind IN ('acknowledge-by', 'source-again')"))
                        .isZero();
                assertThat(steady.get("/api/v1/admin/ledger-proof").body().path("differences"))
                        .isEmpty();
            }
        }
    }

    /** Orders go to W001, and from there to S001, which has no limit. */
    private static void limitAcknowledgement(Hub hub) throws IOException {
        Map<String, Object> location = new HashMap<>();
        ((Map<?, ?>) Shop.location("W001")).forEach((name, value) -> location.put(name.toString(), value));
        location.put("acknowledgeMinutes", 60);
        assertThat(hub.put("/api/v1/locations/W001", location).status()).isEqualTo(200);
    }

    private static void place(Hub hub, int round) throws IOException {
        for (int i = 0; i < ORDERS; i++) {
            String name = "round-" + round + "-" + i;
            var line = new Shop.Line(Shop.sku(i % SHOP.skus()), 1);
            assertThat(hub.post("/api/v1/orders", Shop.order(name, List.of(line)), name)
                            .status())
                    .isEqualTo(201);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DATABASE.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws SQLException {
        try (var connection = DATABASE.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
