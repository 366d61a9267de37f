package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A web shop with a depot, and two stores that help it by the retailer's rule. */
class WhenShortIT implements LedgerProven {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CAPABILITIES = "['ship', 'pickup', 'transfer-in', 'transfer-out']";

    private final Api api = Api.administrator();
    private final Transport transport = Transport.ofAdministrator();
    private final Shop shop = new Shop();
    private String depot = "";
    private String leeds = "";
    private String york = "";
    private String web = "";
    private String mug = "";

    @BeforeEach
    void openTheShop() {
        depot = place("depot", 52.26, -1.16, "warehouse");
        leeds = place("leeds", 53.80, -1.55, "store");
        york = place("york", 53.96, -1.08, "store");
        web = shop.own("web");
        mug = shop.item("mug");
    }

    private String place(String name, double latitude, double longitude, String kind) {
        String code = shop.own(name);
        shop.putLocation(
                code,
                Shop.storeContent(name, latitude, longitude)
                        .with("/kind", "'" + kind + "'")
                        .with("/capabilities", CAPABILITIES));
        return code;
    }

    @Test
    void storesJoinThePool_onlyForWhatItIsShortOf_andItSaysWhy() {
        rule("{rule: 'pool', below: 2, locations: ['%s']}".formatted(leeds));
        shop.receive(mug, depot, 5);
        shop.receive(mug, leeds, 10);

        awaitAvailable(15, 10, false);
        Json first = place(3);
        assertThat(Shop.parts(first)).containsExactly(depot + "[1×3]");
        assertThat(explanation(first).pointers()).noneMatch(pointer -> pointer.startsWith("/offered"));
        awaitAvailable(12, 10, false);

        Json second = place(4);
        assertThat(second.items("/fulfillmentOrders")).isNotEmpty();
        assertThat(explanation(second).at("/offered").toString())
                .isEqualTo(Json.of("[{sku: '%s', rule: 'pool', promisable: 2, below: 2, units: 10}]".formatted(mug))
                        .toString());
        assertThat(shop.level(mug, leeds).allocated() + shop.level(mug, depot).allocated())
                .isEqualTo(7);
        assertThat(shop.level(mug, leeds).allocated()).isPositive();
        shop.place(shop.order(web, line(mug, 9))).refuses(409, "insufficient-stock");
        place(8);
        awaitAvailable(0, 0, true);
    }

    @Test
    void oneHundredBuyers_neverHaveWhatTheStoresKeep() {
        rule("{rule: 'threshold', keep: 4, locations: ['%s', '%s']}".formatted(leeds, york));
        shop.receive(mug, depot, 3);
        shop.receive(mug, leeds, 9);
        shop.receive(mug, york, 2);

        List<Integer> answers = Crowd.of(16)
                .call(40, _ -> shop.place(shop.order(web, line(mug, 1))).status());

        assertThat(answers).filteredOn(status -> status == 201).hasSize(8);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(32);
        assertThat(shop.level(mug, leeds).availableToFulfil()).isEqualTo(4);
        assertThat(shop.level(mug, york).availableToFulfil()).isEqualTo(2);
        assertThat(shop.hold(shop.cart(web, 60, Shop.entry(mug, 1))).status()).isEqualTo(409);
        shop.receive(mug, york, 3);
        shop.hold(shop.cart(web, 60, Shop.entry(mug, 1))).is(201);
        assertThat(shop.level(mug, york).availableToFulfil()).isEqualTo(4);
    }

    @Test
    void whoWaits_isServedByAStoreThatCanHelp() {
        rule("{rule: 'threshold', keep: 1, locations: ['%s']}".formatted(leeds));
        shop.receive(mug, depot, 1);
        shop.place(shop.order(web, line(mug, 2)).with("/allowBackorder", true)).is(201);

        shop.receive(mug, leeds, 2);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(shop.level(mug, leeds).allocated()).isEqualTo(1));
    }

    @Test
    void aPickup_isHelpedByStores_butNotCollectedThere() {
        shop.putChannel(
                web,
                Shop.channelContent(york).with("/whenShort", "{rule: 'pool', locations: ['%s']}".formatted(leeds)));
        shop.receive(mug, leeds, 3);

        Json order = shop.place(pickup(york)).is(201).json();

        assertThat(order.text("/fulfillmentOrders/0/state")).isEqualTo("awaiting-transfer");
        assertThat(transport.read(order.text("/fulfillmentOrders/0/transferId")).text("/source"))
                .isEqualTo(leeds);
        shop.place(pickup(leeds)).refuses(409, "pickup-unavailable");
    }

    @Test
    void storesSendWhatThePoolLacks_once_andAgainWhenItIsShortAgain() {
        rule("{rule: 'transfer', below: 3, upTo: 6, keep: 2, locations: ['%s', '%s'], to: '%s'}"
                .formatted(leeds, york, depot));
        shop.receive(mug, depot, 4);
        shop.receive(mug, leeds, 5);
        shop.receive(mug, york, 4);

        place(2);

        List<Json> sent = awaitSent(2);
        assertThat(sent.stream()
                        .map(transfer -> transfer.text("/source") + " "
                                + transfer.text("/destination") + " "
                                + transfer.number("/lines/0/quantity")))
                .containsExactlyInAnyOrder(leeds + " " + depot + " 3", york + " " + depot + " 1");
        assertThat(sent.getFirst().text("/reason"))
                .isEqualTo("%s can promise 2 of %s, fewer than 3".formatted(web, mug));

        place(2);
        shop.place(shop.order(web, line(mug, 1))).refuses(409, "insufficient-stock");
        sent.forEach(transfer -> transport.steps(transfer.text("/id"), "start-picking", "ship", "receive"));
        place(2);

        awaitSent(3);
        assertThat(shop.level(mug, york).availableToFulfil()).isEqualTo(2);
        assertThat(shop.level(mug, leeds).availableToFulfil()).isEqualTo(2);
    }

    @Test
    void aRule_isReadAsItWasPut_andOneThatMakesNoSense_isRefused() {
        String good =
                "{rule: 'transfer', below: 3, upTo: 6, keep: 2, locations: ['%s'], to: '%s'}".formatted(leeds, depot);
        rule(good);
        assertThat(api.get("/api/v1/channels/" + web).is(200).json().at("/whenShort"))
                .isEqualTo(Json.of(good));
        shop.putChannel(web, Shop.channelContent(depot));
        assertThat(api.get("/api/v1/channels/" + web).is(200).json().pointers())
                .noneMatch(pointer -> pointer.startsWith("/whenShort"));
        for (String bad : List.of(
                "{rule: 'pool', locations: []}",
                "{rule: 'pool', locations: ['%s']}".formatted(depot),
                "{rule: 'pool', keep: 1, locations: ['%s']}".formatted(leeds),
                "{rule: 'threshold', to: '%s', locations: ['%s']}".formatted(depot, leeds),
                "{rule: 'transfer', below: 3, upTo: 3, locations: ['%s'], to: '%s'}".formatted(leeds, depot),
                "{rule: 'transfer', below: 3, upTo: 6, locations: ['%s'], to: '%s'}".formatted(leeds, york),
                "{rule: 'pool', locations: ['nowhere-at-all']}")) {
            assertThat(put(bad).status()).as(bad).isBetween(400, 422);
        }
        put("{rule: 'pool', locations: ['NOWHERE']}").refuses(422, "unknown-location", "/whenShort/locations");
    }

    private Reply put(String rule) {
        return api.put("/api/v1/channels/" + web, Shop.channelContent(depot).with("/whenShort", rule));
    }

    private void rule(String rule) {
        put(rule).succeeds();
    }

    private Json place(long units) {
        return shop.place(shop.order(web, line(mug, units))).is(201).json();
    }

    private Json pickup(String store) {
        return shop.order(web, line(mug, 1)).with("/delivery", "{method: 'pickup', location: '%s'}".formatted(store));
    }

    private Json explanation(Json order) {
        return api.get("/api/v1/orders/" + order.text("/id") + "/sourcing")
                .is(200)
                .json()
                .at("/items/0/explanation");
    }

    private void awaitAvailable(long units, long offered, boolean isShort) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Json item = api.get("/api/v1/availability?sku=" + mug + "&channel=" + web)
                    .is(200)
                    .json()
                    .at("/items/0");
            assertThat(item.number("/availableToPromise")).isEqualTo(units);
            assertThat(item.number("/offered/units")).isEqualTo(offered);
            assertThat(item.at("/offered/isShort").toString()).isEqualTo(Boolean.toString(isShort));
        });
    }

    private List<Json> awaitSent(int transfers) {
        await().atMost(PATIENCE).until(() -> sent().size() >= transfers);
        assertThat(sent()).hasSize(transfers);
        return sent();
    }

    private List<Json> sent() {
        return api.get("/api/v1/transfers?limit=100&location=" + depot)
                .is(200)
                .json()
                .items("/items");
    }
}
