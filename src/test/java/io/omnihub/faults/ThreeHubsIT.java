package io.omnihub.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.TestDatabase;
import io.omnihub.faults.Shop.Line;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Three hubs on one database, which all started on it at the same moment when it was empty, keep one truth. */
class ThreeHubsIT {
    private static final boolean LONG = Boolean.getBoolean("omnihub.faults");
    private static final int RANDOM_ORDERS = LONG ? 100_000 : 5_000;
    private static final int CONNECTIONS = 32;
    private static final int NEW_ENTRIES = 30;
    private static final int PUTS_EACH = 12;
    private static final int FIRST_RECEIPTS = LONG ? 200 : 5;
    private static final int HOT_SKUS = 30;
    private static final Duration KEY_GOES_WITHIN = Duration.ofSeconds(2);

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Shop SHOP = new Shop(HOT_SKUS);
    private static final Books BOOKS = new Books();
    private static final List<Hub> HUBS = new ArrayList<>();

    @BeforeAll
    static void startAtOnce() throws IOException {
        for (int i = 0; i < 3; i++) {
            HUBS.add(Hub.start(DATABASE));
        }
        HUBS.forEach(Hub::awaitReady);
        SHOP.open(HUBS.getFirst(), Shop.PLENTY);
    }

    /** PostgreSQL counts a session's deadlocks for sure when the session is over. */
    @AfterAll
    static void noSessionEverMetADeadlock() throws SQLException {
        HUBS.parallelStream().forEach(Hub::close);
        assertThat(deadlocks()).isZero();
    }

    @Test
    void threeHundredCustomersRaceForAHundredUnits_exactlyAHundredAreServed() throws Exception {
        hub(0).put("/api/v1/items/RACE", Shop.item("RACE"));
        receive("RACE", 100);

        var replies = atOnce(300, i -> {
            var lines = List.of(new Line("RACE", 1));
            var reply = hub(i).post("/api/v1/orders", Shop.order("race-" + i, lines), "race-" + i);
            if (reply.status() == 201) {
                BOOKS.placed(reply.id(), "race-" + i, lines);
            }
            return reply;
        });

        assertThat(replies.stream().map(reply -> reply.status() + reply.code()).collect(groupingBy(r -> r, counting())))
                .isEqualTo(Map.of("201", 100L, "409insufficient-stock", 200L));
        assertThat(replies.stream()
                        .filter(reply -> reply.status() == 409)
                        .map(reply -> reply.body().at("/lines/0/available").asLong()))
                .containsOnly(0L);
        BOOKS.prove(hub(1), DATABASE);
    }

    @Test
    void fiftyCallersWithOneKeyOnThreeHubs_makeOneOrder() throws Exception {
        var lines = List.of(new Line(Shop.sku(0), 2));

        var replies = atOnce(50, i -> hub(i).post("/api/v1/orders", Shop.order("one", lines), "one"));

        assertThat(replies.stream().map(Reply::id).distinct()).hasSize(1);
        assertThat(replies.stream().map(Reply::status).collect(groupingBy(status -> status, counting())))
                .isEqualTo(Map.of(201, 1L, 200, 49L));
        BOOKS.placed(replies.getFirst().id(), "one", lines);
        BOOKS.prove(hub(2), DATABASE);
    }

    @Test
    void aChannelChangedThroughOneHub_isSoForTheNextDecisionOfTheOthers() throws Exception {
        var lines = List.of(new Line(Shop.sku(1), 1));
        for (int round = 0; round < 6; round++) {
            var changed = hub(round);
            var other = hub(round + 1);
            var id = "changed-" + round;

            changed.put("/api/v1/channels/web", Shop.channel("inactive", Shop.LOCATIONS));
            assertThat(other.post("/api/v1/orders", Shop.order(id, lines), id).code())
                    .isEqualTo("inactive-channel");

            var only = Shop.LOCATIONS.get(round % 2);
            changed.put("/api/v1/channels/web", Shop.channel("active", List.of(only)));
            var placed = other.post("/api/v1/orders", Shop.order(id, lines), id);
            assertThat(placed.body().at("/fulfillmentOrders/0/location").asString())
                    .isEqualTo(only);
            BOOKS.placed(placed.id(), id, lines);
        }
        hub(0).put("/api/v1/channels/web", Shop.channel("active", Shop.LOCATIONS));
        BOOKS.prove(hub(0), DATABASE);
    }

    @Test
    void stockThatChangesThroughOneHub_showsInWhatTheOthersSayIsAvailable() throws Exception {
        hub(0).put("/api/v1/items/SHOWN", Shop.item("SHOWN"));
        for (int round = 1; round <= 12; round++) {
            receive(hub(round), "SHOWN", 1, "SHOWN-" + round);
            var received = Instant.now();
            for (var hub : HUBS) {
                var answers = new ArrayList<JsonNode>();
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> {
                            answers.add(hub.get("/api/v1/availability?channel=web&sku=SHOWN")
                                    .body());
                            return Instant.parse(answers.getLast().path("asOf").asString())
                                    .isAfter(received);
                        });
                assertThat(answers.getLast().at("/items/0/availableToPromise").asInt())
                        .isEqualTo(round);
            }
        }
    }

    @Test
    void aKeyDeletedOnOneHub_stopsOnTheOthersWithinTwoSeconds() throws Exception {
        var key = hub(0).post("/api/v1/keys", Map.of("name", "short-lived", "role", "administrator"), "short-lived");
        var secret = key.body().path("secret").asString();
        for (var hub : HUBS) {
            assertThat(hub.get("/api/v1/orders?limit=1", secret).status()).isEqualTo(200);
        }

        assertThat(hub(0).delete("/api/v1/keys/" + key.id()).status()).isEqualTo(204);

        assertThat(hub(0).get("/api/v1/orders?limit=1", secret).status()).isEqualTo(401);
        await().atMost(KEY_GOES_WITHIN)
                .until(() -> hub(1).get("/api/v1/orders?limit=1", secret).status() == 401
                        && hub(2).get("/api/v1/orders?limit=1", secret).status() == 401);
    }

    @Test
    void randomOrdersOfManyHotSkus_meetNoDeadlockAndNoServerError() throws Exception {
        long seed = System.nanoTime();
        System.out.printf("ThreeHubsIT: %d random orders, seed %d%n", RANDOM_ORDERS, seed);

        var statuses = atOnce(RANDOM_ORDERS, i -> {
            var lines = randomLines(new Random(seed + i));
            var reply = hub(i).post("/api/v1/orders", Shop.order("random-" + i, lines), "random-" + i);
            BOOKS.placed(reply.id(), "random-" + i, lines);
            return reply.status();
        });

        assertThat(statuses).containsOnly(201);
        assertThat(deadlocks()).isZero();
        BOOKS.prove(hub(0), DATABASE);
    }

    @Test
    void theSameNewEntriesPutOnThreeHubs_getOneVersionPerChange() throws Exception {
        for (var kind : List.of("items", "locations")) {
            var paths = IntStream.range(0, NEW_ENTRIES)
                    .mapToObj(i -> "/api/v1/" + kind + "/NEW" + i)
                    .toList();

            var replies = atOnce(PUTS_EACH * paths.size(), i -> {
                var body = kind.equals("items") ? Shop.item("Name " + i) : Shop.location("Name " + i);
                return hub(i).put(paths.get(mixed(i)), body);
            });

            for (int entry = 0; entry < NEW_ENTRIES; entry++) {
                int code = entry;
                var ofOne = IntStream.range(0, replies.size())
                        .filter(i -> mixed(i) == code)
                        .mapToObj(replies::get)
                        .toList();
                assertThat(ofOne.stream().map(Reply::status).sorted())
                        .isEqualTo(IntStream.range(0, PUTS_EACH)
                                .mapToObj(i -> i < PUTS_EACH - 1 ? 200 : 201)
                                .toList());
                assertThat(ofOne.stream()
                                .map(reply -> reply.body().path("version").asInt())
                                .sorted())
                        .isEqualTo(IntStream.rangeClosed(1, PUTS_EACH).boxed().toList());
            }
            for (var path : paths) {
                assertThat(hub(1).get(path).body()).isEqualTo(hub(0).get(path).body());
            }
        }
    }

    /** Three entries at a time, on each hub in another order. */
    private static int mixed(int put) {
        int three = put / (3 * PUTS_EACH);
        return three * 3 + (put + put / 3) % 3;
    }

    /**
     * What an order locks for a SKU is made by the SKU's first receipt. Here that comes when an order on each hub has
     * found nothing to lock, and waits for the lock of another SKU before it looks at the stock.
     */
    @Test
    void aSkuWhoseFirstStockComesWhileOrdersWait_isPromisedOnce() throws Exception {
        for (int round = 0; round < FIRST_RECEIPTS; round++) {
            var sku = "FIRST" + round;
            hub(0).put("/api/v1/items/" + sku, Shop.item(sku));
            List<CompletableFuture<Boolean>> promised = new ArrayList<>();
            try (var connection = DATABASE.connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("SELECT FROM stock_sku WHERE sku < '%s' FOR UPDATE".formatted(Shop.sku(HUBS.size())));
                for (int i = 0; i < HUBS.size(); i++) {
                    int number = i;
                    var lines = List.of(new Line(Shop.sku(i), 1), new Line(sku, 5));
                    promised.add(CompletableFuture.supplyAsync(() -> isPlaced(number, sku + "-" + number, lines)));
                }
                await().pollInterval(Duration.ofMillis(10)).until(() -> waitingForLocks() == HUBS.size());
                receive(sku, 5);
                connection.rollback();
            }

            assertThat(promised.stream().filter(CompletableFuture::join)).hasSizeLessThan(2);
        }
        BOOKS.prove(hub(0), DATABASE);
    }

    private static boolean isPlaced(int hub, String id, List<Line> lines) {
        try {
            var reply = hub(hub).post("/api/v1/orders", Shop.order(id, lines), id);
            if (reply.status() == 201) {
                BOOKS.placed(reply.id(), id, lines);
                return true;
            }
            assertThat(reply.code()).isEqualTo("insufficient-stock");
            return false;
        } catch (IOException unanswered) {
            throw new CompletionException(unanswered);
        }
    }

    private static Hub hub(int number) {
        return HUBS.get(number % HUBS.size());
    }

    private static void receive(String sku, int units) throws IOException {
        receive(hub(0), sku, units, "GRN-" + sku);
    }

    private static void receive(Hub hub, String sku, int units, String reference) throws IOException {
        var entries = List.of(Map.of("sku", sku, "location", Shop.LOCATIONS.getFirst(), "quantity", units));
        var receipt = Map.of("reference", reference, "reason", "receipt", "entries", entries);
        assertThat(hub.post("/api/v1/stock/adjustments", receipt, "receive-" + reference)
                        .status())
                .isEqualTo(201);
    }

    private static List<Line> randomLines(Random random) {
        return random.ints(0, HOT_SKUS)
                .distinct()
                .limit(2 + random.nextInt(9))
                .mapToObj(sku -> new Line(Shop.sku(sku), 1 + random.nextInt(3)))
                .toList();
    }

    private interface Act<R> {
        R run(int number) throws Exception;
    }

    /** Does all of it, over as many connections as there may be. */
    private static <R> List<R> atOnce(int count, Act<R> act) throws InterruptedException, ExecutionException {
        List<Callable<R>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            calls.add(() -> act.run(number));
        }
        List<R> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<R> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
        }
        return results;
    }

    private static long deadlocks() throws SQLException {
        return DATABASE.number("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
    }

    private static long waitingForLocks() throws SQLException {
        return DATABASE.number("""
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'omnihub' AND wait_event_type = 'Lock'
            """);
    }
}
