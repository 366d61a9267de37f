package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers who change their minds when the store has picked already: it is asked, and answers. */
class CancellationRequestsIT implements LedgerProven {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int ROUNDS = 10;

    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String web = "";
    private String lamp = "";
    private String vase = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        web = shop.channel("web", leeds);
        lamp = shop.item("lamp");
        vase = shop.item("vase");
        shop.receive(lamp, leeds, 100);
        shop.receive(vase, leeds, 100);
    }

    @Test
    void whatIsPicked_isAskedBack_andTheStoreThatGivesItBack_cancelsTheOrder() {
        Json order = place(line(lamp, 3));
        String part = picked(order);
        Work clerk = new Work(Api.store(leeds));

        Json asked = Api.storefront(web)
                .post(cancellations(order), Json.of("{reason: 'changed my mind'}"), "Idempotency-Key", shop.fresh("k"))
                .is(202)
                .json();

        assertThat(asked.items("/lines")).isEmpty();
        assertThat(asked.items("/requested"))
                .containsExactly(Json.of("{fulfillmentOrderId: '%s', lineNumber: 1, quantity: 3}".formatted(part)));
        assertThat(asked.text("/order/fulfillmentOrders/0/state")).isEqualTo("cancel-requested");
        assertThat(asked.number("/order/lines/0/current")).isEqualTo(3);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(100, 0, 3, 0, 97));
        Json seen = clerk.part(part);
        assertThat(seen.at("/requestedCancellation"))
                .isEqualTo(Json.of("{lines: [{lineNumber: 1, quantity: 3}], reason: 'changed my mind'}"));
        assertThat(seen.items("/steps"))
                .containsExactly(Json.of("'accept-cancellation'"), Json.of("'refuse-cancellation'"));

        Json done = clerk.step(part, "accept-cancellation").is(200).json();

        assertThat(done.text("/state")).isEqualTo("cancelled");
        assertThat(order(order).text("/state")).isEqualTo("cancelled");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(100, 0, 0, 0, 100));
        assertThat(Announced.types(part))
                .endsWith("fulfillment-order.cancellation-requested", "fulfillment-order.cancelled");
        assertThat(Announced.types(order.text("/id"))).endsWith("order.cancelled");
        assertThat(Announced.data(part)).noneMatch(data -> data.contains("mind"));
    }

    @Test
    void aStoreThatRefuses_goesOnAsBefore() {
        Json order = place(line(lamp, 2));
        String part = picked(order);
        work.steps(part, "pack");
        shop.cancel(order.text("/id"), Json.of("{}")).is(202);

        Json refused = work.step(part, "refuse-cancellation", Json.of("{reason: 'it is on the van'}"))
                .is(200)
                .json();

        assertThat(refused.text("/state")).isEqualTo("packed");
        assertThat(refused.find("/reason")).isEmpty();
        Json told = api.get(cancellations(order)).is(200).json();
        assertThat(told.text("/items/0/reason")).isEqualTo("it is on the van");
        assertThat(told.at("/items/0/refused").toString())
                .isEqualTo(told.at("/items/1/requested").toString());
        assertThat(told.items("/items/0/lines")).isEmpty();
        assertThat(refused.find("/requestedCancellation/lines")).isEmpty();
        assertThat(order(order).number("/lines/0/current")).isEqualTo(2);
        assertThat(Announced.types(part)).endsWith("fulfillment-order.cancellation-refused");
        assertThat(Announced.data(part)).noneMatch(data -> data.contains("van"));
        work.steps(part, "ship", "deliver");
        assertThat(order(order).text("/state")).isEqualTo("completed");
    }

    @Test
    void whatNobodyHasPicked_isCancelledAtOnce_andTheRestIsAskedFor() {
        Json order = place(line(lamp, 5));
        String part = part(order);
        work.steps(part, "acknowledge", "start-picking");
        work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 2}]}"))
                .is(200);

        Json asked = shop.cancel(order.text("/id"), Shop.part(1, 4)).is(202).json();

        assertThat(asked.items("/lines")).containsExactly(Json.of("{lineNumber: 1, quantity: 3}"));
        assertThat(asked.number("/requested/0/quantity")).isEqualTo(1);
        assertThat(asked.number("/order/lines/0/current")).isEqualTo(2);
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(2);
        Json left = work.step(part, "accept-cancellation").is(200).json();
        assertThat(left.text("/state")).isEqualTo("picked");
        assertThat(left.number("/lines/0/picked")).isEqualTo(1);
        assertThat(order(order).number("/lines/0/current")).isEqualTo(1);
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(1);
        work.steps(part, "pack", "ship", "deliver");
        assertThat(order(order).text("/state")).isEqualTo("completed");
    }

    @Test
    void whatHasLeft_cannotBeAskedBack_andTheParcelThatIsHereIsOpened() {
        Json order = place(line(lamp, 6), line(vase, 2));
        String part = picked(order);
        work.step(part, "pack", Json.of("""
            {parcels: [{lines: [{lineNumber: 1, quantity: 4}]},
                       {lines: [{lineNumber: 1, quantity: 2}, {lineNumber: 2, quantity: 1}]},
                       {lines: [{lineNumber: 2, quantity: 1}]}]}\
            """)).is(200);
        work.step(part, "ship", Json.of("{carrier: 'Evri', parcels: [1]}")).is(200);
        assertThat(shop.cancel(order.text("/id"), Shop.part(1, 3)).is(409).number("/lines/0/cancellable"))
                .isEqualTo(2);

        shop.cancel(order.text("/id"), Shop.part(1, 2)).is(202);
        shop.cancel(order.text("/id"), Shop.part(2, 1)).is(202);
        assertThat(shop.cancel(order.text("/id"), Shop.part(1, 1)).is(409).number("/lines/0/cancellable"))
                .isZero();
        Json rest = work.step(part, "accept-cancellation").is(200).json();

        assertThat(rest.text("/state")).isEqualTo("packed");
        assertThat(rest.items("/parcels")).hasSize(2);
        assertThat(rest.items("/parcels/1/lines")).containsExactly(Json.of("{lineNumber: 2, quantity: 1}"));
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(96, 0, 0, 0, 96));
        assertThat(shop.level(vase, leeds)).isEqualTo(new Level(100, 0, 1, 0, 99));
        shop.cancel(order.text("/id"), Shop.part(2, 1)).is(202);
        assertThat(work.step(part, "accept-cancellation").is(200).text("/state"))
                .isEqualTo("shipped");
        work.steps(part, "deliver");
        assertThat(order(order).text("/state")).isEqualTo("completed");
        assertThat(order(order).number("/lines/0/fulfilled")).isEqualTo(4);
    }

    @Test
    void aParcelArrives_whileAnotherIsHere_andWhileThatIsAskedBack() {
        Json order = place(line(lamp, 3));
        String part = picked(order);
        work.step(part, "pack", Json.of("""
            {parcels: [{lines: [{lineNumber: 1, quantity: 1}]}, {lines: [{lineNumber: 1, quantity: 1}]},
                       {lines: [{lineNumber: 1, quantity: 1}]}]}\
            """)).is(200);
        work.step(part, "deliver").refuses(409, "step-not-allowed");
        Json shipped = work.step(part, "ship", Json.of("{carrier: 'Evri', parcels: [1]}"))
                .is(200)
                .json();
        assertThat(shipped.items("/steps")).containsExactly(Json.of("'ship'"), Json.of("'deliver'"));

        Json arrived =
                work.step(part, "deliver", Json.of("{shipment: 1}")).is(200).json();

        assertThat(arrived.text("/state")).isEqualTo("packed");
        assertThat(arrived.text("/shipments/0/deliveredAt")).isNotEmpty();
        assertThat(arrived.items("/steps")).containsExactly(Json.of("'ship'"));
        assertThat(order(order).number("/lines/0/fulfilled")).isEqualTo(1);
        work.step(part, "deliver").refuses(409, "step-not-allowed");
        work.step(part, "ship", Json.of("{carrier: 'Evri', parcels: [2]}")).is(200);
        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(202);
        assertThat(work.step(part, "deliver").is(200).text("/state")).isEqualTo("cancel-requested");
        assertThat(work.step(part, "accept-cancellation").is(200).text("/state"))
                .isEqualTo("delivered");
        assertThat(order(order).text("/state")).isEqualTo("completed");
        assertThat(order(order).number("/lines/0/fulfilled")).isEqualTo(2);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(98, 0, 0, 0, 98));
    }

    @Test
    void aPickupThatIsNotWantedAnyMore_isGivenBack_andItsCodeIsWorthNothing() {
        Json order = placePickup(2);
        String part = part(order);
        String code = work.ready(part);
        work.step(part, "collect", Json.of("{code: '%s', lines: [{lineNumber: 1, quantity: 1}]}".formatted(code)))
                .is(200);

        shop.cancel(order.text("/id"), Json.of("{}")).is(202);

        work.step(part, "collect", Json.of("{code: '%s'}".formatted(code))).refuses(409, "step-not-allowed");
        assertThat(work.step(part, "accept-cancellation").is(200).text("/state"))
                .isEqualTo("collected");
        assertThat(order(order).text("/state")).isEqualTo("completed");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(99, 0, 0, 0, 99));
    }

    @Test
    void aCustomersTimeThatEndsWhileTheStoreIsAsked_endsWhenItRefuses() {
        Json order = placePickup(2);
        String part = part(order);
        work.ready(part);
        shop.cancel(order.text("/id"), Json.of("{}")).is(202);
        Work.becomesDue("collect-by", part);
        awaitDone("collect-by", part);
        assertThat(work.part(part).text("/state")).isEqualTo("cancel-requested");

        assertThat(work.step(part, "refuse-cancellation").is(200).text("/state"))
                .isEqualTo("ready-for-pickup");
        assertThat(work.step(part, "ready").is(200).text("/fulfillmentOrder/state"))
                .isEqualTo("ready-for-pickup");
    }

    @Test
    void aReminderThatFallsDueWhileTheStoreIsAsked_comesWhenItRefuses() {
        shop.putLocation(
                leeds,
                Shop.storeContent("leeds", 53.80, -1.55).with("/collectDays", 7).with("/remindDays", 2));
        Json order = placePickup(2);
        String part = part(order);
        work.ready(part);
        shop.cancel(order.text("/id"), Json.of("{}")).is(202);
        Work.becomesDue("collection-reminder", part);
        awaitDone("collection-reminder", part);
        assertThat(Announced.types(part)).doesNotContain("fulfillment-order.collection-reminder");

        work.step(part, "refuse-cancellation").is(200);

        await().atMost(LIMIT)
                .until(() -> Announced.types(part).getLast().equals("fulfillment-order.collection-reminder"));
        assertThat(Announced.types(part).stream().filter(type -> type.endsWith("reminder")))
                .hasSize(1);
    }

    @Test
    void aStoreThatIsPausedWhileItIsAsked_givesUpTheRestWhenItHasAnswered() {
        Json order = place(line(lamp, 2), line(vase, 1));
        String part = part(order);
        work.steps(part, "acknowledge", "start-picking");
        work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 2}]}"))
                .is(200);
        shop.cancel(order.text("/id"), Json.of("{lines: [{lineNumber: 1, quantity: 2}]}"))
                .is(202);
        api.put(
                        "/api/v1/locations/" + leeds + "/switches",
                        Json.of("{paused: true, pickupPaused: false, reason: 'water'}"))
                .is(200);

        work.step(part, "accept-cancellation").is(200);

        await().atMost(LIMIT).until(() -> work.part(part).text("/state").equals("rejected"));
        assertThat(shop.level(vase, leeds).allocated()).isZero();
    }

    @Test
    void aStoreThatDoesNotAnswerInTime_isToldOf_untilItAnswers() {
        shop.putLocation(leeds, Shop.storeContent("leeds", 53.80, -1.55).with("/acknowledgeMinutes", 30));
        Json order = place(line(lamp, 2));
        String part = picked(order);
        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(202);
        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(202);

        Work.becomesDue("answer-cancellation-by", part);

        await().atMost(LIMIT).until(() -> Announced.types(part).contains("attention.raised"));
        Json raised = Json.of(Announced.data(part).getLast());
        assertThat(raised.text("/kind")).isEqualTo("cancellation-unanswered");
        assertThat(work.part(part).text("/state")).isEqualTo("cancel-requested");
        work.step(part, "accept-cancellation").is(200);
        assertThat(Announced.types(part))
                .endsWith("attention.raised", "attention.cleared", "fulfillment-order.cancelled");
        assertThat(order(order).text("/state")).isEqualTo("cancelled");
    }

    @Test
    void aStoreThatAnswersInTime_isNotToldOf_whenItIsAskedAgain() {
        shop.putLocation(leeds, Shop.storeContent("leeds", 53.80, -1.55).with("/acknowledgeMinutes", 30));
        Json order = place(line(lamp, 2));
        String part = picked(order);
        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(202);
        work.step(part, "refuse-cancellation").is(200);
        Work.becomesDue("answer-cancellation-by", part);
        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(202);

        awaitDone("answer-cancellation-by", part);

        assertThat(Announced.types(part)).doesNotContain("attention.raised");
    }

    @Test
    void aRepeat_asksOnce_andTheSameKeyForSomethingElse_isRefused() {
        Json order = place(line(lamp, 2));
        String part = picked(order);
        Json first =
                shop.cancel(order.text("/id"), Shop.part(1, 1), "once").is(202).json();

        Json again = shop.cancel(order.text("/id"), Shop.part(1, 1), "once")
                .isReplay()
                .json();

        assertThat(again).isEqualTo(first);
        shop.cancel(order.text("/id"), Shop.part(1, 2), "once")
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");
        assertThat(work.part(part).number("/requestedCancellation/lines/0/quantity"))
                .isEqualTo(1);
        String path = Work.PATH + part + "/accept-cancellation";
        String key = UUID.randomUUID().toString();
        Json accepted =
                api.post(path, Json.of("{}"), "Idempotency-Key", key).is(200).json();
        assertThat(api.post(path, Json.of("{}"), "Idempotency-Key", key)
                        .isReplay()
                        .json())
                .isEqualTo(accepted);
        assertThat(order(order).number("/lines/0/current")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept-cancellation", "refuse-cancellation"})
    void whoWasNotAsked_hasNothingToAnswer(String answer) {
        String part = picked(place(line(lamp, 1)));
        Json before = work.part(part);

        assertThat(work.step(part, answer)
                        .refuses(409, "step-not-allowed")
                        .json()
                        .items("/steps"))
                .containsExactly(Json.of("'pack'"));

        assertThat(work.part(part)).isEqualTo(before);
        work.step(UUID.randomUUID().toString(), answer).refuses(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acknowledge", "start-picking", "pick", "pack", "ready", "deliver"})
    void whatIsAskedBack_isNotWorkedOn(String step) {
        Json order = place(line(lamp, 1));
        String part = picked(order);
        shop.cancel(order.text("/id"), Json.of("{}")).is(202);

        assertThat(work.step(part, step).refuses(409, "step-not-allowed").json().items("/steps"))
                .containsExactly(Json.of("'accept-cancellation'"), Json.of("'refuse-cancellation'"));

        assertThat(work.part(part).text("/state")).isEqualTo("cancel-requested");
    }

    @Test
    void anotherStore_cannotAnswer() {
        String bath = shop.store("bath", 51.38, -2.36);
        Json order = place(line(lamp, 1));
        String part = picked(order);
        shop.cancel(order.text("/id"), Json.of("{}")).is(202);

        new Work(Api.store(bath)).step(part, "accept-cancellation").refuses(404, "not-found");
        new Work(Api.storefront(web)).step(part, "accept-cancellation").refuses(403, "forbidden");

        assertThat(work.part(part).text("/state")).isEqualTo("cancel-requested");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accept-cancellation | {reason: 'x'} | unknown-field | /reason",
                "refuse-cancellation | {reason: ''} | invalid-field | /reason",
                "refuse-cancellation | {why: 'x'} | unknown-field | /why"
            })
    void badContent_isNamed_andChangesNothing(String step, String body, String code, String field) {
        Json order = place(line(lamp, 1));
        String part = picked(order);
        shop.cancel(order.text("/id"), Json.of("{}")).is(202);

        work.step(part, step, Json.of(body)).refuses(422, code, field);

        assertThat(work.part(part).text("/state")).isEqualTo("cancel-requested");
    }

    @Test
    void aCancellationThatRacesThePick_takesTheUnitsBack_orAsksForThem() {
        for (int round = 0; round < ROUNDS; round++) {
            Json order = place(line(lamp, 2));
            work.steps(part(order), "acknowledge", "start-picking");

            List<Reply> replies = Crowd.of(2)
                    .call(
                            2,
                            i -> i == 0
                                    ? shop.cancel(order.text("/id"), Json.of("{}"))
                                    : work.step(part(order), "pick"));

            boolean first = replies.getFirst().status() == 201;
            assertThat(replies).extracting(Reply::status).isEqualTo(first ? List.of(201, 409) : List.of(202, 200));
            assertThat(work.part(part(order)).text("/state")).isEqualTo(first ? "cancelled" : "cancel-requested");
            assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(first ? 0 : 2);
            if (!first) {
                work.step(part(order), "accept-cancellation").is(200);
            }
        }
    }

    @Test
    void aCancellationThatRacesTheVan_isAskedForInTime_orRefused() {
        for (int round = 0; round < ROUNDS; round++) {
            Json order = place(line(lamp, 2));
            picked(order);
            work.steps(part(order), "pack");

            List<Reply> replies = Crowd.of(2)
                    .call(
                            2,
                            i -> i == 0
                                    ? shop.cancel(order.text("/id"), Json.of("{}"))
                                    : work.step(part(order), "ship", Json.of("{carrier: 'Evri'}")));

            boolean first = replies.getFirst().status() == 202;
            assertThat(replies).extracting(Reply::status).isEqualTo(first ? List.of(202, 409) : List.of(409, 200));
            replies.get(first ? 1 : 0).refuses(409, first ? "step-not-allowed" : "quantity-not-cancellable");
            assertThat(work.part(part(order)).text("/state")).isEqualTo(first ? "cancel-requested" : "shipped");
        }
    }

    @Test
    void manyWhoAnswerAtOnce_answerOnce() {
        Json order = place(line(lamp, 4));
        String part = picked(order);
        shop.cancel(order.text("/id"), Json.of("{}")).is(202);

        List<Reply> replies =
                Crowd.of(8).call(8, i -> work.step(part, i % 2 == 0 ? "accept-cancellation" : "refuse-cancellation"));

        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        String state = work.part(part).text("/state");
        assertThat(state).isIn("cancelled", "picked");
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(state.equals("picked") ? 4 : 0);
    }

    private void awaitDone(String kind, String part) {
        await().atMost(LIMIT)
                .until(() -> api.all("/api/v1/due-work?state=done&kind=" + kind, 200).stream()
                        .anyMatch(work -> work.text("/subject").startsWith(part)));
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

    /** Its only part, which is picked then. */
    private String picked(Json order) {
        work.steps(part(order), "acknowledge", "start-picking", "pick");
        return part(order);
    }

    private Json order(Json placed) {
        return api.get(Shop.ORDERS + "/" + placed.text("/id")).is(200).json();
    }

    private static String cancellations(Json order) {
        return Shop.ORDERS + "/" + order.text("/id") + "/cancellations";
    }

    private static String part(Json order) {
        return order.text("/fulfillmentOrders/0/id");
    }
}
