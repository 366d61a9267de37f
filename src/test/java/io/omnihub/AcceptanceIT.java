package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the hub expects of a location, learned from how it answers. */
class AcceptanceIT implements LedgerProven {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Shop shop = new Shop();
    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final String lamp = shop.item("lamp");
    private final String near = shop.store("near", 53.8, -1.55);
    private final String far = shop.store("far", 53.6, -1.55);
    private final String web = shop.channel("web", near, far);

    @Test
    void aStoreThatRejectsAgainAndAgain_losesNewOrdersToTheOther() {
        stock(near, far);
        List<Json> orders = Stream.generate(this::place).limit(3).toList();
        assertThat(orders).allSatisfy(order -> assertThat(Shop.parts(order)).containsExactly(near + "[1×1]"));

        orders.forEach(order -> reject(order, "too-busy"));
        awaitAnswers(near, 0, 3);

        assertThat(api.get("/api/v1/locations/" + near).is(200).json().at("/acceptance"))
                .isEqualTo(Json.of("{rate: %s, accepted: 0, declined: 3}".formatted(20.0 / 23)));
        assertThat(Shop.parts(place())).containsExactly(far + "[1×1]");
    }

    @Test
    void whatIsFound_counts_andWhatIsNot() {
        stock(near);
        String found = part(place());
        String missed = part(place());
        work.steps(found, "acknowledge", "start-picking", "pick");
        work.steps(missed, "acknowledge", "start-picking");
        work.step(missed, "pick", Json.of("{lines: [{lineNumber: 1, picked: 0, missing: 1}]}"))
                .is(200);
        String begun = part(place());
        work.steps(begun, "acknowledge");

        awaitAnswers(near, 2, 1);
    }

    @Test
    void whatIsFoundInPart_isNotFoundWhole() {
        stock(near);
        String part = part(shop.place(shop.order(web, line(lamp, 3))).is(201).json());
        work.steps(part, "acknowledge", "start-picking");
        work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 2, missing: 1}]}"))
                .is(200);

        awaitAnswers(near, 0, 1);
    }

    @Test
    void whatOthersBrought_isFoundWholeOrNot_asWhatLayThere() {
        for (String store : List.of(near, far)) {
            shop.putLocation(
                    store,
                    Shop.storeContent(store, store.equals(near) ? 53.8 : 53.6, -1.55)
                            .with("/capabilities", "['ship', 'pickup', 'transfer-in', 'transfer-out']"));
        }
        stock(far);
        Transport transport = Transport.ofAdministrator();
        List<Json> orders = Stream.generate(() -> shop.place(shop.order(web, line(lamp, 3))
                                .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(near)))
                        .is(201)
                        .json())
                .limit(2)
                .toList();
        for (Json order : orders) {
            String leg = order.text("/fulfillmentOrders/0/transferId");
            transport.steps(leg, "start-picking");
            transport
                    .step(leg, "ship", Json.of("{lines: [{lineNumber: 1, quantity: 2, missing: 1}]}"))
                    .is(200);
            transport.step(leg, "receive").is(200);
            work.steps(part(order), "acknowledge", "start-picking");
        }
        work.step(part(orders.getFirst()), "pick").is(200);
        work.step(part(orders.getLast()), "pick", Json.of("{lines: [{lineNumber: 1, picked: 1, missing: 1}]}"))
                .is(200);

        awaitAnswers(near, 1, 1);
    }

    /** The later rejection shows that the one before was looked at. */
    @Test
    void whatAPausedStoreGivesUp_isNoAnswer_andItsVersionStays() {
        stock(near, far);
        String given = part(place());
        pause(near, true);
        await().atMost(LIMIT).until(() -> work.part(given).text("/state").equals("rejected"));
        pause(near, false);
        long version = version();
        Json order = place();
        reject(order, "closed");

        awaitAnswers(near, 0, 1);
        assertThat(version()).isEqualTo(version);
        shop.putLocation(near, Shop.storeContent("renamed", 53.8, -1.55));
        awaitAnswers(near, 0, 1);
    }

    private void pause(String store, boolean paused) {
        api.put(
                        "/api/v1/locations/" + store + "/switches",
                        Json.of("{paused: %s, pickupPaused: false, reason: 'water'}".formatted(paused)))
                .is(200);
    }

    private long version() {
        return api.get("/api/v1/locations/" + near).is(200).json().number("/version");
    }

    private void stock(String... stores) {
        for (String store : stores) {
            shop.receive(lamp, store, 100);
        }
    }

    private Json place() {
        return shop.place(shop.order(web, line(lamp, 1))).is(201).json();
    }

    private static String part(Json order) {
        return order.text("/fulfillmentOrders/0/id");
    }

    private void reject(Json order, String reason) {
        work.step(part(order), "reject", Json.of("{reason: '%s'}".formatted(reason)))
                .is(200);
    }

    private void awaitAnswers(String store, long accepted, long declined) {
        await().atMost(LIMIT).untilAsserted(() -> {
            Json learned = api.get("/api/v1/locations/" + store).is(200).json();
            assertThat(List.of(learned.number("/acceptance/accepted"), learned.number("/acceptance/declined")))
                    .containsExactly(accepted, declined);
        });
    }
}
