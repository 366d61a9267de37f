package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Store pickup, transfers to it, backorders, and why an order is fulfilled from where it is. */
class SourcingIT implements LedgerProven {
    private static final String PREVIEW = "/api/v1/sourcing/preview";

    private final Shop shop = new Shop();
    private final Api api = Api.administrator();
    private String lamp = "";
    private String york = "";
    private String leeds = "";
    private String bath = "";
    private String web = "";

    @BeforeEach
    void openTheShop() {
        lamp = shop.item("lamp");
        york = shop.own("york");
        leeds = shop.own("leeds");
        bath = shop.own("bath");
        shop.putLocation(york, everything("york", 53.96, -1.08));
        shop.putLocation(leeds, everything("leeds", 53.80, -1.55));
        shop.putLocation(bath, everything("bath", 51.38, -2.36));
        web = shop.channel("web", york, leeds, bath);
    }

    @Test
    void aPickup_isServedFromTheChosenStore_thoughAnotherIsNearer() {
        shop.receive(lamp, york, 5);
        shop.receive(lamp, bath, 5);

        Reply placed = shop.place(pickupAt(bath, 2)).is(201);

        assertThat(placed.text("/fulfillmentOrders/0/location")).isEqualTo(bath);
        assertThat(placed.text("/fulfillmentOrders/0/method")).isEqualTo("pickup");
        assertThat(placed.text("/fulfillmentOrders/0/state")).isEqualTo("allocated");
        assertThat(placed.text("/delivery/location")).isEqualTo(bath);
        assertThat(Instant.parse(placed.text("/fulfillmentOrders/0/promisedAt")))
                .isAfterOrEqualTo(Instant.parse(placed.text("/placedAt")));
    }

    @Test
    void whatTheChosenStoreLacks_comesByTransfer_andIsAllocatedWhereItLies() {
        shop.receive(lamp, york, 1);
        shop.receive(lamp, leeds, 5);

        Reply placed = shop.place(pickupAt(york, 3)).is(201);

        assertThat(placed.text("/fulfillmentOrders/0/state")).isEqualTo("allocated");
        assertThat(placed.number("/fulfillmentOrders/0/lines/0/quantity")).isEqualTo(1);
        assertThat(placed.text("/fulfillmentOrders/1/state")).isEqualTo("awaiting-transfer");
        assertThat(placed.text("/fulfillmentOrders/1/location")).isEqualTo(york);
        assertThat(placed.number("/fulfillmentOrders/1/lines/0/quantity")).isEqualTo(2);
        assertThat(placed.text("/fulfillmentOrders/1/transferId")).isNotEmpty();
        assertThat(Instant.parse(placed.text("/fulfillmentOrders/1/promisedAt")))
                .isAfter(Instant.parse(placed.text("/placedAt")).plus(Duration.ofHours(12)));
        assertThat(shop.level(lamp, york).allocated()).isEqualTo(1);
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(2);
    }

    @Test
    void cancellingAnOrderOnTransfer_givesTheUnitsBackWhereTheyLie() {
        shop.receive(lamp, york, 1);
        shop.receive(lamp, leeds, 5);
        String id = shop.place(pickupAt(york, 3)).is(201).text("/id");

        Reply partly = api.post(
                        Shop.ORDERS + "/" + id + "/cancellations",
                        Json.of("{lines: [{lineNumber: 1, quantity: 1}]}"),
                        "Idempotency-Key",
                        shop.fresh("cancel"))
                .is(201);
        assertThat(partly.number("/order/fulfillmentOrders/1/lines/0/quantity")).isEqualTo(1);
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(1);

        Reply whole = api.post(
                        Shop.ORDERS + "/" + id + "/cancellations",
                        Json.of("{}"),
                        "Idempotency-Key",
                        shop.fresh("cancel"))
                .is(201);
        assertThat(whole.text("/order/state")).isEqualTo("cancelled");
        assertThat(shop.level(lamp, leeds).allocated()).isZero();
        assertThat(shop.level(lamp, york).allocated()).isZero();
    }

    @Test
    void aPickupThatNobodyCanServe_isRefused_andAStoreThatHandsOverNothingNamesOthers() {
        shop.receive(lamp, leeds, 2);

        shop.place(pickupAt(york, 3)).refuses(409, "insufficient-stock");

        String warehouse = shop.own("shed");
        shop.putLocation(warehouse, everything("shed", 53.9, -1.1).with("/kind", "'warehouse'"));
        shop.putChannel(web, Shop.channelContent(york, leeds, warehouse));
        Reply refused = shop.place(pickupAt(warehouse, 1)).refuses(409, "pickup-unavailable");
        assertThat(refused.text("/reason")).isEqualTo("not-a-store");
        assertThat(refused.text("/alternatives/0/location"))
                .as("nearer, by a transfer")
                .isEqualTo(york);
        assertThat(refused.text("/alternatives/1/location")).isEqualTo(leeds);

        assertThat(shop.place(pickupAt(shop.own("nowhere"), 1))
                        .refuses(409, "pickup-unavailable")
                        .text("/reason"))
                .isEqualTo("unknown");
    }

    @Test
    void aPickupNearAPoint_choosesTheStore_andNoneNearIsRefused() {
        shop.receive(lamp, york, 5);
        shop.receive(lamp, bath, 5);
        var near = shop.order(web, line(lamp, 1))
                .with("/delivery", "{method: 'pickup-nearest', near: {latitude: 51.4, longitude: -2.3}}");

        Reply placed = shop.place(near).is(201);
        assertThat(placed.text("/fulfillmentOrders/0/location")).isEqualTo(bath);
        assertThat(placed.text("/delivery/method")).isEqualTo("pickup-nearest");

        shop.place(shop.order(web, line(lamp, 1))
                        .with(
                                "/delivery",
                                "{method: 'pickup-nearest', near: {latitude: 10, longitude: 10}, maxDistanceKm: 20}"))
                .refuses(409, "no-store-near");
    }

    @Test
    void whatIsShort_waitsWithoutALocation_whereTheOrderAllowsIt() {
        shop.receive(lamp, york, 1);
        var asked = shop.order(web, line(lamp, 4)).with("/allowBackorder", "true");

        Reply placed = shop.place(asked).is(201);

        assertThat(placed.text("/fulfillmentOrders/0/state")).isEqualTo("allocated");
        assertThat(placed.text("/fulfillmentOrders/1/state")).isEqualTo("backordered");
        assertThat(placed.number("/fulfillmentOrders/1/lines/0/quantity")).isEqualTo(3);
        assertThat(shop.level(lamp, york).availableToFulfil()).isZero();
        api.post(
                        Shop.ORDERS + "/" + placed.text("/id") + "/cancellations",
                        Json.of("{}"),
                        "Idempotency-Key",
                        shop.fresh("cancel"))
                .is(201);
        assertThat(shop.level(lamp, york).allocated()).isZero();
    }

    @Test
    void anOrder_tellsWhyItIsFulfilledFromWhereItIs() {
        shop.receive(lamp, york, 5);
        shop.receive(lamp, leeds, 5);
        String id = shop.place(shop.order(web, line(lamp, 1))).is(201).text("/id");

        Reply why = api.get(Shop.ORDERS + "/" + id + "/sourcing").is(200);

        assertThat(why.text("/items/0/explanation/weighed/0/locations/0")).isEqualTo(york);
        assertThat(why.text("/items/0/explanation/weighed/1/locations/0")).isEqualTo(leeds);
        assertThat(why.number("/items/0/explanation/out/no-stock")).isEqualTo(1);
        api.get(Shop.ORDERS + "/01890000-0000-7000-8000-000000000000/sourcing").is(404);
    }

    @Test
    void aPreview_plansWithoutPromising_alsoWithoutALocation() {
        shop.receive(lamp, york, 5);
        shop.receive(lamp, leeds, 5);
        Json question = Json.of(
                        "{channel: '%s', delivery: {method: 'ship', position: {latitude: 53.96, longitude: -1.08}}}"
                                .formatted(web))
                .with("/lines", "[{sku: '%s', quantity: 2}]".formatted(lamp));

        assertThat(api.post(PREVIEW, question).is(200).text("/parts/0/location"))
                .isEqualTo(york);
        Reply without = api.post(PREVIEW, question.with("/without", "['%s']".formatted(york)))
                .is(200);
        assertThat(without.text("/parts/0/location")).isEqualTo(leeds);
        assertThat(without.number("/explanation/out/excluded")).isEqualTo(1);
        api.post(PREVIEW, question.with("/without", "['%s', 'nowhere']".formatted(york)))
                .refuses(422, "unknown-location", "/without/1");
        Reply byRules = api.post(
                        PREVIEW,
                        question.with(
                                "/policy", "{scoring: {kind: 'rules', criteria: ['nearest']}, storesShip: false}"))
                .is(200);
        assertThat(byRules.text("/outcome")).isEqualTo("insufficient-stock");
        api.post(PREVIEW, question.with("/policy", "{scoring: {kind: 'rules', criteria: ['cheapest-looking']}}"))
                .refuses(422, "invalid-field", "/policy/scoring/criteria/0");
        Reply tooMuch =
                api.post(PREVIEW, question.with("/lines/0/quantity", "11")).is(200);
        assertThat(tooMuch.text("/outcome")).isEqualTo("insufficient-stock");
        assertThat(tooMuch.number("/available/0/available")).isEqualTo(10);
        assertThat(shop.level(lamp, york).allocated()).isZero();

        Json order = shop.order(web, line(lamp, 2));
        Json asOrdered = question.with("/delivery", order.at("/delivery").toString())
                .with("/lines", order.at("/lines").toString());
        assertThat(api.post(PREVIEW, asOrdered).is(200).text("/parts/0/location"))
                .isEqualTo(york);

        api.post(PREVIEW, question.with("/lines/0/sku", "'no-such-sku'")).refuses(422, "unknown-item", "/lines/0/sku");
        api.post(PREVIEW, question.with("/channel", "'no-such-one'")).refuses(422, "unknown-channel", "/channel");
        api.post(PREVIEW, question.with("/delivery/position/latitude", "91"))
                .refuses(422, "invalid-field", "/delivery/position/latitude");
        shop.putChannel(web, Json.of("{name: 'Web', state: 'inactive', pool: ['%s']}".formatted(york)));
        api.post(PREVIEW, question).refuses(422, "inactive-channel", "/channel");
    }

    @Test
    void whatALocationHasTakenOnToday_fillsItsDay() {
        shop.receive(lamp, york, 50);
        shop.receive(lamp, leeds, 50);
        assertThat(shop.place(shop.order(web, line(lamp, 3))).is(201).text("/fulfillmentOrders/0/location"))
                .isEqualTo(york);

        shop.putLocation(york, everything("york", 53.96, -1.08).with("/dailyCapacity", "3"));

        await().until(() -> shop.place(shop.order(web, line(lamp, 1)))
                .is(201)
                .text("/fulfillmentOrders/0/location")
                .equals(leeds));
    }

    @Test
    void aFullDay_sendsTheNextOrderElsewhere_butServesWhereNothingElseCan() {
        shop.putLocation(york, everything("york", 53.96, -1.08).with("/dailyCapacity", "0"));
        shop.receive(lamp, york, 5);
        shop.receive(lamp, leeds, 1);

        assertThat(shop.place(shop.order(web, line(lamp, 1))).is(201).text("/fulfillmentOrders/0/location"))
                .isEqualTo(leeds);
        assertThat(shop.place(shop.order(web, line(lamp, 1))).is(201).text("/fulfillmentOrders/0/location"))
                .isEqualTo(york);
    }

    private Json pickupAt(String store, long units) {
        return shop.order(web, line(lamp, units))
                .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(store));
    }

    private static Json everything(String name, double latitude, double longitude) {
        return Shop.storeContent(name, latitude, longitude)
                .with("/capabilities", "['ship', 'pickup', 'transfer-in', 'transfer-out']");
    }
}
