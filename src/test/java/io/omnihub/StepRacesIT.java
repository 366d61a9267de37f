package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two who do something with the same part at the same moment, each on a hub of their own: one of them is first, and the
 * other is told what can still be done.
 */
class StepRacesIT implements LedgerProven {
    private static final int ROUNDS = 20;
    private static final int STOCK = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Shop shop = new Shop();
    private final Api api = Api.administrator();
    private final Work here = new Work(api);
    private final Work there = new Work(api.onSecondHub());
    private String leeds = "";
    private String web = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        web = shop.channel("web", leeds);
        lamp = shop.item("lamp");
        shop.receive(lamp, leeds, STOCK);
    }

    @Test
    void twoTerminalsAcknowledge_oneDoes() {
        for (int round = 0; round < ROUNDS; round++) {
            String part = part(place());

            exactlyOne(race(() -> here.step(part, "acknowledge"), () -> there.step(part, "acknowledge")));

            assertThat(here.part(part).text("/state")).isEqualTo("acknowledged");
            assertThat(here.part(part).number("/version")).isEqualTo(2);
        }
    }

    @Test
    void aPickAndARejection_oneIsFirst() {
        for (int round = 0; round < ROUNDS; round++) {
            String part = picking(place());

            List<Reply> replies = race(
                    () -> here.step(part, "pick"), () -> there.step(part, "reject", Json.of("{reason: 'too-busy'}")));

            exactlyOne(replies);
            assertThat(here.part(part).text("/state")).isEqualTo(isDone(replies.getFirst()) ? "picked" : "rejected");
        }
    }

    /** What is picked already is asked back, what is not is cancelled: in both orders its store knows of it. */
    @Test
    void aPickAndACancellation_oneIsFirst() {
        for (int round = 0; round < ROUNDS; round++) {
            Json order = place();
            String part = picking(order);

            List<Reply> replies = race(() -> there.step(part, "pick"), () -> cancel(order));

            Reply cancelled = replies.getLast();
            if (isDone(replies.getFirst())) {
                cancelled.is(202);
                assertThat(here.part(part).text("/state")).isEqualTo("cancel-requested");
                here.steps(part, "accept-cancellation");
            } else {
                cancelled.is(201);
                replies.getFirst().refuses(409, "step-not-allowed");
            }
            assertThat(here.part(part).text("/state")).isEqualTo("cancelled");
            assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(STOCK, 0, 0, 0, STOCK));
        }
    }

    @Test
    void aPickAfterACancellation_isRefused_andACancellationAfterAPick_isARequest() {
        Json cancelledFirst = place();
        String part = picking(cancelledFirst);
        cancel(cancelledFirst).is(201);
        there.step(part, "pick").refuses(409, "step-not-allowed");
        assertThat(here.part(part).items("/steps")).isEmpty();

        Json pickedFirst = place();
        there.step(picking(pickedFirst), "pick").is(200);
        cancel(pickedFirst).is(202);
    }

    @Test
    void twoTillsHandOver_oneDoes() {
        for (int round = 0; round < ROUNDS; round++) {
            String part = part(pickup());
            Json code = Json.of("{code: '%s'}".formatted(here.ready(part)));

            exactlyOne(race(() -> here.step(part, "collect", code), () -> there.step(part, "collect", code)));

            assertThat(here.part(part).text("/state")).isEqualTo("collected");
        }
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(STOCK - ROUNDS, 0, 0, 0, STOCK - ROUNDS));
    }

    /** The customer comes in the moment in which the hub gives them up. */
    @Test
    void aCustomerWhoComesAtTheLastMoment_collectsAll_orNothing() {
        long collected = Stream.generate(this::comesAtTheLastMoment)
                .limit(ROUNDS)
                .filter(came -> came)
                .count();

        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(STOCK - collected, 0, 0, 0, STOCK - collected));
    }

    private boolean comesAtTheLastMoment() {
        String part = part(pickup());
        Json code = Json.of("{code: '%s'}".formatted(here.ready(part)));

        Work.becomesDue("collect-by", part);
        Reply collect = there.step(part, "collect", code);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(here.part(part).text("/state")).isIn("collected", "returned-to-stock"));
        if (isDone(collect)) {
            assertThat(here.part(part).text("/state")).isEqualTo("collected");
        } else {
            collect.refuses(409, "step-not-allowed");
            assertThat(here.part(part).text("/state")).isEqualTo("returned-to-stock");
        }
        return isDone(collect);
    }

    private static List<Reply> race(Supplier<Reply> one, Supplier<Reply> other) {
        return Crowd.of(2).call(2, i -> i == 0 ? one.get() : other.get());
    }

    private static void exactlyOne(List<Reply> replies) {
        assertThat(replies.stream().filter(StepRacesIT::isDone)).hasSize(1);
        replies.stream().filter(reply -> !isDone(reply)).forEach(reply -> reply.refuses(409, "step-not-allowed"));
    }

    private static boolean isDone(Reply reply) {
        return reply.status() == 200;
    }

    private Reply cancel(Json order) {
        return shop.cancel(order.text("/id"), Json.of("{}"));
    }

    private Json place() {
        return shop.place(shop.order(web, line(lamp, 1))).is(201).json();
    }

    private Json pickup() {
        Json order =
                shop.order(web, line(lamp, 1)).with("/delivery", "{method: 'pickup', location: '%s'}".formatted(leeds));
        return shop.place(order).is(201).json();
    }

    private static String part(Json order) {
        return order.text("/fulfillmentOrders/0/id");
    }

    private String picking(Json order) {
        String part = part(order);
        here.steps(part, "acknowledge", "start-picking");
        return part;
    }
}
