package io.omnihub;

import static io.omnihub.Shop.entry;
import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import io.omnihub.inventory.Deficit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A maker calls a toy back. It lies in two stores, is promised, picked, and at home with a customer. */
class RecallIT implements LedgerProven {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String york = "";
    private String web = "";
    private String toy = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        york = shop.store("york", 53.96, -1.08);
        web = shop.own("web");
        shop.putChannel(web, Shop.channelContent(leeds, york).with("/unfillable", "'cancel'"));
        toy = shop.item("toy");
    }

    @Test
    void aRecall_takesASkuOutEverywhere() {
        shop.receive(toy, york, 5);
        Json atHome = place(1);
        work.steps(part(atHome), "acknowledge", "start-picking", "pick", "pack", "ship");
        Json picked = place(2);
        work.steps(part(picked), "acknowledge", "start-picking", "pick");
        Json promised = place(2);
        shop.receive(toy, leeds, 3);

        shop.putItem(toy, Json.of("{name: 'Toy', state: 'inactive'}"));
        List<Json> levels = api.get("/api/v1/stock?sku=" + toy).is(200).json().items("/items");
        assertThat(levels).hasSize(2);
        shop.adjust(
                        "quality-control",
                        levels.stream()
                                .map(level -> entry(toy, level.text("/location"), level.number("/onHand")))
                                .toArray(Json[]::new))
                .is(201);

        shop.place(shop.order(web, line(toy, 1))).refuses(422, "inactive-item", "/lines/0/sku");
        shop.hold(shop.cart(web, 60, entry(toy, 1))).refuses(422, "inactive-item", "/lines/0/sku");
        assertThat(shop.level(toy, leeds)).isEqualTo(new Level(3, 3, 0, 0, 0));
        Work.becomesDue(Deficit.SETTLE, york + "/" + toy);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(order(promised).text("/state")).isEqualTo("cancelled"));
        assertThat(order(promised).number("/lines/0/current")).isZero();
        assertThat(shop.level(toy, york)).isEqualTo(new Level(4, 4, 2, 0, -2));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(Announced.types(toy + "@" + york)).contains("stock.oversold", "attention.raised"));
        assertThat(work.part(part(atHome)).text("/state")).isEqualTo("shipped");

        shop.cancel(picked.text("/id"), Json.of("{reason: 'recalled'}")).succeeds();
        assertThat(work.part(part(picked)).text("/state")).isEqualTo("cancel-requested");
        work.step(part(picked), "accept-cancellation").is(200);

        assertThat(order(picked).text("/state")).isEqualTo("cancelled");
        assertThat(shop.level(toy, york)).isEqualTo(new Level(4, 4, 0, 0, 0));
        Work.becomesDue(Deficit.SETTLE, york + "/" + toy);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(Announced.types(toy + "@" + york)).contains("attention.cleared"));
    }

    @Test
    void aRecallThatIsLifted_putsOnSaleWhatWasTakenOut() {
        shop.receive(toy, leeds, 3);
        shop.putItem(toy, Json.of("{name: 'Toy', state: 'inactive'}"));
        shop.adjust("quality-control", entry(toy, leeds, 3)).is(201);

        shop.putItem(toy, Json.of("{name: 'Toy', state: 'active'}"));
        shop.adjust("restocked", entry(toy, leeds, 3)).is(201);

        assertThat(place(3).text("/fulfillmentOrders/0/location")).isEqualTo(leeds);
    }

    private Json place(long units) {
        return shop.place(shop.order(web, line(toy, units))).is(201).json();
    }

    private static String part(Json order) {
        return order.text("/fulfillmentOrders/0/id");
    }

    private Json order(Json placed) {
        return api.get(Shop.ORDERS + "/" + placed.text("/id")).is(200).json();
    }
}
