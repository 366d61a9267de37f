package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Events that are older than they are kept for are forgotten; who wants them is told so, and positions go on. */
class ForgottenEventsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String KEEP = "--omnihub.events.keep=1h";

    private final TestDatabase database = TestDatabase.fresh();
    private final Shop shop = new Shop(3);

    @Test
    void whoComesForForgottenEvents_isToldWhereToGoOn() throws Exception {
        try (var hub = Hub.start(database, database.r2dbcUrl(), KEEP).awaitReady()) {
            shop.open(hub, Shop.PLENTY);
            await().atMost(PATIENCE)
                    .until(() -> database.number("SELECT count(*) FROM event")
                            == database.number("SELECT sum(length) FROM event_run"));
        }
        long head = head();
        execute("ALTER TABLE event DISABLE TRIGGER event_append_only");
        execute("UPDATE event SET time = time - interval '2 hours'");
        execute("ALTER TABLE event ENABLE TRIGGER event_append_only");

        try (var hub = Hub.start(database, database.r2dbcUrl(), KEEP).awaitReady()) {
            await().atMost(PATIENCE).until(() -> database.number("SELECT count(*) FROM event_run") == 1);

            var gone = hub.get("/api/v1/events?after=0");
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.code()).isEqualTo("position-gone");
            assertThat(gone.body().path("head").asLong()).isEqualTo(head);
            assertThat(gone.body().path("oldest").asLong()).isBetween(2L, head);
            assertThat(database.number("SELECT count(*) FROM event"))
                    .isEqualTo(database.number("SELECT sum(length) FROM event_run"));

            hub.put("/api/v1/items/" + Shop.sku(0), Shop.item("Another name"));
            await().atMost(PATIENCE).until(() -> head() > head);
        }
    }

    private long head() throws SQLException {
        return database.number("SELECT max(position + length - 1) FROM event_run");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
