package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The network between hub and PostgreSQL fails in every way it can. */
class DatabaseCutOffIT {
    private static final boolean LONG = Boolean.getBoolean("omnihub.faults");
    private static final int CUTS = LONG ? 1_000 : 40;
    private static final int LOST_COMMITS = LONG ? 200 : 25;
    private static final int TIMES = LONG ? 5 : 1;

    /** Silence that ends is a mild case of connections that fall silent for ever. */
    private static final List<Link.State> OUTAGES =
            LONG ? List.of(Link.State.GONE, Link.State.SILENT) : List.of(Link.State.GONE);

    private static final int CALLERS = 16;
    private static final Duration PROGRESS_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);
    private static final long SEED = System.nanoTime();

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Shop SHOP = new Shop(12);
    private static final Books BOOKS = new Books();
    private static final Random RANDOM = new Random(SEED);
    private static Link link;
    private static Hub hub;

    @BeforeAll
    static void start() throws IOException {
        System.out.printf("DatabaseCutOffIT: seed %d%n", SEED);
        var direct = URI.create(DATABASE.r2dbcUrl().substring("r2dbc:".length()));
        link = new Link(direct.getPort(), RANDOM.nextLong());
        hub = Hub.start(
                        DATABASE,
                        "r2dbc:postgresql://localhost:%d%s".formatted(link.port(), direct.getPath()),
                        "--omnihub.engine.batch-timeout=1s",
                        "--omnihub.engine.retries=3",
                        "--omnihub.read-timeout=2s")
                .awaitReady();
        SHOP.open(hub, Shop.PLENTY);
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
        link.close();
    }

    @Test
    void connectionsResetAtAnyByte_leaveEachRequestAnsweredAndDoneOnce() throws Exception {
        underLoad("cut", () -> {
            link.become(Link.State.CUTTING);
            for (int i = 0; i < CUTS; i++) {
                awaitCount(link::cuts, 1);
            }
        });
    }

    @Test
    void aCommitWhoseAnswerIsLost_isFoundByItsKey() throws Exception {
        underLoad("lost", () -> {
            for (int i = 0; i < LOST_COMMITS; i++) {
                link.become(Link.State.LOSING_COMMITS);
                awaitCount(link::lostCommits, 1);
                link.become(Link.State.OPEN);
                awaitCount(BOOKS::orders, 1 + RANDOM.nextInt(CALLERS));
            }
        });
    }

    @Test
    void aDatabaseThatIsGone_isMissedUntilItIsBack() throws Exception {
        for (var outage : OUTAGES) {
            outages(outage.name().toLowerCase(Locale.ROOT), outage);
        }
    }

    @Test
    void connectionsThatFallSilentForEver_areReplaced() throws Exception {
        underLoad("forgotten", () -> {
            for (int i = 0; i < TIMES; i++) {
                link.forgetConnections();
                awaitCount(BOOKS::orders, CALLERS);
            }
        });
    }

    @Test
    void readersOfADatabaseThatFallsSilent_areToldInTimeAndServedAgain() throws Exception {
        assertThat(hub.get("/api/v1/orders?limit=1").status()).isEqualTo(200);
        link.become(Link.State.SILENT);
        try {
            var reply = hub.get("/api/v1/orders?limit=1");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.asksForRepeat()).isTrue();
        } finally {
            link.forgetConnections();
        }
        await().atMost(PROGRESS_LIMIT)
                .until(() -> hub.get("/api/v1/orders?limit=1").status() == 200);
    }

    private static void outages(String name, Link.State outage) throws Exception {
        underLoad(name, () -> {
            for (int i = 0; i < TIMES; i++) {
                link.become(outage);
                int answered = hubsUnavailable();
                await().atMost(PROGRESS_LIMIT).until(() -> hubsUnavailable() > answered);
                link.become(Link.State.OPEN);
                awaitCount(BOOKS::orders, CALLERS);
            }
        });
    }

    private interface Trouble {
        void make() throws Exception;
    }

    private static void underLoad(String name, Trouble trouble) throws Exception {
        var traffic = Traffic.start(() -> hub, SHOP, BOOKS, name, CALLERS, RANDOM.nextLong());
        try {
            trouble.make();
        } finally {
            link.become(Link.State.OPEN);
            System.out.printf(
                    "DatabaseCutOffIT: %d cuts, %d commits lost; %s%n",
                    link.cuts(), link.lostCommits(), traffic.stop());
        }
        assertThat(traffic.unanswered()).isZero();
        BOOKS.prove(hub, DATABASE);
    }

    /** How often the hub has said that the database is away. */
    private static int hubsUnavailable() {
        return hub.log().split("the database is not available", -1).length - 1;
    }

    private static void awaitCount(IntSupplier count, int more) {
        int enough = count.getAsInt() + more;
        await().atMost(PROGRESS_LIMIT).pollInterval(LOOK_EVERY).until(() -> count.getAsInt() >= enough);
    }
}
