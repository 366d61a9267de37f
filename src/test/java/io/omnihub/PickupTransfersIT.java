package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a customer collects in York, and others have to send there. */
class PickupTransfersIT implements LedgerProven {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Transport transport = Transport.ofAdministrator();
    private final Shop shop = new Shop();
    private String york = "";
    private String leeds = "";
    private String bath = "";
    private String web = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        york = store("york", 53.96, -1.08);
        leeds = store("leeds", 53.80, -1.55);
        bath = store("bath", 51.38, -2.36);
        web = shop.channel("web", york, leeds, bath);
        lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 6);
    }

    @Test
    void aLegThatArrivesLate_isCollectedAllTheSame_andItsCustomersPromiseMoves() {
        Json order = place(3);
        String part = order.text("/fulfillmentOrders/0/id");
        String leg = order.text("/fulfillmentOrders/0/transferId");
        Instant promised = Instant.parse(order.text("/fulfillmentOrders/0/promisedAt"));
        transport.steps(leg, "start-picking", "ship");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(3, 0, 0, 0, 3));
        assertThat(work.part(part).text("/state")).isEqualTo("awaiting-transfer");

        isLate(leg, part);

        await().atMost(LIMIT).until(() -> transport.read(leg).at("/overdue").equals(Json.of("true")));
        Json waiting = work.part(part);
        assertThat(waiting.text("/state")).isEqualTo("awaiting-transfer");
        assertThat(Instant.parse(waiting.text("/promisedAt")))
                .isNotEqualTo(promised)
                .isAfter(Instant.now());
        assertThat(Announced.types(leg)).contains("attention.raised", "transfer.delayed");
        assertThat(Announced.types(part)).contains("fulfillment-order.delayed");

        assertThat(transport.step(leg, "receive").is(200).text("/state")).isEqualTo("received");
        assertThat(Announced.types(leg)).contains("attention.cleared");
        assertThat(work.part(part).text("/state")).isEqualTo("allocated");
        assertThat(shop.level(lamp, york)).isEqualTo(new Level(3, 0, 3, 0, 0));
        String code = work.ready(part);
        work.step(part, "collect", Json.of("{code: '%s'}".formatted(code))).is(200);
        assertThat(order(order).text("/state")).isEqualTo("completed");
        assertThat(shop.level(lamp, york)).isEqualTo(new Level(0, 0, 0, 0, 0));
    }

    @Test
    void aLegThatIsLost_isSentFromElsewhere_whereItsSourceHasTooFewLeft() {
        shop.receive(lamp, bath, 6);
        Json order = place(4);
        String part = order.text("/fulfillmentOrders/0/id");
        String leg = order.text("/fulfillmentOrders/0/transferId");
        assertThat(transport.read(leg).text("/source")).isEqualTo(leeds);
        transport.steps(leg, "start-picking", "ship");

        transport
                .step(leg, "receive", Json.of("{lines: [{lineNumber: 1, lost: {quantity: 4, reason: 'carrier'}}]}"))
                .is(200);

        assertThat(work.part(part).text("/state")).isEqualTo("rejected");
        assertThat(work.part(part).text("/reason")).isEqualTo("transfer-failed");
        Json rest = awaitSourced(order, 1);
        assertThat(rest.text("/predecessorId")).isEqualTo(part);
        assertThat(rest.text("/state")).isEqualTo("awaiting-transfer");
        String other = rest.text("/transferId");
        assertThat(transport.read(other).text("/source")).isEqualTo(bath);
        transport.steps(other, "start-picking", "ship", "receive");
        String code = work.ready(rest.text("/id"));
        work.step(rest.text("/id"), "collect", Json.of("{code: '%s'}".formatted(code)))
                .is(200);
        assertThat(order(order).text("/state")).isEqualTo("completed");
    }

    @Test
    void whatIsMissingOfALeg_isSentFromElsewhere_andTheRestGoesOn() {
        shop.receive(lamp, bath, 6);
        Json order = place(3);
        String part = order.text("/fulfillmentOrders/0/id");
        String leg = order.text("/fulfillmentOrders/0/transferId");
        transport.steps(leg, "start-picking");

        transport
                .step(leg, "ship", Json.of("{lines: [{lineNumber: 1, quantity: 2, missing: 1}]}"))
                .is(200);

        Json rest = awaitSourced(order, 1);
        assertThat(rest.number("/lines/0/quantity")).isEqualTo(1);
        assertThat(transport.read(rest.text("/transferId")).text("/source")).isEqualTo(bath);
        assertThat(work.part(part).text("/state")).isEqualTo("awaiting-transfer");
        assertThat(work.part(part).number("/lines/0/quantity")).isEqualTo(2);
        transport.step(leg, "receive").is(200);
        assertThat(work.part(part).text("/state")).isEqualTo("allocated");
        assertThat(shop.level(lamp, york)).isEqualTo(new Level(2, 0, 2, 0, 0));
    }

    @Test
    void aLegThatIsCancelledBeforeItLeft_leavesItsSourceASource() {
        Json order = place(3);
        String leg = order.text("/fulfillmentOrders/0/transferId");

        transport.step(leg, "cancel").is(200);

        Json rest = awaitSourced(order, 1);
        assertThat(transport.read(rest.text("/transferId")).text("/source")).isEqualTo(leeds);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(6, 0, 3, 0, 3));
    }

    @Test
    void aLegThatIsCancelledOnItsWay_isSentAgain_ofWhatNeverLeft() {
        shop.receive(lamp, bath, 6);
        Json order = place(3);
        String leg = order.text("/fulfillmentOrders/0/transferId");
        transport.steps(leg, "start-picking", "ship");

        transport.step(leg, "cancel", Json.of("{outstanding: 'restock'}")).is(200);

        Json rest = awaitSourced(order, 1);
        assertThat(transport.read(rest.text("/transferId")).text("/source")).isEqualTo(leeds);
    }

    @Test
    void whatHasArrived_doesNotWaitForWhatNobodyWantsAnyMore() {
        String vase = shop.item("vase");
        shop.receive(vase, leeds, 6);
        Json order = shop.place(shop.order(web, line(lamp, 2), line(vase, 1))
                        .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(york)))
                .is(201)
                .json();
        String part = order.text("/fulfillmentOrders/0/id");
        String leg = order.text("/fulfillmentOrders/0/transferId");
        transport.steps(leg, "start-picking", "ship");
        transport
                .step(leg, "receive", Json.of("{lines: [{lineNumber: 1, accepted: 2}]}"))
                .is(200);
        assertThat(work.part(part).text("/state")).isEqualTo("awaiting-transfer");

        shop.cancel(order.text("/id"), Shop.part(2, 1)).is(201);

        assertThat(work.part(part).text("/state")).isEqualTo("allocated");
        assertThat(shop.level(lamp, york)).isEqualTo(new Level(2, 0, 2, 0, 0));
        assertThat(transport.step(leg, "receive").is(200).text("/state")).isEqualTo("received");
        assertThat(shop.level(vase, york)).isEqualTo(new Level(1, 0, 0, 0, 1));
    }

    @Test
    void itGoesOnWithTheLastUnitThatIsWanted_whateverElseIsToCome() {
        Json order = place(3);
        String part = order.text("/fulfillmentOrders/0/id");
        String leg = order.text("/fulfillmentOrders/0/transferId");
        transport.steps(leg, "start-picking", "ship");
        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(201);

        transport
                .step(leg, "receive", Json.of("{scan: '%s', quantity: 2}".formatted(lamp)))
                .is(200);

        assertThat(work.part(part).text("/state")).isEqualTo("allocated");
        transport.step(leg, "receive").is(200);
        assertThat(shop.level(lamp, york)).isEqualTo(new Level(3, 0, 2, 0, 1));
    }

    @Test
    void whatNeedNotBeSentAnyMore_isTold() {
        Json order = place(3);
        String leg = order.text("/fulfillmentOrders/0/transferId");

        shop.cancel(order.text("/id"), Shop.part(1, 1)).is(201);

        assertThat(transport.read(leg).number("/lines/0/quantity")).isEqualTo(2);
        assertThat(Announced.types(leg)).containsExactly("transfer.approved", "transfer.reduced");
    }

    @Test
    void scannedOneByOne_itGoesOnWithTheLast_andIsNobodyElsesMeanwhile() {
        Json order = place(3);
        String part = order.text("/fulfillmentOrders/0/id");
        String leg = order.text("/fulfillmentOrders/0/transferId");
        transport.steps(leg, "start-picking", "ship");

        for (int i = 1; i <= 3; i++) {
            transport
                    .step(leg, "receive", Json.of("{scan: '%s'}".formatted(lamp)))
                    .is(200);
            assertThat(shop.level(lamp, york)).isEqualTo(new Level(i, 0, i, 0, 0));
            assertThat(work.part(part).text("/state")).isEqualTo(i < 3 ? "awaiting-transfer" : "allocated");
        }
        assertThat(order(order).items("/fulfillmentOrders")).hasSize(1);
    }

    @Test
    void whatTheCustomerCancelsOnItsWay_comesForNobodyInParticular() {
        Json order = place(3);
        String part = order.text("/fulfillmentOrders/0/id");
        String leg = order.text("/fulfillmentOrders/0/transferId");
        transport.steps(leg, "start-picking", "ship");
        transport
                .step(leg, "receive", Json.of("{scan: '%s', quantity: 2}".formatted(lamp)))
                .is(200);

        shop.cancel(order.text("/id"), Shop.part(1, 2)).is(201);
        assertThat(shop.level(lamp, york)).isEqualTo(new Level(2, 0, 1, 0, 1));
        transport.step(leg, "receive").is(200);

        assertThat(work.part(part).text("/state")).isEqualTo("allocated");
        assertThat(work.part(part).number("/lines/0/quantity")).isEqualTo(1);
        assertThat(shop.level(lamp, york)).isEqualTo(new Level(3, 0, 1, 0, 2));
    }

    @Test
    void aNewExpectationOfTheSender_movesThePromise() {
        Json order = place(3);
        String part = order.text("/fulfillmentOrders/0/id");
        String leg = order.text("/fulfillmentOrders/0/transferId");
        Instant promised = Instant.parse(order.text("/fulfillmentOrders/0/promisedAt"));
        Instant later = promised.plus(Duration.ofDays(3));
        transport.steps(leg, "start-picking");

        transport
                .step(leg, "ship", Json.of("{expectedAt: '%s'}".formatted(later)))
                .is(200);

        assertThat(Instant.parse(work.part(part).text("/promisedAt"))).isEqualTo(later);
    }

    /** As if it should have arrived already. */
    private static void isLate(String transfer, String part) {
        change("UPDATE fulfillment_order SET promised_at = now() - interval '1 hour' WHERE id = '%s'".formatted(part));
        isLate(transfer);
    }

    /** As if it should have arrived already. */
    static void isLate(String transfer) {
        change("UPDATE transfer_order SET expected_at = now() - interval '1 hour' WHERE id = '%s'".formatted(transfer));
        Work.becomesDue("transfer-late", transfer);
    }

    private static void change(String sql) {
        try (var connection = Hub.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Json place(long quantity) {
        Json order = shop.order(web, line(lamp, quantity))
                .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(york));
        return shop.place(order).is(201).json();
    }

    private Json order(Json placed) {
        return api.get(Shop.ORDERS + "/" + placed.text("/id")).is(200).json();
    }

    /** The part of that index, by its age, once it has a location. */
    private Json awaitSourced(Json placed, int index) {
        await().atMost(LIMIT).until(() -> {
            List<Json> parts = order(placed).items("/fulfillmentOrders");
            return parts.size() > index && !parts.get(index).text("/state").equals("pending-sourcing");
        });
        return work.part(order(placed).text("/fulfillmentOrders/" + index + "/id"));
    }

    private String store(String name, double latitude, double longitude) {
        String code = shop.own(name);
        shop.putLocation(
                code,
                Shop.storeContent(name, latitude, longitude)
                        .with("/capabilities", "['ship', 'pickup', 'transfer-in', 'transfer-out']"));
        return code;
    }
}
