package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the rest: of parts that are half picked, given up, cancelled or looked at too late. */
class FulfilmentRestsIT implements LedgerProven {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String web = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        web = shop.channel("web", leeds);
        lamp = shop.item("lamp");
    }

    @Test
    void whatIsCancelledBeforeItIsSourcedAgain_needsNoSourcing() {
        shop.receive(lamp, leeds, 3);
        Json order = place(3);
        work.step(part(order), "reject", Json.of("{reason: 'not-found'}")).is(200);
        String rest = awaitUnfillable(order).text("/id");
        shop.cancel(order.text("/id"), Json.of("{}")).is(201);

        Work.isDue("source-again", rest);

        awaitDone(rest, 2);
        assertThat(work.part(rest).text("/state")).isEqualTo("cancelled");
    }

    @Test
    void whatIsCancelledWhileItWaitsForStock_needsNone() {
        Json order = shop.place(shop.order(web, line(lamp, 2)).with("/allowBackorder", true))
                .is(201)
                .json();
        shop.cancel(order.text("/id"), Json.of("{}")).is(201);

        shop.receive(lamp, leeds, 5);

        awaitDone(lamp + "/" + part(order), 1);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(5, 0, 0, 0, 5));
    }

    @ParameterizedTest
    @CsvSource({"not-found, 7, 0", "damaged, 10, 3"})
    void whatWasPickedOfARejectedPart_isThereAndWhole(String reason, long onHand, long unavailable) {
        shop.receive(lamp, leeds, 10);
        String part = halfPicked(place(5));

        work.step(part, "reject", Json.of("{reason: '%s'}".formatted(reason))).is(200);

        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(onHand, unavailable, 0, 0, 7));
    }

    @Test
    void aCancellation_leavesWhatIsPicked_andTheStoreHearsOfIt() {
        shop.receive(lamp, leeds, 10);
        Json order = place(5);
        String part = halfPicked(order);
        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(201);
        assertThat(work.part(part).text("/state")).isEqualTo("picking");
        shop.cancel(order.text("/id"), Shop.part(1, 2)).is(201);

        Json left = work.part(part);
        assertThat(left.text("/state")).isEqualTo("picked");
        assertThat(left.number("/lines/0/quantity")).isEqualTo(2);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 2, 0, 8));
        assertThat(Announced.types(part)).endsWith("fulfillment-order.reduced", "fulfillment-order.reduced");
        work.steps(part, "pack", "ship", "deliver");
        assertThat(api.get(Shop.ORDERS + "/" + order.text("/id")).text("/state"))
                .isEqualTo("completed");
    }

    @Test
    void whatNobodyCanFulfil_needsNobodysAttentionOnceItIsCancelled() {
        shop.receive(lamp, leeds, 3);
        Json order = place(3);
        work.step(part(order), "reject", Json.of("{reason: 'not-found'}")).is(200);
        String rest = awaitUnfillable(order).text("/id");

        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(201);
        shop.cancel(order.text("/id"), Json.of("{}")).is(201);

        assertThat(Announced.types(rest))
                .containsExactly(
                        "attention.raised",
                        "fulfillment-order.reduced",
                        "fulfillment-order.cancelled",
                        "attention.cleared");
    }

    @Test
    void whatIsLeftAfterACancellation_andHasArrived_completesTheOrder() {
        shop.receive(lamp, leeds, 5);
        Json order = place(5);
        String part = part(order);
        work.steps(part, "acknowledge", "start-picking");
        work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 2, missing: 3}]}"))
                .is(200);
        awaitUnfillable(order);
        work.steps(part, "pack", "ship", "deliver");
        assertThat(Announced.types(order.text("/id"))).doesNotContain("order.completed");

        Json cancelled = shop.cancel(order.text("/id"), Json.of("{}")).is(201).json();

        assertThat(cancelled.text("/order/state")).isEqualTo("completed");
        assertThat(Announced.types(order.text("/id"))).endsWith("order.reduced", "order.completed");
    }

    @Test
    void whyItCouldNotBeDelivered_isOnThePart_untilItIs_andInNoEvent() {
        shop.receive(lamp, leeds, 1);
        String part = part(place(1));
        work.steps(part, "acknowledge", "start-picking", "pick", "pack", "ship");

        work.step(part, "fail-delivery", Json.of("{reason: 'A. Buyer has moved'}"))
                .is(200);

        assertThat(work.part(part).text("/reason")).isEqualTo("A. Buyer has moved");
        assertThat(work.steps(part, "deliver").find("/reason")).isEmpty();
        assertThat(Announced.data(part)).noneMatch(data -> data.contains("Buyer"));
    }

    @Test
    void aPickThatFindsNothing_isAnnouncedAsRejected() {
        shop.receive(lamp, leeds, 2);
        String part = part(place(2));
        work.steps(part, "acknowledge", "start-picking");

        Json rejected = work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 0, missing: 2}]}"))
                .is(200)
                .json();

        assertThat(rejected.text("/state")).isEqualTo("rejected");
        assertThat(Announced.types(part)).last().isEqualTo("fulfillment-order.rejected");
        assertThat(Json.of(Announced.data(part).getLast()).text("/reason")).isEqualTo("not-found");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(0, 0, 0, 0, 0));
    }

    @Test
    void whyItWasRejected_isAnnounced() {
        shop.receive(lamp, leeds, 1);
        String part = part(place(1));

        work.step(part, "reject", Json.of("{reason: 'too-busy'}")).is(200);

        assertThat(Announced.data(part))
                .singleElement()
                .satisfies(data -> assertThat(Json.of(data).text("/reason")).isEqualTo("too-busy"));
    }

    @Test
    void manyWrongCodesAtOnce_areFiveTries() {
        shop.receive(lamp, leeds, 1);
        Json order = shop.place(shop.order(web, line(lamp, 1))
                        .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(leeds)))
                .is(201)
                .json();
        String code = work.ready(part(order));
        Json wrong = Json.of("{code: '%s'}".formatted(code.equals("00000000") ? "11111111" : "00000000"));

        List<Reply> replies = Crowd.of(8).call(24, _ -> work.step(part(order), "collect", wrong));

        assertThat(replies).allSatisfy(reply -> reply.refuses(422, "wrong-code", "/code"));
        assertThat(replies.stream().filter(reply -> reply.body().contains("tries that are left")))
                .hasSize(4);
        work.step(part(order), "collect", Json.of("{code: '%s'}".formatted(code)))
                .refuses(422, "wrong-code", "/code");
        assertThat(work.part(part(order)).number("/version")).isEqualTo(10);
    }

    private void awaitDone(String subject, int works) {
        await().atMost(LIMIT)
                .until(() -> api.all("/api/v1/due-work?state=done&subject=" + Api.encoded(subject), 50)
                                .size()
                        == works);
    }

    private Json place(long units) {
        return shop.place(shop.order(web, line(lamp, units))).is(201).json();
    }

    /** Its part, of which two units are picked. */
    private String halfPicked(Json order) {
        work.steps(part(order), "acknowledge", "start-picking");
        work.step(part(order), "pick", Json.of("{lines: [{lineNumber: 1, picked: 2}]}"))
                .is(200);
        return part(order);
    }

    private static String part(Json order) {
        return order.text("/fulfillmentOrders/0/id");
    }

    private Json awaitUnfillable(Json order) {
        return work.awaitUnfillable(order.text("/id"));
    }
}
