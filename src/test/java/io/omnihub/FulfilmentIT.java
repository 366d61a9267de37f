package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days in the life of two stores, Leeds near the customer and Bath far away. */
class FulfilmentIT implements LedgerProven {
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
    }

    @Test
    void aParcelInTwoShipments_isDelivered() {
        shop.receive(lamp, leeds, 10);
        shop.receive(vase, leeds, 10);
        Json order = place(line(lamp, 6), line(vase, 2));
        String part = order.text("/fulfillmentOrders/0/id");
        Work clerk = new Work(Api.store(leeds));

        assertThat(clerk.step(part, "acknowledge").is(200).header("ETag")).isEqualTo("\"2\"");
        assertThat(order(order).text("/state")).isEqualTo("processing");
        clerk.step(part, "start-picking").is(200);
        Json picking = clerk.step(
                        part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 4}, {lineNumber: 2, picked: 2}]}"))
                .is(200)
                .json();
        assertThat(picking.text("/state")).isEqualTo("picking");
        assertThat(clerk.step(part, "pick").is(200).text("/state")).isEqualTo("picked");
        clerk.step(part, "pack", Json.of("{parcels: [{lines: [{lineNumber: 1, quantity: 6}]}]}"))
                .is(200);
        assertThat(clerk.step(part, "pack").is(200).text("/state")).isEqualTo("packed");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 6, 0, 4));

        Json first = clerk.step(part, "ship", Json.of("{carrier: 'Royal Mail', tracking: 'A1', parcels: [1]}"))
                .is(200)
                .json();
        assertThat(first.text("/state")).isEqualTo("packed");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(4, 0, 0, 0, 4));
        assertThat(shop.level(vase, leeds)).isEqualTo(new Level(10, 0, 2, 0, 8));
        assertThat(clerk.step(part, "ship", Json.of("{carrier: 'Evri'}"))
                        .is(200)
                        .text("/state"))
                .isEqualTo("shipped");
        assertThat(shop.level(vase, leeds)).isEqualTo(new Level(8, 0, 0, 0, 8));
        assertThat(order(order).number("/lines/0/fulfilled")).isZero();

        Json arrived =
                clerk.step(part, "deliver", Json.of("{shipment: 1}")).is(200).json();
        assertThat(arrived.text("/state")).isEqualTo("shipped");
        assertThat(order(order).number("/lines/0/fulfilled")).isEqualTo(6);
        assertThat(order(order).text("/state")).isEqualTo("processing");
        clerk.step(part, "fail-delivery", Json.of("{reason: 'nobody was there'}"))
                .is(200);
        assertThat(clerk.step(part, "deliver").is(200).text("/state")).isEqualTo("delivered");
        assertThat(order(order).text("/state")).isEqualTo("completed");
        assertThat(order(order).number("/lines/1/fulfilled")).isEqualTo(2);
        shop.cancel(order.text("/id"), Json.of("{}")).refuses(409, "quantity-not-cancellable");
    }

    @Test
    void aShortPick_splitsTheOrderOverTwoStores_andCorrectsTheStock() {
        shop.receive(lamp, leeds, 10);
        shop.receive(lamp, bath, 10);
        Json order = place(line(lamp, 6));
        String part = order.text("/fulfillmentOrders/0/id");
        work.steps(part, "acknowledge", "start-picking");

        Json picked = work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 4, missing: 2}]}"))
                .is(200)
                .json();

        assertThat(picked.text("/state")).isEqualTo("picked");
        assertThat(picked.number("/lines/0/quantity")).isEqualTo(4);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(8, 0, 4, 0, 4));
        Json rest = awaitSourced(order, 1);
        assertThat(rest.text("/location")).isEqualTo(bath);
        assertThat(rest.text("/predecessorId")).isEqualTo(part);
        assertThat(rest.number("/lines/0/quantity")).isEqualTo(2);
        assertThat(shop.level(lamp, bath)).isEqualTo(new Level(10, 0, 2, 0, 8));
        assertThat(api.get(Shop.ORDERS + "/" + order.text("/id") + "/sourcing")
                        .json()
                        .items("/items"))
                .hasSize(2);

        work.steps(part, "pack", "ship", "deliver");
        assertThat(order(order).text("/state")).isEqualTo("processing");
        work.steps(rest.text("/id"), "acknowledge", "start-picking", "pick", "pack", "ship", "deliver");
        assertThat(order(order).text("/state")).isEqualTo("completed");
    }

    @Test
    void aStoreThatNeverAcknowledges_losesTheOrderToAnother() {
        shop.putLocation(leeds, content("leeds", 53.80, -1.55).with("/acknowledgeMinutes", 30));
        shop.receive(lamp, leeds, 10);
        shop.receive(lamp, bath, 10);
        Json order = place(line(lamp, 6));
        String part = order.text("/fulfillmentOrders/0/id");
        assertThat(order.text("/fulfillmentOrders/0/location")).isEqualTo(leeds);

        Work.becomesDue("acknowledge-by", part);

        Json rest = awaitSourced(order, 1);
        assertThat(work.part(part).text("/state")).isEqualTo("expired");
        assertThat(order(order).text("/state")).isEqualTo("placed");
        assertThat(rest.text("/location")).isEqualTo(bath);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 0, 0, 10));
        assertThat(shop.level(lamp, bath).allocated()).isEqualTo(6);
    }

    @Test
    void aStoreThatIsGivenLessTime_hasNoMoreForWhatItWasGivenBefore() {
        shop.putLocation(leeds, content("leeds", 53.80, -1.55).with("/acknowledgeMinutes", 3_000));
        shop.receive(lamp, leeds, 10);
        String part = place(line(lamp, 1)).text("/fulfillmentOrders/0/id");
        Instant before = ends(part).getFirst();

        shop.putLocation(leeds, content("leeds", 53.80, -1.55).with("/acknowledgeMinutes", 30));

        await().atMost(LIMIT).until(() -> ends(part).size() == 2);
        assertThat(ends(part).getFirst()).isBefore(before);
        Work.firstBecomesDue("acknowledge-by", part);
        await().atMost(LIMIT).until(() -> work.part(part).text("/state").equals("expired"));
    }

    private List<Instant> ends(String part) {
        return api.all("/api/v1/due-work?state=waiting&subject=" + part, 10).stream()
                .map(due -> Instant.parse(due.text("/nextAt")))
                .sorted()
                .toList();
    }

    @Test
    void aStoreThatAcknowledgesInTime_keepsTheOrder() {
        shop.putLocation(leeds, content("leeds", 53.80, -1.55).with("/acknowledgeMinutes", 30));
        shop.receive(lamp, leeds, 10);
        Json order = place(line(lamp, 1));
        String part = order.text("/fulfillmentOrders/0/id");
        work.steps(part, "acknowledge");

        Work.becomesDue("acknowledge-by", part);

        await().atMost(LIMIT)
                .until(() -> api.all("/api/v1/due-work?state=done&subject=" + part, 1)
                                .size()
                        == 1);
        assertThat(work.part(part).text("/state")).isEqualTo("acknowledged");
    }

    @Test
    void whatAStoreDoesNotFind_isTakenOffItsStock_andWhatNobodyHas_waitsForADecision() {
        shop.receive(lamp, leeds, 3);
        Json order = place(line(lamp, 3));
        String part = order.text("/fulfillmentOrders/0/id");

        Json rejected = work.step(part, "reject", Json.of("{reason: 'not-found'}"))
                .is(200)
                .json();

        assertThat(rejected.text("/state")).isEqualTo("rejected");
        assertThat(rejected.text("/reason")).isEqualTo("not-found");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(0, 0, 0, 0, 0));
        Json rest = awaitSourced(order, 1);
        assertThat(rest.text("/state")).isEqualTo("unfillable");
        shop.receive(lamp, bath, 3);
        await().atMost(LIMIT).until(() -> shop.level(lamp, bath).allocated() == 3);
        assertThat(work.part(rest.text("/id")).text("/location")).isEqualTo(bath);
        Json cancelled = shop.cancel(order.text("/id"), Json.of("{}")).is(201).json();
        assertThat(cancelled.text("/order/state")).isEqualTo("cancelled");
    }

    @Test
    void damagedGoods_becomeUnavailable() {
        shop.receive(lamp, leeds, 3);
        String part = place(line(lamp, 2)).text("/fulfillmentOrders/0/id");

        work.step(part, "reject", Json.of("{reason: 'damaged'}")).is(200);

        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(3, 2, 0, 0, 1));
    }

    @Test
    void aPickupFromTheShelf_isCollectedInParts_withTheRightCodeAlone() {
        shop.receive(lamp, leeds, 10);
        Json order = placePickup(3);
        String part = order.text("/fulfillmentOrders/0/id");
        String code = work.ready(part);
        String wrong = code.equals("00000000") ? "11111111" : "00000000";

        work.step(part, "collect", collecting(wrong)).refuses(422, "wrong-code", "/code");
        Json some = work.step(part, "collect", collecting(code).with("/lines", "[{lineNumber: 1, quantity: 1}]"))
                .is(200)
                .json();

        assertThat(some.text("/state")).isEqualTo("ready-for-pickup");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(9, 0, 2, 0, 7));
        assertThat(order(order).number("/lines/0/fulfilled")).isEqualTo(1);
        assertThat(work.step(part, "collect", collecting(code)).is(200).text("/state"))
                .isEqualTo("collected");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(7, 0, 0, 0, 7));
        assertThat(order(order).text("/state")).isEqualTo("completed");
    }

    @Test
    void afterFiveWrongCodes_onlyANewOneIsGood() {
        shop.receive(lamp, leeds, 1);
        String part = placePickup(1).text("/fulfillmentOrders/0/id");
        String code = work.ready(part);
        for (int i = 0; i < 5; i++) {
            work.step(part, "collect", collecting(code.equals("00000000") ? "11111111" : "00000000"))
                    .refuses(422, "wrong-code", "/code");
        }
        work.step(part, "collect", collecting(code)).refuses(422, "wrong-code", "/code");

        String another = work.step(part, "ready").is(200).text("/collectionCode");

        work.step(part, "collect", collecting(another)).is(200);
    }

    @Test
    void aCustomerWhoNeverComes_leavesTheGoodsToTheStock() {
        shop.receive(lamp, leeds, 5);
        Json order = placePickup(2);
        String part = order.text("/fulfillmentOrders/0/id");
        work.ready(part);

        Work.becomesDue("collect-by", part);

        await().atMost(LIMIT).until(() -> work.part(part).text("/state").equals("returned-to-stock"));
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(5, 0, 0, 0, 5));
        assertThat(order(order).text("/state")).isEqualTo("cancelled");
    }

    @Test
    void aCustomerWhoHasNotCome_isReminded_butNobodyWhoHas() {
        shop.receive(lamp, leeds, 5);
        String waiting = placePickup(1).text("/fulfillmentOrders/0/id");
        work.ready(waiting);
        work.step(waiting, "ready").is(200);
        String gone = placePickup(1).text("/fulfillmentOrders/0/id");
        work.step(gone, "collect", collecting(work.ready(gone))).is(200);

        Work.becomesDue("collection-reminder", waiting);
        Work.becomesDue("collection-reminder", gone);

        await().atMost(LIMIT)
                .until(() -> api.all("/api/v1/due-work?state=done&kind=collection-reminder&subject=" + gone, 50)
                                .size()
                        == 1);
        await().atMost(LIMIT)
                .until(() -> Announced.types(waiting).getLast().equals("fulfillment-order.collection-reminder"));
        Json told = Json.of(Announced.data(waiting).getLast());
        assertThat(told.text("/collectBy")).isEqualTo(work.part(waiting).text("/collectBy"));
        assertThat(told.number("/version")).isEqualTo(work.part(waiting).number("/version"));
        assertThat(Announced.types(gone)).doesNotContain("fulfillment-order.collection-reminder");
    }

    @Test
    void whoWantsNoReminder_hasNone() {
        shop.putLocation(leeds, content("leeds", 53.80, -1.55).with("/remindDays", 0));
        shop.receive(lamp, leeds, 1);
        String part = placePickup(1).text("/fulfillmentOrders/0/id");
        work.ready(part);

        assertThat(api.all("/api/v1/due-work?kind=collection-reminder&subject=" + part, 50))
                .isEmpty();
    }

    @Test
    void aCancellationBeforeThePick_takesTheGoodsBack() {
        shop.receive(lamp, leeds, 10);
        Json before = place(line(lamp, 3));
        String part = before.text("/fulfillmentOrders/0/id");
        work.steps(part, "acknowledge", "start-picking");
        shop.cancel(before.text("/id"), Json.of("{}")).is(201);
        assertThat(work.part(part).text("/state")).isEqualTo("cancelled");
        work.step(part, "pick").refuses(409, "step-not-allowed");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 0, 0, 10));
    }

    @Test
    void aRepeat_isAnsweredWithThePartAsItIsNow_andAnotherVersionIsRefused() {
        shop.receive(lamp, leeds, 10);
        String part = place(line(lamp, 3)).text("/fulfillmentOrders/0/id");
        String path = Work.PATH + part + "/acknowledge";
        String key = UUID.randomUUID().toString();
        String etag = api.get(Work.PATH + part).header("ETag");
        api.post(path, Json.of("{}"), "Idempotency-Key", key, "If-Match", etag).is(200);
        Json now = work.steps(part, "start-picking");

        assertThat(api.post(path, Json.of("{}"), "Idempotency-Key", key)
                        .isReplay()
                        .json())
                .isEqualTo(now.without("/deliverTo"));
        api.post(
                        Work.PATH + part + "/pick",
                        Json.of("{}"),
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "If-Match",
                        etag)
                .refuses(412, "version-mismatch");
        api.post(Work.PATH + part + "/pick", Json.of("{}")).refuses(400, "idempotency-key-required", "Idempotency-Key");
        assertThat(work.part(part)).isEqualTo(now);
    }

    @Test
    void whatIsForbidden_changesNothing_andSaysWhatIsAllowed() {
        shop.receive(lamp, leeds, 10);
        String part = place(line(lamp, 3)).text("/fulfillmentOrders/0/id");
        for (String step : List.of("start-picking", "pick", "pack", "deliver", "ready")) {
            Reply refused = work.step(part, step).is(409);
            assertThat(refused.text("/code")).isEqualTo("step-not-allowed");
            assertThat(refused.json().items("/steps"))
                    .containsExactly(Json.of("'acknowledge'"), Json.of("'reject'"), Json.of("'hold'"));
        }
        assertThat(work.part(part).number("/version")).isEqualTo(1);
        work.step(UUID.randomUUID().toString(), "acknowledge").refuses(404, "not-found");
        new Work(Api.store(bath)).step(part, "acknowledge").refuses(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pick | {lines: [{lineNumber: 1, picked: 4}]} | quantity-beyond-line | /lines/0",
                "pick | {lines: [{lineNumber: 1, picked: 2, missing: 2}]} | quantity-beyond-line | /lines/0",
                "pick | {lines: [{lineNumber: 7, picked: 1}]} | unknown-line | /lines/0/lineNumber",
                "pick | {lines: [{lineNumber: 1, picked: 0}]} | invalid-field | /lines/0",
                "pick | {lines: [{lineNumber: 1, picked: -1}]} | quantity-out-of-range | /lines/0/picked",
                "pick | {lines: []} | invalid-field | /lines",
                "pick | {lines: [{lineNumber: 1, picked: 1}, {lineNumber: 1, missing: 1, picked: 0}]} | invalid-field |"
                        + " /lines/1/lineNumber",
                "pick | {line: 1} | unknown-field | /line",
                "reject | {reason: 'bored'} | invalid-field | /reason",
                "reject | {} | missing-field | /reason"
            })
    void badContent_isNamed_andChangesNothing(String step, String body, String code, String field) {
        shop.receive(lamp, leeds, 3);
        String part = place(line(lamp, 3)).text("/fulfillmentOrders/0/id");
        Json before = work.steps(part, "acknowledge", "start-picking");

        work.step(part, step, Json.of(body)).refuses(422, code, field);

        assertThat(work.part(part)).isEqualTo(before);
    }

    @Test
    void parcelsAndShipmentsThatThereAreNot_areNamed() {
        shop.receive(lamp, leeds, 3);
        String part = place(line(lamp, 3)).text("/fulfillmentOrders/0/id");
        work.steps(part, "acknowledge", "start-picking", "pick");
        work.step(part, "pack", Json.of("{parcels: [{lines: [{lineNumber: 1, quantity: 9}]}]}"))
                .refuses(422, "quantity-beyond-line", "/parcels/0/lines/0");
        work.step(
                        part,
                        "pack",
                        Json.of("{parcels: [{lines: [{lineNumber: 1, quantity: 2}]},"
                                + " {lines: [{lineNumber: 1, quantity: 2}]}]}"))
                .refuses(422, "quantity-beyond-line", "/parcels/1/lines/0");
        work.step(
                        part,
                        "pack",
                        Json.of("{parcels: [{lines: [{lineNumber: 1, quantity: 1}, {lineNumber: 1, quantity: 1}]}]}"))
                .refuses(422, "invalid-field", "/parcels/0/lines/1/lineNumber");
        work.steps(part, "pack");
        work.step(part, "ship", Json.of("{carrier: 'x', parcels: [1, 2]}"))
                .refuses(422, "unknown-parcel", "/parcels/1");
        work.step(part, "ship", Json.of("{carrier: 'x', parcels: [1, 1]}")).refuses(422, "invalid-field", "/parcels/1");
        work.steps(part, "ship");
        work.step(part, "deliver", Json.of("{shipment: 2}")).refuses(422, "unknown-shipment", "/shipment");
    }

    @Test
    void aPart_hasNoMoreThanAThousandParcels() {
        shop.receive(lamp, leeds, 1_001);
        String part = place(line(lamp, 1_001)).text("/fulfillmentOrders/0/id");
        work.steps(part, "acknowledge", "start-picking", "pick");
        Json parcel = Json.of("{lines: [{lineNumber: 1, quantity: 1}]}");
        work.step(part, "pack", Json.of("{}").with("/parcels", Json.array(Collections.nCopies(1_000, parcel))))
                .is(200);

        work.step(part, "pack", Json.of("{}").with("/parcels", Json.array(List.of(parcel))))
                .refuses(422, "too-many-entries", "/parcels");

        assertThat(work.part(part).items("/parcels")).hasSize(1_000);
    }

    @Test
    void manyWhoPickTheSameAtOnce_pickItOnce() {
        shop.receive(lamp, leeds, 8);
        String part = place(line(lamp, 8)).text("/fulfillmentOrders/0/id");
        work.steps(part, "acknowledge", "start-picking");

        List<Reply> replies =
                Crowd.of(8).call(16, _ -> work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 1}]}")));

        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(8);
        assertThat(work.part(part).number("/lines/0/picked")).isEqualTo(8);
    }

    @Test
    void backorders_areServedWhenStockComes_theOldestFirst() {
        Json first = placeBackorder(3);
        Json second = placeBackorder(3);
        assertThat(first.text("/fulfillmentOrders/0/state")).isEqualTo("backordered");

        shop.receive(lamp, leeds, 4);

        await().atMost(LIMIT).until(() -> shop.level(lamp, leeds).allocated() == 4);
        assertThat(work.parts(first.text("/id")))
                .extracting(part -> part.text("/state"))
                .containsExactly("allocated");
        assertThat(work.parts(second.text("/id")))
                .extracting(part -> part.text("/state") + " " + part.number("/lines/0/quantity"))
                .containsExactly("allocated 1", "backordered 2");
        shop.receive(lamp, bath, 2);
        await().atMost(LIMIT).until(() -> shop.level(lamp, bath).allocated() == 2);
        assertThat(work.parts(second.text("/id")))
                .extracting(part -> part.text("/location"))
                .containsExactly(leeds, bath);
    }

    @Test
    void moreBackordersThanAreServedAtOnce_areServedInTheirOrder() {
        List<Json> waiting =
                IntStream.range(0, 56).mapToObj(_ -> placeBackorder(1)).toList();

        shop.receive(lamp, leeds, 54);

        await().atMost(LIMIT).until(() -> shop.level(lamp, leeds).allocated() == 54);
        assertThat(waiting.subList(0, 54))
                .allSatisfy(order -> assertThat(stateOf(order)).isEqualTo("allocated"));
        assertThat(waiting.subList(54, 56))
                .allSatisfy(order -> assertThat(stateOf(order)).isEqualTo("backordered"));
        shop.receive(lamp, leeds, 2);
        await().atMost(LIMIT).until(() -> shop.level(lamp, leeds).allocated() == 56);
    }

    @Test
    void aPausedStore_givesUpWhatItHasNotPicked() {
        shop.receive(lamp, leeds, 10);
        Json picked = place(line(lamp, 1));
        work.steps(picked.text("/fulfillmentOrders/0/id"), "acknowledge", "start-picking", "pick");
        Json begun = place(line(lamp, 2));
        work.steps(begun.text("/fulfillmentOrders/0/id"), "acknowledge");
        Json fresh = place(line(lamp, 3));
        shop.receive(lamp, bath, 10);

        api.put(
                        "/api/v1/locations/" + leeds + "/switches",
                        Json.of("{paused: true, pickupPaused: false, reason: 'flooded'}"))
                .is(200);

        assertThat(awaitSourced(begun, 1).text("/location")).isEqualTo(bath);
        assertThat(awaitSourced(fresh, 1).text("/location")).isEqualTo(bath);
        assertThat(work.parts(fresh.text("/id")).getFirst().text("/reason")).isEqualTo("paused");
        assertThat(work.parts(picked.text("/id")))
                .extracting(part -> part.text("/state"))
                .containsExactly("picked");
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(1);
        assertThat(shop.level(lamp, bath).allocated()).isEqualTo(5);
    }

    @Test
    void aBackorderThatIsCancelled_isLeftAloneWhenStockComes() {
        Json order = placeBackorder(3);
        String part = order.text("/fulfillmentOrders/0/id");
        shop.cancel(order.text("/id"), Json.of("{}")).is(201);

        shop.receive(lamp, leeds, 5);

        await().atMost(LIMIT)
                .until(() -> api.all("/api/v1/due-work?state=done&kind=await-stock&subject=" + lamp + "/" + part, 1)
                                .size()
                        == 1);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(5, 0, 0, 0, 5));
        assertThat(work.part(part).text("/state")).isEqualTo("cancelled");
    }

    private String stateOf(Json order) {
        return work.parts(order.text("/id")).getFirst().text("/state");
    }

    private Json placeBackorder(long units) {
        return shop.place(shop.order(web, line(lamp, units)).with("/allowBackorder", true))
                .is(201)
                .json();
    }

    private static Json collecting(String code) {
        return Json.of("{code: '%s'}".formatted(code));
    }

    private Json place(Json... lines) {
        return shop.place(shop.order(web, lines)).is(201).json();
    }

    private Json placePickup(long units) {
        return shop.place(shop.order(web, line(lamp, units))
                        .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(leeds)))
                .is(201)
                .json();
    }

    private Json order(Json placed) {
        return api.get(Shop.ORDERS + "/" + placed.text("/id")).is(200).json();
    }

    /** The part at that place among an order's, once the hub has decided about it. */
    private Json awaitSourced(Json order, int place) {
        await().atMost(LIMIT).until(() -> {
            List<Json> parts = order(order).items("/fulfillmentOrders");
            return parts.size() > place && !parts.get(place).text("/state").equals("pending-sourcing");
        });
        return work.parts(order.text("/id")).get(place);
    }

    private String store(String name, double latitude, double longitude) {
        String code = shop.own(name);
        shop.putLocation(code, content(name, latitude, longitude));
        return code;
    }

    private static Json content(String name, double latitude, double longitude) {
        return Shop.storeContent(name, latitude, longitude);
    }
}
