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

    /** The successor of an order's only part, once nobody can fulfil it. */
    private Json awaitUnfillable(Json order) {
        await().atMost(LIMIT).until(() -> {
            List<Json> parts = work.parts(order.text("/id"));
            return parts.size() == 2 && parts.getLast().text("/state").equals("unfillable");
        });
        return work.parts(order.text("/id")).getLast();
    }
}
