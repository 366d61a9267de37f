package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was changed of an order stays known: when, by whom, and why. */
class OrderChangesIT implements LedgerProven {
    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String web = "";
    private String lamp = "";
    private Json seller = Json.of("{}");
    private Json clerk = Json.of("{}");

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        web = shop.channel("web", leeds);
        lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 100);
        seller = key("{name: 'Web', role: 'storefront', channel: '%s'}".formatted(web));
        clerk = key("{name: 'Till', role: 'store', location: '%s'}".formatted(leeds));
    }

    @Test
    void whatWasCancelled_isListed_alsoWhatAStoreGaveBack() {
        String order = place(5);
        String part = part(order);
        work.steps(part, "acknowledge", "start-picking");
        work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 2}]}"))
                .is(200);
        Json asked = caller(seller)
                .post(path(order, "cancellations"), Shop.part(1, 4).with("/reason", "'too many'"), key())
                .is(202)
                .json();
        new Work(caller(clerk)).step(part, "accept-cancellation").is(200);

        List<Json> listed = api.all(path(order, "cancellations"), 1);

        assertThat(listed).hasSize(2);
        assertThat(listed.getLast()).isEqualTo(asked.without("/order"));
        assertThat(listed.getLast().text("/actor")).isEqualTo(seller.text("/id"));
        assertThat(listed.getLast().text("/reason")).isEqualTo("too many");
        assertThat(listed.getFirst().text("/actor")).isEqualTo(clerk.text("/id"));
        assertThat(listed.getFirst().items("/lines")).containsExactly(Json.of("{lineNumber: 1, quantity: 1}"));
        assertThat(caller(seller)
                        .get(path(order, "cancellations"))
                        .is(200)
                        .json()
                        .items("/items"))
                .isEqualTo(listed);
    }

    @Test
    void whatWasEdited_isListed_withoutNamesAndAddresses() {
        String order = place(2);
        Json fewer = caller(seller)
                .post(path(order, "edits"), Shop.part(1, 1).with("/reason", "'one is enough'"), key())
                .is(201)
                .json();
        Json renamed = api.post(path(order, "edits"), Json.of("{customer: {name: 'C. Heir'}}"), key())
                .is(201)
                .json();

        List<Json> listed = api.all(path(order, "edits"), 1);

        assertThat(listed).containsExactly(renamed.without("/order"), fewer.without("/order"));
        assertThat(listed.getLast().text("/actor")).isEqualTo(seller.text("/id"));
        assertThat(listed.getLast().text("/reason")).isEqualTo("one is enough");
        assertThat(listed.getFirst().find("/reason")).isEmpty();
        assertThat(listed.getFirst().at("/customerChanged")).isEqualTo(Json.of("true"));
        assertThat(listed.toString()).doesNotContain("Heir");
    }

    @Test
    void ofAnOrderThatStandsAsItWasPlaced_thereIsNothing_andOfNoneThereIsNotEvenThat() {
        String order = place(1);
        String app = shop.channel("app", leeds);
        for (String list : List.of("cancellations", "edits")) {
            assertThat(api.all(path(order, list), 50)).isEmpty();
            api.get(path(order, list) + "?order=1").refuses(400, "invalid-parameter", "order");
            api.get(path(order, list) + "?after=x").refuses(400, "invalid-cursor", "after");
            api.get(path(UUID.randomUUID().toString(), list)).refuses(404, "not-found");
            Api.storefront(app).get(path(order, list)).refuses(404, "not-found");
        }
    }

    private String place(long units) {
        return shop.place(shop.order(web, line(lamp, units))).is(201).text("/id");
    }

    private String part(String order) {
        return api.get(Shop.ORDERS + "/" + order).is(200).text("/fulfillmentOrders/0/id");
    }

    private static String path(String order, String list) {
        return Shop.ORDERS + "/" + order + "/" + list;
    }

    private String[] key() {
        return new String[] {"Idempotency-Key", shop.fresh("key")};
    }

    private Json key(String asked) {
        return api.post("/api/v1/keys", Json.of(asked), key()).is(201).json();
    }

    private static Api caller(Json key) {
        return Api.withKey(key.text("/secret"));
    }
}
