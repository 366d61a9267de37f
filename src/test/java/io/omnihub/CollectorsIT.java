package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever comes for an order: the customer, or somebody whom the order names. Their names stand with the order alone. */
class CollectorsIT implements LedgerProven {
    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private Work clerk = Work.ofAdministrator();
    private String leeds = "";
    private String web = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        web = shop.channel("web", leeds);
        lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 10);
        clerk = new Work(Api.store(leeds));
    }

    @Test
    void aFriendComesForSome_andTheCustomerForTheRest_andTheStoreSawWhoMay() {
        Json order = place(collectedBy("B. Friend"));
        assertThat(order.text("/delivery/collector/name")).isEqualTo("B. Friend");
        String part = order.text("/fulfillmentOrders/0/id");
        assertThat(clerk.part(part).pointers()).doesNotContain("/collectors");
        String code = clerk.ready(part);

        assertThat(clerk.part(part).items("/collectors"))
                .containsExactly(Json.of("'A. Buyer'"), Json.of("'B. Friend'"));
        assertThat(api.all(Work.PATH.replaceFirst("/$", "") + "?location=" + leeds, 50)
                        .toString())
                .doesNotContain("Friend", "Buyer");
        clerk.step(part, "collect", shown(code, "B. Friend").with("/lines", "[{lineNumber: 1, quantity: 2}]"))
                .is(200);
        clerk.step(part, "collect", shown(code, "A. Buyer")).is(200);

        assertThat(clerk.part(part).text("/state")).isEqualTo("collected");
        assertThat(clerk.part(part).pointers()).doesNotContain("/collectors");
        List<Json> collections = order(order).items("/collections");
        assertThat(collections).extracting(one -> one.text("/name")).containsExactly("B. Friend", "A. Buyer");
        assertThat(collections)
                .allSatisfy(one -> assertThat(one.text("/fulfillmentOrderId")).isEqualTo(part));
    }

    @Test
    void whoTookIt_standsInNoEventAndInNoAuditEntry() {
        Json order = place(collectedBy("Very Secret"));
        String part = order.text("/fulfillmentOrders/0/id");
        String code = clerk.ready(part);

        clerk.step(part, "collect", shown(code, "Very Secret")).is(200);

        assertThat(Announced.data(part)).isNotEmpty().noneMatch(data -> data.contains("Secret"));
        assertThat(Announced.data(order.text("/id"))).isNotEmpty().noneMatch(data -> data.contains("Secret"));
        assertThat(api.all("/api/v1/audit?subject=fulfillment-order:" + part, 50))
                .isNotEmpty()
                .noneMatch(entry -> entry.toString().contains("Secret"));
        assertThat(clerk.part(part).toString()).doesNotContain("Secret");
    }

    @Test
    void aWrongCode_writesNobodyDown() {
        Json order = place(collectedBy("B. Friend"));
        String part = order.text("/fulfillmentOrders/0/id");
        String code = clerk.ready(part);
        String wrong = code.equals("00000000") ? "11111111" : "00000000";

        clerk.step(part, "collect", shown(wrong, "B. Friend")).refuses(422, "wrong-code", "/code");
        clerk.step(part, "collect", Json.of("{code: '%s'}".formatted(code))).is(200);

        assertThat(order(order).pointers()).doesNotContain("/collections");
    }

    @Test
    void whereNobodyIsNamed_thereIsNobodyToShow() {
        Json nobody = shop.order(web, line(lamp, 1)).with("/delivery", pickup()).without("/customer");
        String part = shop.place(nobody).is(201).text("/fulfillmentOrders/0/id");
        clerk.ready(part);

        assertThat(clerk.part(part).items("/collectors")).isEmpty();
        assertThat(clerk.part(part).at("/collectors").isArray()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | missing-field | /delivery/collector/name",
                "{name: ''} | invalid-field | /delivery/collector/name",
                "{name: 'B', age: 7} | unknown-field | /delivery/collector/age"
            })
    void badCollectors_areNamed(String collector, String code, String field) {
        shop.place(shop.order(web, line(lamp, 1)).with("/delivery", pickup().with("/collector", collector)))
                .refuses(422, code, field);
    }

    @Test
    void whatIsShipped_hasNoCollector() {
        shop.place(shop.order(web, line(lamp, 1)).with("/delivery/collector", "{name: 'B. Friend'}"))
                .refuses(422, "unknown-field", "/delivery/collector");
    }

    private Json place(Json delivery) {
        return shop.place(shop.order(web, line(lamp, 3)).with("/delivery", delivery))
                .is(201)
                .json();
    }

    private Json pickup() {
        return Json.of("{method: 'pickup', location: '%s'}".formatted(leeds));
    }

    private Json collectedBy(String name) {
        return pickup().with("/collector", "{name: '%s'}".formatted(name));
    }

    private static Json shown(String code, String name) {
        return Json.of("{code: '%s', collectedBy: '%s'}".formatted(code, name));
    }

    private Json order(Json placed) {
        return api.get(Shop.ORDERS + "/" + placed.text("/id")).is(200).json();
    }
}
