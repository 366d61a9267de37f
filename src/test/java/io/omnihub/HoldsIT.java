package io.omnihub;

import static io.omnihub.Shop.entry;
import static io.omnihub.Shop.line;
import static io.omnihub.Shop.parts;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldsIT {
    private static final int LONG = 600;

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String bath = "";
    private String web = "";
    private String lamp = "";
    private String vase = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        bath = shop.store("bath", 51.38, -2.36);
        web = shop.channel("web", bath, leeds);
        lamp = shop.item("lamp");
        vase = shop.item("vase");
    }

    /** After each test, since an expired hold that a later batch frees could hide what was wrong. */
    @AfterEach
    void theLedgerAddsUp() {
        api.proveLedger();
    }

    @Test
    void aHold_isMade_read_andReleased_andReleasingItAgainChangesNothing() {
        shop.receive(lamp, leeds, 10);

        var made = shop.hold(shop.cart(web, LONG, entry(lamp, 4), entry(lamp, 2)));

        String id = made.is(201).text("/id");
        assertThat(made.header("Location")).isEqualTo(Shop.HOLDS + "/" + id);
        assertThat(made.text("/state")).isEqualTo("active");
        assertThat(made.text("/channel")).isEqualTo(web);
        assertThat(made.json().items("/lines")).containsExactly(entry(lamp, leeds, 6));
        assertThat(read(id)).isEqualTo(made.json());
        assertThat(held(lamp, leeds)).isEqualTo(6);
        assertThat(shop.level(lamp, leeds).availableToFulfil()).isEqualTo(4);

        release(id).is(204);
        release(id).is(204);

        assertThat(read(id)).isEqualTo(made.json().with("/state", "'released'"));
        assertThat(held(lamp, leeds)).isZero();
        assertThat(shop.level(lamp, leeds).availableToFulfil()).isEqualTo(10);
    }

    @Test
    void aRepeat_isTheFirstHoldAsItIsNow_andItsKeyWithOtherContentIsRefused() {
        shop.receive(lamp, leeds, 10);
        var cart = shop.cart(web, LONG, entry(lamp, 4));
        String key = shop.fresh("key");
        var made = api.post(Shop.HOLDS, cart, "Idempotency-Key", key).is(201);
        release(made.text("/id")).is(204);

        assertThat(api.post(Shop.HOLDS, cart, "Idempotency-Key", key).isReplay().json())
                .isEqualTo(made.json().with("/state", "'released'"));
        api.post(Shop.HOLDS, cart.with("/seconds", LONG - 1), "Idempotency-Key", key)
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");
        api.post(Shop.HOLDS, cart).refuses(400, "idempotency-key-required", "Idempotency-Key");
        assertThat(held(lamp, leeds)).isZero();
    }

    @Test
    void aHoldIsSourcedAsAnOrder_nearWhereItGoes_orSplit() {
        List.of(leeds, bath).forEach(location -> shop.receive(lamp, location, 5));
        shop.receive(vase, leeds, 2);
        shop.receive(vase, bath, 2);
        var york = Json.of("{latitude: 53.96, longitude: -1.08}");
        var bristol = Json.of("{latitude: 51.45, longitude: -2.58}");

        var north = shop.hold(shop.cart(web, LONG, entry(lamp, 2)).with("/near", york));
        var south = shop.hold(shop.cart(web, LONG, entry(lamp, 2)).with("/near", bristol));
        var both = shop.hold(shop.cart(web, LONG, entry(vase, 4)));

        assertThat(north.is(201).json().items("/lines")).containsExactly(entry(lamp, leeds, 2));
        assertThat(south.is(201).json().items("/lines")).containsExactly(entry(lamp, bath, 2));
        assertThat(both.is(201).json().items("/lines"))
                .containsExactlyInAnyOrder(entry(vase, leeds, 2), entry(vase, bath, 2));
    }

    @Test
    void withoutEnoughStock_nothingIsHeld_andTheAnswerSaysWhatIsAvailable() {
        shop.putChannel(web, Shop.channelContent(bath, leeds).with("/threshold", 1));
        shop.receive(lamp, leeds, 3);
        shop.receive(lamp, bath, 3);
        shop.receive(vase, leeds, 9);

        var refused = shop.hold(shop.cart(web, LONG, entry(lamp, 6), entry(vase, 1)));

        assertThat(refused.refuses(409, "insufficient-stock").json().items("/lines"))
                .containsExactly(Json.of("{lineNumber: 1, sku: '%s', requested: 6, available: 5}".formatted(lamp)));
        assertThat(held(vase, leeds)).isZero();
        shop.hold(shop.cart(web, LONG, entry(lamp, 5))).is(201);
    }

    @Test
    void whatCannotBeHeld_isRefusedByName() {
        shop.receive(lamp, leeds, 10);
        var cart = shop.cart(web, LONG, entry(lamp, 1));

        shop.hold(cart.with("/channel", "'nowhere'")).refuses(422, "unknown-channel", "/channel");
        shop.hold(cart.with("/lines/0/sku", "'nothing'")).refuses(422, "unknown-item", "/lines/0/sku");
        shop.hold(cart.with("/lines/0/quantity", 0)).refuses(422, "quantity-out-of-range", "/lines/0/quantity");
        shop.hold(cart.with("/seconds", 0)).refuses(422, "invalid-field", "/seconds");
        shop.hold(cart.with("/seconds", 3_601)).refuses(422, "invalid-field", "/seconds");
        shop.hold(cart.with("/near", "{latitude: 91, longitude: 0}")).refuses(422, "invalid-field", "/near/latitude");
        shop.hold(cart.with("/delivery", "{}")).refuses(422, "unknown-field", "/delivery");
        shop.hold(shop.cart(web, LONG, cartLines(101))).refuses(422, "too-many-lines", "/lines");
        shop.putItem(vase, Json.of("{name: 'Vase', state: 'inactive'}"));
        shop.hold(cart.with("/lines/0/sku", "'" + vase + "'")).refuses(422, "inactive-item", "/lines/0/sku");
        shop.putChannel(web, Shop.channelContent(leeds).with("/state", "'inactive'"));
        shop.hold(cart).refuses(422, "inactive-channel", "/channel");
        assertThat(held(lamp, leeds)).isZero();
    }

    @Test
    void aHundredLinesAreHeldOverTheWholePool() {
        String[] stores = IntStream.range(0, 40)
                .mapToObj(i -> shop.store("store%02d".formatted(i), 40 - i * 0.1, 0))
                .toArray(String[]::new);
        String app = shop.channel("app", stores);
        shop.receive(lamp, stores[39], 100);

        var made = shop.hold(shop.cart(app, LONG, cartLines(100)));

        assertThat(made.is(201).json().items("/lines")).containsExactly(entry(lamp, stores[39], 100));
    }

    @Test
    void theLastUnitsAreHeld_anotherOrderIsRefused_andTheHoldersOrderIsPlaced() {
        shop.receive(lamp, leeds, 2);
        shop.receive(lamp, bath, 1);
        String id = shop.hold(shop.cart(web, LONG, entry(lamp, 3))).is(201).text("/id");

        assertThat(shop.place(shop.order(web, line(lamp, 1)))
                        .refuses(409, "insufficient-stock")
                        .number("/lines/0/available"))
                .isZero();
        var asked = shop.order(web, line(lamp, 3)).with("/holds", "['" + id + "']");
        var placed = shop.place(asked).is(201);

        assertThat(parts(placed.json())).containsExactlyInAnyOrder(leeds + "[1×2]", bath + "[1×1]");
        assertThat(read(id).text("/state")).isEqualTo("committed");
        assertThat(held(lamp, leeds) + held(lamp, bath)).isZero();
        shop.place(asked).isReplay();
        release(id).refuses(409, "hold-committed");
        shop.place(shop.order(web, line(lamp, 1)).with("/holds", "['" + id + "']"))
                .refuses(422, "hold-committed", "/holds/0");
        shop.cancel(placed.text("/id"), Json.of("{}")).is(201);
        assertThat(read(id).text("/state")).isEqualTo("committed");
    }

    @Test
    void anOrderCommitsItsHoldsWhole_alsoWhatItDoesNotNeed_andTakesWhatIsBest() {
        shop.receive(lamp, bath, 5);
        String first = shop.hold(shop.cart(web, LONG, entry(lamp, 5))).is(201).text("/id");
        shop.receive(lamp, leeds, 5);
        shop.receive(vase, bath, 1);
        String second = shop.hold(shop.cart(web, LONG, entry(vase, 1))).is(201).text("/id");

        var order = shop.order(web, line(lamp, 2)).with("/holds", "['%s', '%s']".formatted(first, second));

        assertThat(parts(shop.place(order).is(201).json())).containsExactly(leeds + "[1×2]");
        assertThat(List.of(held(lamp, bath), held(vase, bath))).containsOnly(0L);
        assertThat(shop.level(lamp, bath).availableToFulfil()).isEqualTo(5);
        assertThat(List.of(read(first).text("/state"), read(second).text("/state")))
                .containsOnly("committed");
    }

    @Test
    void aRefusedOrder_leavesItsHoldAsItIs() {
        shop.receive(lamp, leeds, 2);
        String id = shop.hold(shop.cart(web, LONG, entry(lamp, 2))).is(201).text("/id");

        assertThat(shop.place(shop.order(web, line(lamp, 3)).with("/holds", "['" + id + "']"))
                        .refuses(409, "insufficient-stock")
                        .number("/lines/0/available"))
                .isEqualTo(2);

        assertThat(read(id).text("/state")).isEqualTo("active");
        assertThat(held(lamp, leeds)).isEqualTo(2);
    }

    @Test
    void anExpiredHold_isShownSo_countsAsAvailable_andIsFreedByWhoNeedsTheUnits() {
        shop.receive(lamp, leeds, 3);
        var made = shop.hold(shop.cart(web, 1, entry(lamp, 3))).is(201);
        String id = made.text("/id");

        await().until(() -> read(id).text("/state").equals("expired"));

        assertThat(read(id)).isEqualTo(made.json().with("/state", "'expired'"));
        assertThat(held(lamp, leeds)).isEqualTo(3);
        assertThat(shop.level(lamp, leeds).availableToFulfil()).isEqualTo(3);
        api.proveLedger();
        release(id).is(204);
        assertThat(held(lamp, leeds)).isEqualTo(3);
        shop.hold(shop.cart(web, LONG, entry(lamp, 2))).is(201);
        assertThat(held(lamp, leeds)).isEqualTo(2);
        assertThat(shop.level(lamp, leeds).availableToFulfil()).isEqualTo(1);
        assertThat(read(id).text("/state")).isEqualTo("expired");
    }

    @Test
    void anOrderIgnoresAHoldThatExpiredOrWasReleased_andIsServedFromWhatIsFree() {
        shop.receive(lamp, leeds, 3);
        String expired = shop.hold(shop.cart(web, 1, entry(lamp, 2))).is(201).text("/id");
        String released =
                shop.hold(shop.cart(web, LONG, entry(lamp, 1))).is(201).text("/id");
        release(released).is(204);
        await().until(() -> read(expired).text("/state").equals("expired"));

        shop.place(shop.order(web, line(lamp, 3)).with("/holds", "['%s', '%s']".formatted(expired, released)))
                .is(201);

        assertThat(read(expired).text("/state")).isEqualTo("expired");
        assertThat(read(released).text("/state")).isEqualTo("released");
        assertThat(held(lamp, leeds)).isZero();
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(3);
    }

    @Test
    void expiredUnits_thatAnOrderDoesNotLookAt_stayCounted_untilSomebodyDoes() {
        shop.receive(lamp, bath, 2);
        shop.receive(lamp, leeds, 2);
        String south = shop.channel("south", bath);
        String north = shop.channel("north", leeds);
        String id = shop.hold(shop.cart(south, 1, entry(lamp, 2))).is(201).text("/id");
        await().until(() -> read(id).text("/state").equals("expired"));

        shop.place(shop.order(north, line(lamp, 1))).is(201);
        assertThat(held(lamp, bath)).isEqualTo(2);
        api.proveLedger();
        shop.place(shop.order(south, line(lamp, 1))).is(201);

        assertThat(held(lamp, bath)).isZero();
    }

    @Test
    void holdsThatAreUnknownOrAnotherChannels_areRefusedByTheirPlaces() {
        shop.receive(lamp, leeds, 5);
        String app = shop.channel("app", leeds);
        String own = shop.hold(shop.cart(web, LONG, entry(lamp, 1))).is(201).text("/id");
        String foreign = shop.hold(shop.cart(app, LONG, entry(lamp, 1))).is(201).text("/id");
        var order = shop.order(web, line(lamp, 1));

        shop.place(order.with("/holds", "['%s', '%s', '%s']".formatted(UUID.randomUUID(), own, foreign)))
                .refuses(422, "unknown-hold", "/holds/0", "/holds/2");
        shop.place(order.with("/holds", "['%s', '%s']".formatted(own, own))).refuses(422, "invalid-field", "/holds/1");
        Api storefront = Api.storefront(web);
        storefront.get(Shop.HOLDS + "/" + foreign).refuses(404, "not-found");
        storefront
                .send("DELETE", Shop.HOLDS + "/" + foreign, BodyPublishers.noBody())
                .refuses(404, "not-found");
        assertThat(read(own).text("/state")).isEqualTo("active");
        assertThat(held(lamp, leeds)).isEqualTo(2);
    }

    @Test
    void fiftyCartsRaceForTenUnits_exactlyTenAreServed() {
        shop.receive(lamp, leeds, 6);
        shop.receive(lamp, bath, 4);

        var replies = Crowd.of(32).call(50, _ -> shop.hold(shop.cart(web, LONG, entry(lamp, 1))));

        assertThat(replies.stream().collect(groupingBy(Reply::status, counting())))
                .isEqualTo(Map.of(201, 10L, 409, 40L));
        assertThat(List.of(held(lamp, leeds), held(lamp, bath))).containsExactly(6L, 4L);
    }

    @Test
    void ordersThatNameOneHoldAtTheSameTime_exactlyOneIsPlaced() {
        for (int round = 0; round < 10; round++) {
            shop.receive(lamp, leeds, 1);
            String id = shop.hold(shop.cart(web, LONG, entry(lamp, 1))).is(201).text("/id");

            var replies = Crowd.of(4)
                    .call(4, _ -> shop.place(shop.order(web, line(lamp, 1)).with("/holds", "['" + id + "']")));

            assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
            replies.stream()
                    .filter(reply -> reply.status() != 201)
                    .forEach(reply -> reply.refuses(422, "hold-committed", "/holds/0"));
        }
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(10);
    }

    @Test
    void anOrderAndAReleaseRaceForAHold_andItsUnitIsPromisedOnceAtMost() {
        for (int round = 0; round < 10; round++) {
            shop.receive(lamp, leeds, 1);
            String id = shop.hold(shop.cart(web, LONG, entry(lamp, 1))).is(201).text("/id");
            var order = shop.order(web, line(lamp, 1)).with("/holds", "['" + id + "']");

            var replies = Crowd.of(2).call(2, i -> i == 0 ? shop.place(order) : release(id));

            replies.getFirst().is(201);
            boolean released = replies.getLast().status() == 204;
            if (!released) {
                replies.getLast().refuses(409, "hold-committed");
            }
            assertThat(read(id).text("/state")).isEqualTo(released ? "released" : "committed");
            assertThat(held(lamp, leeds)).isZero();
        }
    }

    @Test
    void aStormOfHoldsThatExpireAreReleasedAndCommitted_leavesEveryCounterRight() {
        long seed = ThreadLocalRandom.current().nextLong();
        List<String> skus = shop.items(6);
        skus.forEach(sku -> shop.adjust("receipt", entry(sku, leeds, 30), entry(sku, bath, 30)));

        var outcomes = Crowd.of(16).call(600, i -> storm(new Random(seed + i), skus));

        assertThat(outcomes.stream().collect(groupingBy(Reply::status, counting())))
                .as("seed %d", seed)
                .containsOnlyKeys(201, 204, 409);
        for (String sku : skus) {
            var levels = List.of(shop.level(sku, leeds), shop.level(sku, bath));
            assertThat(levels).as("seed %d", seed).allMatch(level -> level.availableToFulfil() >= 0);
        }
    }

    /** A cart of one or two lines, mostly of a second, which is then bought, given up or left behind. */
    private Reply storm(Random random, List<String> skus) {
        String sku = skus.get(random.nextInt(skus.size()));
        String other = skus.get(random.nextInt(skus.size()));
        int units = 1 + random.nextInt(3);
        int seconds = random.nextInt(3) == 0 ? LONG : 1;
        var made = shop.hold(shop.cart(web, seconds, entry(sku, units), entry(other, 1)));
        if (made.status() != 201) {
            return made;
        }
        return switch (random.nextInt(3)) {
            case 0 ->
                shop.place(shop.order(web, line(sku, units), line(other, 1))
                        .with("/holds", "['" + made.text("/id") + "']"));
            case 1 -> release(made.text("/id"));
            default -> made;
        };
    }

    private Json read(String id) {
        return api.get(Shop.HOLDS + "/" + id).is(200).json();
    }

    private Reply release(String id) {
        return api.send("DELETE", Shop.HOLDS + "/" + id, BodyPublishers.noBody());
    }

    private long held(String sku, String location) {
        return api.get("/api/v1/stock?sku=" + sku + "&location=" + location)
                .is(200)
                .number("/items/0/held");
    }

    private Json[] cartLines(int count) {
        return IntStream.range(0, count).mapToObj(_ -> entry(lamp, 1)).toArray(Json[]::new);
    }
}
