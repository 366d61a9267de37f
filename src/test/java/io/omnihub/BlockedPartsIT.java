package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not go on waits with its units, until somebody lets it, or until its time has come. */
class BlockedPartsIT implements LedgerProven {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String web = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.own("leeds");
        shop.putLocation(leeds, Shop.storeContent("leeds", 53.80, -1.55).with("/acknowledgeMinutes", 30));
        web = shop.channel("web", leeds);
        lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 10);
    }

    @Test
    void whatIsHeldWhileItIsPicked_keepsItsUnits_andGoesOnWhereItWas() {
        String part = place(3);
        work.steps(part, "acknowledge", "start-picking");
        work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 1}]}"))
                .is(200);

        Json blocked = hold(part, "fraud");

        assertThat(blocked.text("/state")).isEqualTo("blocked");
        assertThat(blocked.text("/reason")).isEqualTo("fraud");
        assertThat(blocked.items("/steps")).containsExactly(Json.of("'release'"));
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 3, 0, 7));
        Reply refused = work.step(part, "pick").is(409);
        assertThat(refused.text("/code")).isEqualTo("step-not-allowed");
        assertThat(refused.json().items("/steps")).containsExactly(Json.of("'release'"));
        work.step(part, "hold", Json.of("{reason: 'payment'}")).refuses(409, "step-not-allowed");

        Json released = work.steps(part, "release");

        assertThat(released.text("/state")).isEqualTo("picking");
        assertThat(released.number("/lines/0/picked")).isEqualTo(1);
        assertThat(work.steps(part, "pick", "pack", "ship", "deliver").text("/state"))
                .isEqualTo("delivered");
        work.step(part, "hold", Json.of("{reason: 'fraud'}")).refuses(409, "step-not-allowed");
        work.step(part, "release").refuses(409, "step-not-allowed");
    }

    @Test
    void aClockThatBeganBeforeTheHold_endsNothing_andOneThatBeganWithTheRelease_does() {
        String part = place(1);
        hold(part, "payment");
        work.steps(part, "release");

        Work.firstBecomesDue("acknowledge-by", part);

        await().atMost(LIMIT).until(() -> worksDone(part) == 1);
        assertThat(work.part(part).text("/state")).isEqualTo("allocated");
        Work.becomesDue("acknowledge-by", part);
        await().atMost(LIMIT).until(() -> work.part(part).text("/state").equals("expired"));
    }

    @Test
    void whatWasReleased_hasNoMoreTimeEither_thanItsStoreIsGivenMeanwhile() {
        String part = place(1);
        hold(part, "payment");
        work.steps(part, "release");

        shop.putLocation(leeds, Shop.storeContent("leeds", 53.80, -1.55).with("/acknowledgeMinutes", 5));

        await().atMost(LIMIT).ignoreExceptions().until(() -> {
            Work.becomesDue("acknowledge-by", part + "/");
            return true;
        });
        await().atMost(LIMIT).until(() -> work.part(part).text("/state").equals("expired"));
    }

    @Test
    void whenItsEndComes_itGoesOnByItself_butNotOutOfAnotherHold() {
        String part = place(1);
        work.steps(part, "acknowledge");
        String until = Instant.now().plusSeconds(3_600).toString();
        Json blocked = work.step(part, "hold", Json.of("{reason: 'address'}").with("/until", "'%s'".formatted(until)))
                .is(200)
                .json();
        assertThat(Instant.parse(blocked.text("/blockedUntil"))).isEqualTo(Instant.parse(until));
        work.steps(part, "release");
        hold(part, "customer");

        Work.becomesDue("release", part);

        await().atMost(LIMIT).until(() -> worksDone(part) == 1);
        assertThat(work.part(part).text("/state")).isEqualTo("blocked");
        work.steps(part, "release");
        work.step(part, "hold", Json.of("{reason: 'address'}").with("/until", "'%s'".formatted(until)))
                .is(200);
        Work.becomesDue("release", part);
        await().atMost(LIMIT).until(() -> work.part(part).text("/state").equals("acknowledged"));
    }

    @Test
    void whatIsHeld_canBeCancelled() {
        Json order = shop.place(shop.order(web, line(lamp, 3))).is(201).json();
        String part = order.text("/fulfillmentOrders/0/id");
        hold(part, "payment");

        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(201);
        assertThat(work.part(part).text("/state")).isEqualTo("blocked");
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(2);
        shop.cancel(order.text("/id"), Json.of("{}")).is(201);

        assertThat(work.part(part).text("/state")).isEqualTo("cancelled");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 0, 0, 10));
    }

    @Test
    void whatIsHeldHalfPicked_isAskedBack_andIsHeldAgainIfItIsNotGiven() {
        Json order = shop.place(shop.order(web, line(lamp, 3))).is(201).json();
        String part = order.text("/fulfillmentOrders/0/id");
        String until = Instant.now().plusSeconds(3_600).toString();
        holdHalfPicked(part, until);

        Json asked = shop.cancel(order.text("/id"), Json.of("{}")).is(202).json();

        assertThat(asked.items("/lines")).containsExactly(Json.of("{lineNumber: 1, quantity: 1}"));
        assertThat(asked.number("/requested/0/quantity")).isEqualTo(2);
        assertThat(work.part(part).text("/state")).isEqualTo("cancel-requested");
        Work.becomesDue("release", part);
        await().atMost(LIMIT).until(() -> worksDone(part) == 1);
        work.step(part, "release").refuses(409, "step-not-allowed");

        Json refused = work.step(part, "refuse-cancellation").is(200).json();

        assertThat(refused.text("/state")).isEqualTo("blocked");
        assertThat(refused.text("/reason")).isEqualTo("fraud");
        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(202);
        assertThat(work.step(part, "accept-cancellation").is(200).text("/state"))
                .isEqualTo("blocked");
        assertThat(work.steps(part, "release").text("/state")).isEqualTo("picked");
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(1);
    }

    @Test
    void aHoldThatEndsWhileItIsAskedBack_endsWithTheAnswer() {
        Json order = shop.place(shop.order(web, line(lamp, 3))).is(201).json();
        String part = order.text("/fulfillmentOrders/0/id");
        holdHalfPicked(part, Instant.now().plusSeconds(1).toString());
        shop.cancel(order.text("/id"), Shop.part(1, 2)).is(202);
        await().atMost(LIMIT).until(() -> worksDone(part) == 1);
        assertThat(work.part(part).text("/state")).isEqualTo("cancel-requested");

        work.step(part, "refuse-cancellation").is(200);

        await().atMost(LIMIT).until(() -> work.part(part).text("/state").equals("picked"));
    }

    @Test
    void whatIsHeld_andGivenBackWhole_isCancelled() {
        Json order = shop.place(shop.order(web, line(lamp, 3))).is(201).json();
        String part = order.text("/fulfillmentOrders/0/id");
        holdHalfPicked(part, Instant.now().plusSeconds(3_600).toString());
        shop.cancel(order.text("/id"), Json.of("{}")).is(202);

        assertThat(work.step(part, "accept-cancellation").is(200).text("/state"))
                .isEqualTo("cancelled");

        assertThat(api.get(Shop.ORDERS + "/" + order.text("/id")).text("/state"))
                .isEqualTo("cancelled");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 0, 0, 10));
    }

    @Test
    void whatALocationWasPausedOver_goesElsewhereOnceItIsReleased() {
        String bath = shop.store("bath", 51.38, -2.36);
        shop.putChannel(web, Shop.channelContent(leeds, bath));
        String part = place(1);
        hold(part, "fraud");
        shop.receive(lamp, bath, 1);
        api.put(
                        "/api/v1/locations/" + leeds + "/switches",
                        Json.of("{paused: true, pickupPaused: false, reason: 'flooded'}"))
                .is(200);
        assertThat(work.part(part).text("/state")).isEqualTo("blocked");

        work.step(part, "release").is(200);

        await().atMost(LIMIT).until(() -> work.part(part).text("/state").equals("rejected"));
        await().atMost(LIMIT).until(() -> shop.level(lamp, bath).allocated() == 1);
    }

    @Test
    void whoSellsIt_mayHoldIt_whoHasIt_mayNot() {
        String part = place(1);
        Json body = Json.of("{reason: 'payment'}");

        new Work(Api.store(leeds)).step(part, "hold", body).refuses(403, "forbidden");
        new Work(Api.storefront(shop.channel("other", leeds)))
                .step(part, "hold", body)
                .refuses(404, "not-found");
        new Work(Api.storefront(web)).step(part, "hold", body).is(200);
        new Work(Api.storefront(web)).step(part, "release").is(200);
    }

    @Test
    void aRepeat_holdsItOnce() {
        String part = place(1);
        String key = UUID.randomUUID().toString();
        Json body = Json.of("{reason: 'payment'}");
        api.post(Work.PATH + part + "/hold", body, "Idempotency-Key", key).is(200);
        Json released = work.steps(part, "release");

        assertThat(api.post(Work.PATH + part + "/hold", body, "Idempotency-Key", key)
                        .isReplay()
                        .json())
                .isEqualTo(released);
    }

    @Test
    void aKeyThatWasUsedForOnePart_isRefusedForAnother() {
        String part = place(1);
        String other = place(1);
        String key = UUID.randomUUID().toString();
        Json body = Json.of("{reason: 'payment'}");
        api.post(Work.PATH + part + "/hold", body, "Idempotency-Key", key).is(200);

        api.post(Work.PATH + other + "/hold", body, "Idempotency-Key", key)
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");

        assertThat(work.part(other).text("/state")).isEqualTo("allocated");
        api.post(Work.PATH + other + "/acknowledge", Json.of("{}"), "Idempotency-Key", key)
                .is(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | missing-field | /reason",
                "{reason: 'because'} | invalid-field | /reason",
                "{reason: 'fraud', until: 'soon'} | invalid-field | /until",
                "{reason: 'fraud', until: '2020-01-01T00:00:00Z'} | invalid-field | /until",
                "{reason: 'fraud', until: '2199-01-01T00:00:00Z'} | invalid-field | /until"
            })
    void badContent_isNamed_andChangesNothing(String body, String code, String field) {
        String part = place(1);
        work.step(part, "hold", Json.of(body)).refuses(422, code, field);
        assertThat(work.part(part).number("/version")).isEqualTo(1);
    }

    /** Two of three are picked. */
    private void holdHalfPicked(String part, String until) {
        work.steps(part, "acknowledge", "start-picking");
        work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 2}]}"))
                .is(200);
        work.step(part, "hold", Json.of("{reason: 'fraud'}").with("/until", "'%s'".formatted(until)))
                .is(200);
    }

    private Json hold(String part, String reason) {
        return work.step(part, "hold", Json.of("{reason: '%s'}".formatted(reason)))
                .is(200)
                .json();
    }

    private int worksDone(String part) {
        return api.all("/api/v1/due-work?state=done&subject=" + part, 50).size();
    }

    private String place(long units) {
        return shop.place(shop.order(web, line(lamp, units))).is(201).text("/fulfillmentOrders/0/id");
    }
}
