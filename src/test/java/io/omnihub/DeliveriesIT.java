package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.Shop.Level;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parcels that a store sends, to whom, and what becomes of those that do not arrive. */
class DeliveriesIT implements LedgerProven {
    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private Work clerk = Work.ofAdministrator();
    private String leeds = "";
    private String bath = "";
    private String web = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        bath = shop.store("bath", 51.38, -2.36);
        web = shop.channel("web", leeds, bath);
        lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 10);
        clerk = new Work(Api.store(leeds));
    }

    @Test
    void aParcelThatFailsTwice_andComesBack_isLookedAtAndTakenOffTheOrder() {
        Json order = place(3);
        String part = part(order);
        ship(part);
        fail(part, "nobody was there");
        clerk.step(part, "take-back", Json.of("{reason: ''}")).refuses(422, "invalid-field", "/reason");

        assertThat(fail(part, "A. Buyer has moved").text("/reason")).isEqualTo("A. Buyer has moved");
        Json back = clerk.steps(part, "take-back");

        assertThat(back.text("/state")).isEqualTo("returned-to-stock");
        assertThat(back.text("/reason")).isEqualTo("A. Buyer has moved");
        assertThat(back.number("/lines/0/handedOver")).isZero();
        assertThat(back.items("/steps")).isEmpty();
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 3, 0, 0, 7));
        Json ended = order(order);
        assertThat(ended.text("/state")).isEqualTo("cancelled");
        assertThat(ended.number("/amounts/due/amount")).isZero();
        assertThat(api.get(Shop.ORDERS + "/" + order.text("/id") + "/cancellations")
                        .is(200)
                        .json()
                        .items("/items"))
                .extracting(one -> one.text("/reason"))
                .containsExactly("not delivered");
        assertThat(Announced.types(part))
                .endsWith(
                        "fulfillment-order.delivery-failed",
                        "fulfillment-order.delivery-failed",
                        "fulfillment-order.returned-to-stock");
        assertThat(Announced.data(part)).noneMatch(data -> data.contains("Buyer"));
        clerk.step(part, "take-back").refuses(409, "step-not-allowed");
    }

    @Test
    void ofTwoShipments_whatArrivedStays_andWhatWasLostIsDueToItsCustomer() {
        Json order = place(5);
        String part = part(order);
        api.post(
                        Shop.ORDERS + "/" + order.text("/id") + "/payments",
                        Json.of("{reference: '%s', kind: 'payment', amount: {amount: 1275, currency: 'GBP'}}"
                                .formatted(shop.fresh("pay"))))
                .is(201);
        clerk.steps(part, "acknowledge", "start-picking", "pick");
        clerk.step(part, "pack", Json.of("{parcels: [{lines: [{lineNumber: 1, quantity: 2}]}]}"))
                .is(200);
        clerk.steps(part, "pack");
        clerk.step(part, "ship", Json.of("{carrier: 'Evri', parcels: [1]}")).is(200);
        clerk.step(part, "report-lost").refuses(409, "step-not-allowed");
        clerk.steps(part, "ship");
        clerk.step(part, "deliver", Json.of("{shipment: 1}")).is(200);
        clerk.step(part, "take-back").refuses(409, "step-not-allowed");

        Json lost = clerk.step(part, "report-lost", Json.of("{reason: 'not at the depot'}"))
                .is(200)
                .json();

        assertThat(lost.text("/state")).isEqualTo("lost");
        assertThat(lost.text("/reason")).isEqualTo("not at the depot");
        assertThat(lost.number("/lines/0/handedOver")).isEqualTo(2);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(5, 0, 0, 0, 5));
        Json ended = order(order);
        assertThat(ended.text("/state")).isEqualTo("completed");
        assertThat(ended.number("/lines/0/current")).isEqualTo(2);
        assertThat(ended.number("/lines/0/fulfilled")).isEqualTo(2);
        assertThat(ended.number("/amounts/refundDue/amount")).isEqualTo(3 * 255);
        assertThat(Announced.types(part)).endsWith("fulfillment-order.lost");
        shop.cancel(order.text("/id"), Json.of("{}")).refuses(409, "quantity-not-cancellable");
    }

    @Test
    void whichOfTwoShipmentsCameBack_isSaid_andTheOtherGoesOn() {
        Json order = place(5);
        String part = inTwoShipments(order);
        Reply unnamed =
                clerk.step(part, "fail-delivery", Json.of("{reason: 'x'}")).refuses(422, "missing-field", "/shipment");
        assertThat(unnamed.text("/detail")).contains("1, 2");
        clerk.step(part, "fail-delivery", Json.of("{reason: 'x', shipment: 3}"))
                .refuses(422, "unknown-shipment", "/shipment");
        fail(part, 1, "moved away");
        fail(part, 2, "nobody was there");
        clerk.step(part, "take-back").refuses(422, "missing-field", "/shipment");
        clerk.step(part, "report-lost").refuses(422, "missing-field", "/shipment");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(5, 0, 0, 0, 5));

        Json back =
                clerk.step(part, "take-back", Json.of("{shipment: 1}")).is(200).json();

        assertThat(back.text("/state")).isEqualTo("delivery-failed");
        assertThat(back.text("/reason")).isEqualTo("nobody was there");
        assertThat(back.text("/shipments/0/reason")).isEqualTo("moved away");
        assertThat(back.text("/shipments/0/returnedAt")).isNotEmpty();
        assertThat(back.number("/lines/0/quantity")).isEqualTo(3);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(7, 2, 0, 0, 5));
        assertThat(order(order).number("/lines/0/current")).isEqualTo(3);
        clerk.step(part, "take-back", Json.of("{shipment: 1}")).refuses(422, "unknown-shipment", "/shipment");
        Json arrived = clerk.steps(part, "deliver");
        assertThat(arrived.text("/state")).isEqualTo("delivered");
        assertThat(arrived.find("/reason")).isEmpty();
        assertThat(arrived.find("/shipments/1/reason")).isEmpty();
        assertThat(order(order).text("/state")).isEqualTo("completed");
        assertThat(order(order).number("/lines/0/fulfilled")).isEqualTo(3);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(7, 2, 0, 0, 5));
    }

    @Test
    void ofTwoShipments_oneThatIsLostEndsNothingElse() {
        Json order = place(5);
        String part = inTwoShipments(order);
        fail(part, 1, "nobody was there");

        Json lost = clerk.step(part, "report-lost", Json.of("{shipment: 1, reason: 'burnt'}"))
                .is(200)
                .json();

        assertThat(lost.text("/state")).isEqualTo("shipped");
        assertThat(lost.find("/reason")).isEmpty();
        assertThat(lost.text("/shipments/0/lostAt")).isNotEmpty();
        assertThat(order(order).text("/state")).isEqualTo("processing");
        assertThat(clerk.steps(part, "report-lost").text("/state")).isEqualTo("lost");
        assertThat(order(order).text("/state")).isEqualTo("cancelled");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(5, 0, 0, 0, 5));
    }

    @Test
    void everybodyIsShownTheStepsThatTheyMayDo() {
        String part = part(place(1));
        Work storefront = new Work(Api.storefront(web));

        Json ofClerk = Json.of("['acknowledge', 'reject']");
        assertThat(clerk.part(part).at("/steps")).isEqualTo(ofClerk);
        assertThat(storefront.part(part).at("/steps")).isEqualTo(Json.of("['hold']"));
        assertThat(Work.ofAdministrator().part(part).at("/steps"))
                .isEqualTo(Json.of("['acknowledge', 'reject', 'hold']"));
        Reply refused = clerk.step(part, "pick").refuses(409, "step-not-allowed");
        assertThat(refused.json().at("/steps")).isEqualTo(ofClerk);
    }

    @Test
    void whoSendsIt_knowsWhereTo_whileTheyHaveToAndNobodyElseDoes() {
        Json order = place(1);
        String part = part(order);
        Work storefront = new Work(Api.storefront(web));
        assertThat(clerk.part(part).pointers()).doesNotContain("/deliverTo");
        Reply acknowledged = clerk.step(part, "acknowledge").is(200);
        assertThat(acknowledged.json().pointers()).doesNotContain("/deliverTo");

        Json shown = clerk.part(part);

        assertThat(shown.text("/deliverTo/name")).isEqualTo(order.text("/customer/name"));
        assertThat(shown.at("/deliverTo/address")).isEqualTo(order(order).at("/delivery/address"));
        assertThat(storefront.part(part).pointers()).doesNotContain("/deliverTo");
        Api.store(bath).get(Work.PATH + part).refuses(404, "not-found");
        assertThat(api.all(Work.PATH.replaceFirst("/$", "") + "?location=" + leeds, 50)
                        .toString())
                .doesNotContain("deliverTo", "Buyer");
        assertThat(api.get(Work.PATH + part).header("Cache-Control")).isEqualTo("no-store");
        assertThat(storefront.api().get(Work.PATH + part).header("Cache-Control"))
                .isEmpty();
        storefront.step(part, "hold", Json.of("{reason: 'payment'}")).is(200);
        assertThat(clerk.part(part).pointers()).contains("/deliverTo");
        storefront.step(part, "release").is(200);
        for (String step : List.of("start-picking", "pick", "pack")) {
            assertThat(clerk.steps(part, step).pointers()).contains("/deliverTo");
        }
        shop.cancel(order.text("/id"), Json.of("{}")).is(202);
        assertThat(clerk.part(part).pointers()).contains("/deliverTo");
        for (String step : List.of("refuse-cancellation", "ship")) {
            assertThat(clerk.steps(part, step).pointers()).contains("/deliverTo");
        }
        fail(part, "nobody was there");
        assertThat(clerk.part(part).pointers()).contains("/deliverTo");
        assertThat(clerk.steps(part, "deliver").pointers()).doesNotContain("/deliverTo");
        String street = order.text("/delivery/address/line1");
        assertThat(Announced.data(part)).isNotEmpty().noneMatch(data -> data.contains(street));
    }

    private void fail(String part, int shipment, String reason) {
        clerk.step(part, "fail-delivery", Json.of("{reason: '%s', shipment: %d}".formatted(reason, shipment)))
                .is(200);
    }

    /** Of five lamps, two and three. */
    private String inTwoShipments(Json order) {
        String part = part(order);
        clerk.steps(part, "acknowledge", "start-picking", "pick");
        clerk.step(part, "pack", Json.of("{parcels: [{lines: [{lineNumber: 1, quantity: 2}]}]}"))
                .is(200);
        clerk.steps(part, "pack");
        clerk.step(part, "ship", Json.of("{carrier: 'Evri', parcels: [1]}")).is(200);
        clerk.steps(part, "ship");
        return part;
    }

    private Json fail(String part, String reason) {
        return clerk.step(part, "fail-delivery", Json.of("{reason: '%s'}".formatted(reason)))
                .is(200)
                .json();
    }

    private void ship(String part) {
        clerk.steps(part, "acknowledge", "start-picking", "pick", "pack", "ship");
    }

    private Json place(int lamps) {
        return shop.place(shop.order(web, line(lamp, lamps))).is(201).json();
    }

    private static String part(Json order) {
        return order.text("/fulfillmentOrders/0/id");
    }

    private Json order(Json placed) {
        return api.get(Shop.ORDERS + "/" + placed.text("/id")).is(200).json();
    }
}
