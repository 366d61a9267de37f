package io.omnihub;

import static io.omnihub.Shop.line;
import static io.omnihub.Shop.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Customers who want something else than they ordered, while it is not picked: Leeds is near them, Bath is far away. */
class EditsIT implements LedgerProven {
    private static final int ROUNDS = 10;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String bath = "";
    private String web = "";
    private String lamp = "";
    private String vase = "";

    @BeforeEach
    void openTheShop() {
        leeds = store("leeds", 53.80, -1.55);
        bath = store("bath", 51.38, -2.36);
        web = shop.channel("web", leeds, bath);
        lamp = shop.item("lamp");
        vase = shop.item("vase");
        shop.receive(lamp, leeds, 10);
        shop.receive(lamp, bath, 10);
        shop.receive(vase, leeds, 10);
    }

    @Test
    void aCustomerChangesTheirMind_untilItIsPicked() {
        Json order = place(line(lamp, 3), line(vase, 2));
        Api storefront = Api.storefront(web);

        Json edited = storefront
                .post(edits(order), Json.of("""
                    {lines: [{lineNumber: 1, quantity: 5}, {lineNumber: 2, quantity: 0},
                             {sku: '%s', quantity: 1, unitPrice: {amount: 99, currency: 'GBP'}}],
                     reason: 'Mrs Smith called'}\
                    """.formatted(vase)), "Idempotency-Key", shop.fresh("key"))
                .is(201)
                .json();

        assertThat(edited.items("/lines"))
                .containsExactly(
                        Json.of("{lineNumber: 1, sku: '%s', before: 3, after: 5}".formatted(lamp)),
                        Json.of("{lineNumber: 2, sku: '%s', before: 2, after: 0}".formatted(vase)),
                        Json.of("{lineNumber: 3, sku: '%s', before: 0, after: 1}".formatted(vase)));
        Json now = order(order);
        assertThat(edited.at("/order")).isEqualTo(now);
        assertThat(now.number("/lines/0/ordered")).isEqualTo(5);
        assertThat(now.number("/lines/1/current")).isZero();
        assertThat(now.number("/lines/2/unitPrice/amount")).isEqualTo(99);
        assertThat(now.number("/total/amount")).isEqualTo(5 * 255 + 99);
        assertThat(Shop.parts(now)).containsExactly(leeds + "[1×3, 2×0]", leeds + "[1×2, 3×1]");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 5, 0, 5));
        assertThat(shop.level(vase, leeds)).isEqualTo(new Level(10, 0, 1, 0, 9));
        assertThat(decisions(order)).isEqualTo(2);
        assertThat(Announced.types(order.text("/id"))).containsExactly("order.placed", "order.edited");
        assertThat(Announced.data(order.text("/id"))).noneMatch(data -> data.contains("Smith"));

        work.steps(partId(now, 0), "acknowledge", "start-picking", "pick", "pack", "ship", "deliver");
        work.steps(partId(now, 1), "acknowledge", "start-picking", "pick", "pack", "ship", "deliver");
        assertThat(order(order).text("/state")).isEqualTo("completed");
        assertThat(notEditable(order, part(1, 6)).text("/reason")).isEqualTo("over");
    }

    @Test
    void anotherAddress_isServedFromWhereItIsNear_withTheOrdersOwnUnits() {
        Json order = place(line(lamp, 10));
        assertThat(Shop.parts(order)).containsExactly(leeds + "[1×10]");
        shop.place(shop.order(web, line(lamp, 10))).is(201);
        assertThat(shop.level(lamp, bath).availableToFulfil()).isZero();

        Json moved = edit(order, delivery("9 Low Street", "Bath", 51.38, -2.36));

        assertThat(moved.at("/order/delivery/address").text("/city")).isEqualTo("Bath");
        assertThat(states(moved)).containsExactly("cancelled", "allocated");
        assertThat(moved.text("/order/fulfillmentOrders/1/location")).isEqualTo(leeds);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 10, 0, 0));
    }

    @Test
    void aCustomerWhoMoves_hasTheOrderSentFromTheOtherStore() {
        Json order = place(line(lamp, 4));
        String before = partId(order, 0);
        work.steps(before, "acknowledge", "start-picking");

        Json moved = edit(order, delivery("9 Low Street", "Bath", 51.38, -2.36));

        assertThat(moved.items("/lines")).isEmpty();
        assertThat(moved.text("/order/fulfillmentOrders/1/location")).isEqualTo(bath);
        assertThat(work.part(before).text("/state")).isEqualTo("cancelled");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 0, 0, 10));
        assertThat(shop.level(lamp, bath)).isEqualTo(new Level(10, 0, 4, 0, 6));
        assertThat(decisions(order)).isEqualTo(2);
        assertThat(Announced.types(before)).endsWith("fulfillment-order.cancelled");
        assertThat(Announced.data(order.text("/id")))
                .noneMatch(data -> data.contains("Low Street") || data.contains("51.38"));
        String after = partId(order(order), 1);
        work.step(after, "reject", Json.of("{reason: 'too-busy'}")).is(200);
        assertThat(work.part(after).text("/state")).isEqualTo("rejected");
    }

    @Test
    void anAddressAtTheSamePlace_movesNothing() {
        Json order = place(line(lamp, 4));

        Json corrected = edit(order, delivery("1a High Street", "York", 53.96, -1.08));

        assertThat(states(corrected)).containsExactly("allocated");
        assertThat(order(order).text("/delivery/address/line1")).isEqualTo("1a High Street");
        assertThat(corrected.at("/deliveryChanged")).isEqualTo(Json.of("true"));
        assertThat(work.part(partId(order, 0)).number("/version")).isEqualTo(1);
    }

    @Test
    void anotherPickupStore_isChosenBeforeItIsPicked_andTheTransferIsCancelled() {
        Json order = placePickup(leeds, 12);
        String transfer = order.text("/fulfillmentOrders/1/transferId");
        assertThat(shop.level(lamp, bath).allocated()).isEqualTo(2);

        Json moved = edit(order, pickup(bath));

        assertThat(api.get("/api/v1/transfers/" + transfer).is(200).text("/state"))
                .isEqualTo("cancelled");
        assertThat(states(moved)).containsExactly("cancelled", "cancelled", "allocated", "awaiting-transfer");
        assertThat(moved.text("/order/fulfillmentOrders/2/location")).isEqualTo(bath);
        assertThat(shop.level(lamp, bath).allocated()).isEqualTo(10);
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(2);
        work.steps(partId(order(order), 2), "acknowledge", "start-picking", "pick");
        Json refused = notEditable(order, pickup(leeds));
        assertThat(refused.text("/reason")).isEqualTo("picked");
        assertThat(refused.text("/fulfillmentOrders/0")).isEqualTo(partId(order(order), 2));
    }

    @Test
    void whatSomebodyHasCollected_isNotSentAgain_whereTheRestGoesElsewhere() {
        shop.receive(vase, bath, 10);
        Json order = shop.place(shop.order(web, line(lamp, 2), line(vase, 11))
                        .with("/delivery", pickup(leeds).at("/delivery")))
                .is(201)
                .json();
        String ready = partId(order, 0);
        String code = work.ready(ready);
        work.step(ready, "collect", Json.of("{code: '%s', lines: [{lineNumber: 1, quantity: 1}]}".formatted(code)))
                .is(200);
        Work.becomesDue("collect-by", ready);
        await().atMost(LIMIT).until(() -> work.part(ready).text("/state").equals("returned-to-stock"));

        Json refused = notEditable(order, delivery("9 Low Street", "Bath", 51.38, -2.36));

        assertThat(refused.text("/reason")).isEqualTo("picked");
        assertThat(refused.text("/fulfillmentOrders/0")).isEqualTo(ready);
    }

    @Test
    void whatIsBlocked_cannotBeHadElsewhereByAnEdit() {
        Json order = place(line(lamp, 4));
        work.step(partId(order, 0), "hold", Json.of("{reason: 'fraud'}")).is(200);

        assertThat(notEditable(order, delivery("9 Low Street", "Bath", 51.38, -2.36))
                        .text("/reason"))
                .isEqualTo("blocked");

        assertThat(notEditable(order, part(1, 5)).text("/reason")).isEqualTo("blocked");
        edit(order, part(1, 3));

        work.step(partId(order, 0), "release").is(200);
        edit(order, delivery("9 Low Street", "Bath", 51.38, -2.36));
    }

    @Test
    void whatWasNotFoundOfOneItem_keepsNoOtherFromTheStore() {
        Json order = place(line(lamp, 2));
        String part = partId(order, 0);
        work.steps(part, "acknowledge", "start-picking");
        work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 0, missing: 2}]}"))
                .is(200);

        Json more = edit(order, Json.of("""
            {lines: [{sku: '%s', quantity: 1, unitPrice: {amount: 99, currency: 'GBP'}}]}\
            """.formatted(vase)));

        assertThat(more.items("/order/fulfillmentOrders").getLast().text("/location"))
                .isEqualTo(leeds);
    }

    @Test
    void whatIsCollectedNearby_hasMoreOfItBroughtThere() {
        Json order = shop.place(shop.order(web, line(lamp, 9))
                        .with("/delivery", "{method: 'pickup-nearest', near: {latitude: 53.96, longitude: -1.08}}"))
                .is(201)
                .json();
        assertThat(Shop.parts(order)).containsExactly(leeds + "[1×9]");

        Json more = edit(order, part(1, 12));

        assertThat(Shop.parts(more.at("/order"))).containsExactly(leeds + "[1×9]", leeds + "[1×1]", leeds + "[1×2]");
        assertThat(states(more)).containsExactly("allocated", "allocated", "awaiting-transfer");
    }

    @Test
    void whatCannotBeBroughtWhereTheRestIsCollected_isRefused_withStoresThatHaveIt() {
        String clock = shop.item("clock");
        shop.receive(clock, bath, 5);
        shop.putLocation(bath, Shop.storeContent("bath", 51.38, -2.36));
        Json order = shop.place(shop.order(web, line(lamp, 2))
                        .with("/delivery", "{method: 'pickup-nearest', near: {latitude: 53.96, longitude: -1.08}}"))
                .is(201)
                .json();

        Reply refused = shop.edit(order.text("/id"), Json.of("{}").with("/lines", Json.array(List.of(line(clock, 1)))));

        assertThat(refused.is(409).text("/code")).isEqualTo("insufficient-stock");
        assertThat(refused.json().items("/alternatives"))
                .extracting(store -> store.text("/location"))
                .containsExactly(bath);
        assertThat(order(order)).isEqualTo(order);
    }

    @Test
    void whatWasAdded_staysWithItsStore_andIsOfferedElsewhereWhenThatGivesItUp() {
        Json order = shop.place(shop.order(web, line(lamp, 2))
                        .with("/delivery", "{method: 'pickup-nearest', near: {latitude: 53.96, longitude: -1.08}}"))
                .is(201)
                .json();
        shop.putLocation(bath, Shop.storeContent("bath", 51.38, -2.36));
        Json more = edit(order, part(1, 3));
        Work work = Work.ofAdministrator();

        work.step(more.text("/order/fulfillmentOrders/1/id"), "reject", Json.of("{reason: 'not-found'}"))
                .is(200);

        Json rest = work.awaitUnfillable(order.text("/id"));
        assertThat(rest.items("/offers"))
                .extracting(offer -> offer.text("/location"))
                .containsExactly(bath);
        assertThat(Shop.parts(order(order)).getFirst()).isEqualTo(leeds + "[1×2]");
    }

    @Test
    void aShippedOrder_becomesAPickup() {
        Json order = place(line(lamp, 2));

        Json moved = edit(order, pickup(bath));

        assertThat(moved.text("/order/fulfillmentOrders/1/method")).isEqualTo("pickup");
        assertThat(order(order).text("/delivery/location")).isEqualTo(bath);
        String code = work.ready(partId(order(order), 1));
        work.step(partId(order(order), 1), "collect", Json.of("{code: '%s'}".formatted(code)))
                .is(200);
        assertThat(order(order).text("/state")).isEqualTo("completed");
    }

    @Test
    void anotherCustomer_movesNothing_untilItHasLeft() {
        Json order = place(line(lamp, 2));
        String part = partId(order, 0);
        Json someone = Json.of("{customer: {name: 'B. Friend', phone: '+441134960001'}}");
        work.steps(part, "acknowledge", "start-picking", "pick", "pack");

        Json edited = edit(order, someone);

        assertThat(edited.at("/customerChanged")).isEqualTo(Json.of("true"));
        assertThat(order(order).at("/customer")).isEqualTo(someone.at("/customer"));
        assertThat(Announced.data(order.text("/id"))).noneMatch(data -> data.contains("Friend"));
        assertThat(api.all("/api/v1/audit?subject=order:" + order.text("/id"), 50)
                        .toString())
                .contains("customerChanged")
                .doesNotContain("Friend");
        work.steps(part, "ship");
        Json refused = notEditable(order, Json.of("{customer: {name: 'C. Other'}}"));
        assertThat(refused.text("/reason")).isEqualTo("handed-over");
        assertThat(refused.text("/fulfillmentOrders/0")).isEqualTo(part);
    }

    @Test
    void moreThanThereIs_isRefusedWhole_andSaysWhatThereIs() {
        Json order = place(line(lamp, 3), line(vase, 2));

        Json refused = shop.edit(
                        order.text("/id"),
                        Json.of("{lines: [{lineNumber: 2, quantity: 1}, {lineNumber: 1, quantity: 21}]}"))
                .refuses(409, "insufficient-stock")
                .json();

        assertThat(refused.items("/lines"))
                .containsExactly(Json.of("{lineNumber: 1, sku: '%s', requested: 18, available: 17}".formatted(lamp)));
        assertThat(order(order)).isEqualTo(order);
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(3);
    }

    @Test
    void aStoreThatCannotHandOver_isRefused_andNothingMoves() {
        Json order = placePickup(leeds, 2);
        shop.putLocation(bath, content("bath", 51.38, -2.36).with("/capabilities", "['ship']"));

        shop.edit(order.text("/id"), pickup(bath)).refuses(409, "pickup-unavailable");

        assertThat(order(order)).isEqualTo(order);
    }

    @Test
    void fewerThanArePicked_isRefused() {
        Json order = place(line(lamp, 5));
        work.steps(partId(order, 0), "acknowledge", "start-picking");
        work.step(partId(order, 0), "pick", Json.of("{lines: [{lineNumber: 1, picked: 2}]}"))
                .is(200);

        Json refused = shop.edit(order.text("/id"), part(1, 1))
                .refuses(409, "quantity-not-cancellable")
                .json();

        assertThat(refused.items("/lines")).containsExactly(Json.of("{lineNumber: 1, requested: 4, cancellable: 3}"));
        assertThat(states(edit(order, part(1, 2)))).containsExactly("picked");
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(2);
    }

    @Test
    void anOrderThatIsNotToBeSplit_isPlannedAnewWhole() {
        Json order = shop.place(shop.order(web, line(lamp, 8)).with("/allowSplit", false))
                .is(201)
                .json();
        shop.place(shop.order(web, line(lamp, 1))).is(201);
        shop.receive(lamp, bath, 10);

        Json more = edit(order, part(1, 10));

        assertThat(states(more)).containsExactly("cancelled", "allocated");
        assertThat(Shop.parts(more.at("/order"))).containsExactly(leeds + "[1×0]", bath + "[1×10]");
        shop.edit(order.text("/id"), part(1, 30)).refuses(409, "insufficient-stock");
        assertThat(states(edit(order, part(1, 30).with("/allowSplit", true).with("/lines/0/quantity", 28))))
                .containsExactly("cancelled", "allocated", "allocated", "allocated");
    }

    @Test
    void whatIsShort_waitsForStock_whereThatIsAllowed() {
        Json order = place(line(lamp, 1));

        Json more = edit(order, part(1, 25).with("/allowBackorder", true));

        assertThat(states(more)).contains("backordered");
        assertThat(order(order).number("/lines/0/current")).isEqualTo(25);
    }

    @Test
    void anOrderThatIsEditedWithoutEnd_isRefusedInTheEnd() {
        shop.receive(lamp, leeds, 1_000);
        Json order = place(line(lamp, 1));
        for (int units = 2; units <= 200; units++) {
            shop.edit(order.text("/id"), part(1, units)).is(201);
        }

        assertThat(notEditable(order, part(1, 201)).text("/reason")).isEqualTo("too-many-parts");

        edit(order, part(1, 199));
    }

    @Test
    void nothingLeft_isNoEdit() {
        Json order = place(line(lamp, 1));

        assertThat(notEditable(order, part(1, 0)).text("/reason")).isEqualTo("nothing-left");
    }

    @Test
    void whatCannotBeSold_isNotAdded_butStays() {
        Json order = place(line(lamp, 1));
        shop.putItem(lamp, Json.of("{name: 'Lamp', state: 'inactive'}"));
        Json unknown = Json.of("{lines: [{sku: 'none', quantity: 1, unitPrice: {amount: 1, currency: 'GBP'}}]}");

        shop.edit(order.text("/id"), part(1, 2)).refuses(422, "inactive-item", "/lines/0");
        shop.edit(order.text("/id"), unknown).refuses(422, "unknown-item", "/lines/0/sku");
        edit(order, delivery("9 Low Street", "Bath", 51.38, -2.36));
        shop.putChannel(web, Shop.channelContent(leeds, bath).with("/state", "'inactive'"));
        shop.edit(order.text("/id"), pickup(leeds)).refuses(422, "inactive-channel", "");
        edit(order, Json.of("{customer: {name: 'B. Friend'}}"));
    }

    @Test
    void anotherChannelsOrder_isNotThere() {
        Json order = place(line(lamp, 1));
        String other = shop.channel("other", leeds);

        Api.storefront(other)
                .post(edits(order), part(1, 2), "Idempotency-Key", shop.fresh("key"))
                .refuses(404, "not-found");
        Api.store(leeds)
                .post(edits(order), part(1, 2), "Idempotency-Key", shop.fresh("key"))
                .refuses(403, "forbidden");
        api.post(edits(order), part(1, 2)).refuses(400, "idempotency-key-required", "Idempotency-Key");
        shop.edit(UUID.randomUUID().toString(), part(1, 2)).refuses(404, "not-found");

        assertThat(order(order)).isEqualTo(order);
    }

    @Test
    void aRepeat_editsOnce() {
        Json order = place(line(lamp, 1));
        String key = shop.fresh("key");
        Json first = api.post(edits(order), part(1, 3), "Idempotency-Key", key)
                .is(201)
                .json();

        assertThat(api.post(edits(order), part(1, 3), "Idempotency-Key", key)
                        .isReplay()
                        .json())
                .isEqualTo(first);
        api.post(edits(order), part(1, 4), "Idempotency-Key", key)
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | invalid-field | ''",
                "{reason: 'x'} | invalid-field | ''",
                "{lines: []} | invalid-field | /lines",
                "{lines: [{lineNumber: 7, quantity: 1}]} | unknown-line | /lines/0/lineNumber",
                "{lines: [{lineNumber: 1, quantity: 1}, {lineNumber: 1, quantity: 2}]}"
                        + " | invalid-field | /lines/1/lineNumber",
                "{lines: [{lineNumber: 1, quantity: -1}]} | quantity-out-of-range | /lines/0/quantity",
                "{lines: [{lineNumber: 1, quantity: 1000000001}]} | quantity-out-of-range | /lines/0/quantity",
                "{lines: [{lineNumber: 1, sku: 'x', quantity: 1}]} | unknown-field | /lines/0/sku",
                "{lines: [{sku: 'x', quantity: 1}]} | missing-field | /lines/0/unitPrice",
                "{lines: [{sku: 'x', quantity: 0, unitPrice: {amount: 1, currency: 'GBP'}}]}"
                        + " | quantity-out-of-range | /lines/0/quantity",
                "{lines: [{sku: 'x', quantity: 1, unitPrice: {amount: 1, currency: 'EUR'}}]}"
                        + " | currency-mismatch | /lines/0/unitPrice/currency",
                "{lines: [{sku: 'x', quantity: 1000000000, unitPrice: {amount: 1000000000000, currency: 'GBP'}}]}"
                        + " | money-out-of-range | /lines",
                "{delivery: {method: 'drone'}} | invalid-field | /delivery/method",
                "{customer: {age: 7}} | unknown-field | /customer/age",
                "{allowSplit: 1} | invalid-field | /allowSplit",
                "{state: 'placed'} | unknown-field | /state"
            })
    void badContent_isNamed_andChangesNothing(String body, String code, String field) {
        Json order = place(line(lamp, 3));

        shop.edit(order.text("/id"), Json.of(body)).refuses(422, code, field);

        assertThat(order(order)).isEqualTo(order);
    }

    @Test
    void anEditThatRacesThePick_movesTheOrder_orIsTooLate() {
        for (int round = 0; round < ROUNDS; round++) {
            Json order = place(line(lamp, 2));
            work.steps(partId(order, 0), "acknowledge", "start-picking");

            List<Reply> replies = Crowd.of(2)
                    .call(
                            2,
                            i -> i == 0
                                    ? shop.edit(order.text("/id"), pickup(bath))
                                    : work.step(partId(order, 0), "pick"));

            boolean first = replies.getFirst().status() == 201;
            assertThat(replies).extracting(Reply::status).isEqualTo(first ? List.of(201, 409) : List.of(409, 200));
            replies.get(first ? 1 : 0).refuses(409, first ? "step-not-allowed" : "not-editable");
            assertThat(shop.level(lamp, first ? bath : leeds).allocated()).isEqualTo(2);
            if (first) {
                shop.cancel(order.text("/id"), Json.of("{}")).is(201);
            } else {
                shop.cancel(order.text("/id"), Json.of("{}")).is(202);
                work.step(partId(order, 0), "accept-cancellation").is(200);
            }
        }
    }

    @Test
    void manyEditsOfOneOrderAtOnce_seeEachOther_andTheLastUnitIsPromisedOnce() {
        List<Json> orders =
                IntStream.range(0, 4).mapToObj(_ -> place(line(vase, 1))).toList();

        List<Reply> replies = Crowd.of(8)
                .call(
                        24,
                        i -> shop.edit(
                                orders.get(i % 4).text("/id"),
                                Json.of("{lines: [{sku: '%s', quantity: 1, unitPrice: {amount: 1, currency: 'GBP'}}]}"
                                        .formatted(vase))));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(6);
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(reply -> reply.refuses(409, "insufficient-stock"));
        assertThat(shop.level(vase, leeds)).isEqualTo(new Level(10, 0, 10, 0, 0));
        assertThat(orders.stream()
                        .mapToInt(order -> order(order).items("/lines").size())
                        .sum())
                .isEqualTo(10);
    }

    @Test
    void partsThatAreMadeAndChangedTogether_keepTheirVersions() {
        Json order = place(line(vase, 1));

        Crowd.of(8).call(8, i -> shop.edit(order.text("/id"), part(1, 1 + i)));
        Json now = order(order);

        assertThat(now.items("/fulfillmentOrders"))
                .allSatisfy(part -> assertThat(Announced.data(part.text("/id")).stream()
                                .mapToLong(data -> Json.of(data).number("/version"))
                                .max()
                                .orElse(1))
                        .isLessThanOrEqualTo(work.part(part.text("/id")).number("/version")));
        edit(order, part(1, 10));
    }

    private Json edit(Json order, Json content) {
        return shop.edit(order.text("/id"), content).is(201).json();
    }

    private Json notEditable(Json order, Json content) {
        Json before = order(order);
        Json refused = shop.edit(order.text("/id"), content)
                .refuses(409, "not-editable")
                .json();
        assertThat(order(order)).isEqualTo(before);
        return refused;
    }

    private int decisions(Json order) {
        return api.get(Shop.ORDERS + "/" + order.text("/id") + "/sourcing")
                .is(200)
                .json()
                .items("/items")
                .size();
    }

    private Json place(Json... lines) {
        return shop.place(shop.order(web, lines)).is(201).json();
    }

    private Json placePickup(String store, long units) {
        return shop.place(shop.order(web, line(lamp, units))
                        .with("/delivery", pickup(store).at("/delivery")))
                .is(201)
                .json();
    }

    private Json order(Json placed) {
        return api.get(Shop.ORDERS + "/" + placed.text("/id")).is(200).json();
    }

    /** The states of the order's parts, in the order in which they were made. */
    private static List<String> states(Json edited) {
        return edited.items("/order/fulfillmentOrders").stream()
                .map(part -> part.text("/state"))
                .toList();
    }

    private static Json delivery(String line1, String city, double latitude, double longitude) {
        return Json.of("""
            {delivery: {method: 'ship', address: {line1: '%s', city: '%s', country: 'GB',
                        position: {latitude: %s, longitude: %s}}}}\
            """.formatted(line1, city, latitude, longitude));
    }

    private static Json pickup(String store) {
        return Json.of("{delivery: {method: 'pickup', location: '%s'}}".formatted(store));
    }

    private static String edits(Json order) {
        return Shop.ORDERS + "/" + order.text("/id") + "/edits";
    }

    private static String partId(Json order, int place) {
        return order.text("/fulfillmentOrders/" + place + "/id");
    }

    private String store(String name, double latitude, double longitude) {
        String code = shop.own(name);
        shop.putLocation(code, content(name, latitude, longitude));
        return code;
    }

    private static Json content(String name, double latitude, double longitude) {
        return Shop.storeContent(name, latitude, longitude)
                .with("/capabilities", "['ship', 'pickup', 'transfer-out', 'transfer-in']");
    }
}
