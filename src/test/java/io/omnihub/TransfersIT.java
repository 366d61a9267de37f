package io.omnihub;

import static io.omnihub.Shop.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goods between a warehouse and two stores. */
class TransfersIT implements LedgerProven {
    private final Api api = Api.administrator();
    private final Transport transport = Transport.ofAdministrator();
    private final Shop shop = new Shop();
    private String depot = "";
    private String leeds = "";
    private String lamp = "";
    private String vase = "";
    private Transport sender = transport;
    private Transport receiver = transport;

    @BeforeEach
    void openTheShop() {
        depot = shop.own("depot");
        shop.putLocation(depot, Shop.storeContent("Depot", 52.26, -1.16).with("/kind", "'warehouse'"));
        leeds = shop.store("leeds", 53.80, -1.55);
        lamp = shop.item("lamp");
        vase = shop.item("vase");
        shop.receive(lamp, depot, 10);
        shop.receive(vase, depot, 10);
        sender = new Transport(Api.store(depot));
        receiver = new Transport(Api.store(leeds));
    }

    @Test
    void aTransferInTwoShipments_oneOfThemShort_isAccountedForToTheLastUnit() {
        Json wish = Transport.wanted(shop, depot, leeds, entry(lamp, 6), entry(vase, 4));
        Json draft = api.post(Transport.PATH, wish).is(201).json();
        String id = draft.text("/id");
        assertThat(draft.text("/state")).isEqualTo("draft");
        assertThat(shop.level(lamp, depot).allocated()).isZero();
        assertThat(api.post(Transport.PATH, wish).is(200).text("/id")).isEqualTo(id);
        api.post(Transport.PATH, wish.with("/reason", "'x'")).refuses(422, "idempotency-key-reused", "/reference");

        assertThat(transport.step(id, "approve").is(200).text("/state")).isEqualTo("approved");
        assertThat(shop.level(lamp, depot)).isEqualTo(new Level(10, 0, 6, 0, 4));
        assertThat(sender.step(id, "start-picking").is(200).text("/state")).isEqualTo("picking");
        Json first = sender.step(id, "ship", Json.of("{carrier: 'Van 3', lines: [{lineNumber: 1, quantity: 4}]}"))
                .is(200)
                .json();
        assertThat(first.text("/state")).isEqualTo("in-transit");
        assertThat(shop.level(lamp, depot)).isEqualTo(new Level(6, 0, 2, 0, 4));
        assertThat(inTransit(lamp, leeds)).isEqualTo(4);

        Json arrived = receiver.step(id, "receive", Json.of("{lines: [{lineNumber: 1, accepted: 3}]}"))
                .is(200)
                .json();
        assertThat(arrived.text("/state")).isEqualTo("partially-received");
        assertThat(arrived.number("/lines/0/outstanding")).isEqualTo(1);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(3, 0, 0, 0, 3));

        Json second = sender.step(
                        id,
                        "ship",
                        Json.of("{lines: [{lineNumber: 1, quantity: 1, missing: 1}, {lineNumber: 2, quantity: 4}]}"))
                .is(200)
                .json();
        assertThat(second.items("/shipments")).hasSize(2);
        assertThat(second.number("/lines/0/quantity")).isEqualTo(5);
        assertThat(shop.level(lamp, depot)).isEqualTo(new Level(4, 0, 0, 0, 4));

        Json done = receiver.step(id, "receive", Json.of("""
            {lines: [{lineNumber: 1, accepted: 1, lost: {quantity: 1, reason: 'carrier'}},
                     {lineNumber: 2, accepted: 3,
                      rejected: {quantity: 1, reason: 'damaged', disposition: 'unavailable'}}]}\
            """)).is(200).json();
        assertThat(done.text("/state")).isEqualTo("received");
        assertThat(done.items("/discrepancies"))
                .extracting(one -> one.text("/kind") + " " + one.number("/lineNumber") + " " + one.text("/reason"))
                .containsExactly("missing 1 missing", "lost 1 carrier", "rejected 2 damaged");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(4, 0, 0, 0, 4));
        assertThat(shop.level(vase, leeds)).isEqualTo(new Level(4, 1, 0, 0, 3));
        assertThat(inTransit(lamp, leeds)).isZero();
        assertThat(receiver.step(id, "close").is(200).text("/state")).isEqualTo("closed");
    }

    @Test
    void whatIsNotTaken_goesBackByATransferOfItsOwn() {
        String id = underWay(entry(lamp, 6));

        receiver.step(id, "receive", Json.of("""
            {lines: [{lineNumber: 1, accepted: 4,
                      rejected: {quantity: 2, reason: 'not-wanted', disposition: 'return'}}]}\
            """)).is(200);

        Json back = api.all(Transport.PATH + "?source=" + leeds, 50).getFirst();
        assertThat(back.text("/returnOf")).isEqualTo(id);
        assertThat(back.text("/state")).isEqualTo("in-transit");
        assertThat(inTransit(lamp, leeds)).isZero();
        assertThat(inTransit(lamp, depot)).isEqualTo(2);
        assertThat(sender.step(back.text("/id"), "receive").is(200).text("/state"))
                .isEqualTo("received");
        assertThat(shop.level(lamp, depot)).isEqualTo(new Level(6, 0, 0, 0, 6));
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(4, 0, 0, 0, 4));
    }

    @Test
    void eachScan_receivesOneUnit_byItsSkuOrItsBarcode() {
        String barcode = shop.fresh("501234");
        shop.putItem(vase, Json.of("{name: 'Vase', barcodes: ['%s']}".formatted(barcode)));
        String id = underWay(entry(lamp, 1), entry(vase, 2));

        scan(id, lamp).is(200);
        scan(id, barcode).is(200);
        scan(id, "nothing").refuses(422, "unknown-line", "/scan");
        scan(id, lamp).refuses(422, "quantity-beyond-line", "/scan");
        assertThat(scan(id, barcode).is(200).text("/state")).isEqualTo("received");
        assertThat(shop.level(vase, leeds).onHand()).isEqualTo(2);
    }

    @Test
    void whatWasReceived_isNotReceivedTwice() {
        String id = underWay(entry(lamp, 6));
        String key = shop.fresh("key");
        String path = Transport.PATH + "/" + id + "/receive";

        api.post(path, Json.of("{}"), "Idempotency-Key", key).is(200);
        Reply again = api.post(path, Json.of("{}"), "Idempotency-Key", key).is(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        Json refused =
                receiver.step(id, "receive").refuses(409, "step-not-allowed").json();
        assertThat(refused.text("/state")).isEqualTo("received");
        assertThat(refused.items("/steps")).containsExactly(Json.of("'close'"));
        receiver.step(id, "receive", Json.of("{lines: [{lineNumber: 1, accepted: 1}]}"))
                .refuses(422, "quantity-beyond-line", "/lines/0");
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(6);
    }

    @Test
    void moreThanWasSent_isReceivedOnlyByWhoMaySaySo() {
        String id = underWay(entry(lamp, 6));
        Json more = Json.of("{lines: [{lineNumber: 1, accepted: 7}]}");

        receiver.step(id, "receive", more).refuses(422, "quantity-beyond-line", "/lines/0");
        receiver.step(id, "receive", more.with("/allowExcess", "true")).refuses(403, "forbidden", "/allowExcess");
        transport.step(id, "receive", more).refuses(422, "quantity-beyond-line", "/lines/0");
        Json received = transport
                .step(id, "receive", more.with("/allowExcess", "true"))
                .is(200)
                .json();
        assertThat(received.text("/state")).isEqualTo("received");
        assertThat(received.number("/lines/0/accepted")).isEqualTo(6);
        assertThat(received.number("/lines/0/excess")).isEqualTo(1);
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(7);

        // Two more are found when the last parcel is opened.
        Json found = Json.of("{scan: '%s', quantity: 2, allowExcess: true}".formatted(lamp));
        receiver.step(id, "receive", found).refuses(403, "forbidden", "/allowExcess");
        Json once = transport.step(id, "receive", found).is(200).json();
        assertThat(once.text("/state")).isEqualTo("received");
        assertThat(once.number("/lines/0/excess")).isEqualTo(3);
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(9);

        // And one that is broken.
        Json broken = Json.of("{allowExcess: true, lines: [{lineNumber: 1, rejected: {quantity: 1, reason: 'damaged',"
                + " disposition: 'unavailable'}}]}");
        transport
                .step(id, "receive", broken.with("/lines/0/rejected/disposition", "'return'"))
                .refuses(422, "quantity-beyond-line", "/lines/0");
        Json last = transport.step(id, "receive", broken).is(200).json();
        assertThat(last.number("/lines/0/excess")).isEqualTo(3);
        assertThat(last.items("/discrepancies").getLast())
                .isEqualTo(Json.of("{lineNumber: 1, kind: 'excess', quantity: 1, reason: 'damaged',"
                        + " disposition: 'unavailable'}"));
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Shop.Level(10, 1, 0, 0, 9));
    }

    @Test
    void unitsOfAHoldThatHasEnded_areSent() {
        String web = shop.channel("web", depot);
        String hold = shop.hold(shop.cart(web, 1, entry(lamp, 10))).is(201).text("/id");
        String id = api.post(Transport.PATH, Transport.wanted(shop, depot, leeds, entry(lamp, 6)))
                .is(201)
                .text("/id");
        transport.step(id, "approve").refuses(409, "insufficient-stock");
        await().until(() -> api.get(Shop.HOLDS + "/" + hold).text("/state").equals("expired"));

        transport.step(id, "approve").is(200);
        transport.approved(shop, depot, leeds, entry(lamp, 4));

        assertThat(shop.level(lamp, depot)).isEqualTo(new Level(10, 0, 10, 0, 0));
    }

    @Test
    void whatGoesBack_isLookedForWhenItDoesNotArrive() {
        String id = underWay(entry(lamp, 6));
        receiver.step(id, "receive", Json.of("""
            {lines: [{lineNumber: 1, accepted: 4,
                      rejected: {quantity: 2, reason: 'not-wanted', disposition: 'return'}}]}\
            """)).is(200);
        Json back = api.all(Transport.PATH + "?source=" + leeds, 50).getFirst();
        assertThat(Instant.parse(back.text("/expectedAt"))).isAfter(Instant.parse(back.text("/createdAt")));

        PickupTransfersIT.isLate(back.text("/id"));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> transport.read(back.text("/id")).at("/overdue").equals(Json.of("true")));
        assertThat(Announced.types(back.text("/id"))).contains("attention.raised");
    }

    @Test
    void nothingLeavesAPausedPlace() {
        String id = transport.approved(shop, depot, leeds, entry(lamp, 6)).text("/id");
        transport.steps(id, "start-picking");
        pause(depot, true);

        sender.step(id, "ship").refuses(409, "location-paused");
        assertThat(shop.level(lamp, depot).allocated()).isEqualTo(6);
        pause(depot, false);
        assertThat(sender.step(id, "ship").is(200).text("/state")).isEqualTo("in-transit");
    }

    @ParameterizedTest
    @CsvSource({"write-off, 4", "restock, 10"})
    void cancelledOnItsWay_itIsWrittenOffOrGoesBack(String outstanding, long left) {
        String id = transport.approved(shop, depot, leeds, entry(lamp, 8)).text("/id");
        transport.steps(id, "start-picking");
        sender.step(id, "ship", Json.of("{lines: [{lineNumber: 1, quantity: 6}]}"))
                .is(200);

        transport.step(id, "cancel").refuses(422, "missing-field", "/outstanding");
        sender.step(id, "cancel", Json.of("{}")).refuses(403, "forbidden");
        Json cancelled = transport
                .step(id, "cancel", Json.of("{outstanding: '%s'}".formatted(outstanding)))
                .is(200)
                .json();

        assertThat(cancelled.text("/state")).isEqualTo("cancelled");
        assertThat(cancelled.items("/steps")).isEmpty();
        api.all(Transport.PATH + "?destination=" + depot, 50)
                .forEach(back -> transport.steps(back.text("/id"), "receive", "close"));
        assertThat(shop.level(lamp, depot)).isEqualTo(new Level(left, 0, 0, 0, left));
        assertThat(inTransit(lamp, leeds)).isZero();
        transport.step(id, "ship").refuses(409, "step-not-allowed");
    }

    @Test
    void closed_itWaitsForNothingMore() {
        String id = underWay(entry(lamp, 6), entry(vase, 2));
        receiver.step(id, "close").refuses(409, "step-not-allowed");
        receiver.step(id, "receive", Json.of("{lines: [{lineNumber: 1, accepted: 5}]}"))
                .is(200);

        Json closed =
                receiver.step(id, "close", Json.of("{reason: 'theft'}")).is(200).json();

        assertThat(closed.text("/state")).isEqualTo("closed");
        assertThat(closed.number("/lines/0/lost")).isEqualTo(1);
        assertThat(closed.number("/lines/1/lost")).isEqualTo(2);
        assertThat(inTransit(vase, leeds)).isZero();
    }

    @Test
    void whatTheSourceMayNotPromise_isNotApproved() {
        Json draft = api.post(Transport.PATH, Transport.wanted(shop, depot, leeds, entry(lamp, 6), entry(lamp, 5)))
                .is(201)
                .json();

        Json refused = transport
                .step(draft.text("/id"), "approve")
                .refuses(409, "insufficient-stock")
                .json();
        assertThat(refused.items("/lines"))
                .containsExactly(Json.of("{lineNumber: 2, sku: '%s', requested: 5, available: 4}".formatted(lamp)));
        api.post(
                        Transport.PATH,
                        Transport.wanted(shop, depot, leeds, entry(lamp, 11)).with("/state", "'approved'"))
                .refuses(409, "insufficient-stock");
        assertThat(shop.level(lamp, depot).allocated()).isZero();
    }

    @Test
    void theSourcesStoreSends_theDestinationsReceives_andBothSeeIt() {
        String id = transport.approved(shop, depot, leeds, entry(lamp, 6)).text("/id");

        receiver.step(id, "start-picking").refuses(403, "forbidden");
        sender.steps(id, "start-picking", "ship");
        sender.step(id, "receive").refuses(403, "forbidden");
        for (Transport store : List.of(sender, receiver)) {
            assertThat(store.api().all(Transport.PATH, 50))
                    .extracting(one -> one.text("/id"))
                    .contains(id);
            store.api()
                    .post(Transport.PATH, Transport.wanted(shop, depot, leeds, entry(lamp, 1)))
                    .refuses(403, "forbidden");
        }
        assertThat(receiver.api().all(Transport.PATH + "?destination=" + leeds + "&state=in-transit", 50))
                .hasSize(1);
        receiver.api().get(Transport.PATH + "?source=" + depot).refuses(403, "forbidden");
        new Transport(Api.store(shop.store("bath", 51.38, -2.36)))
                .step(id, "receive")
                .refuses(404, "not-found");
    }

    @Test
    void anotherVersionThanTheCallersIsNotChanged() {
        String id = transport.approved(shop, depot, leeds, entry(lamp, 6)).text("/id");
        assertThat(transport.api().get(Transport.PATH + "/" + id).is(200).header("ETag"))
                .isEqualTo("\"1\"");

        transport.step(id, "start-picking", Json.of("{}"), "If-Match", "\"2\"").refuses(412, "version-mismatch");
        transport.step(id, "start-picking", Json.of("{}"), "If-Match", "\"1\"").is(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        /source      | 'nowhere'              | unknown-location     | /source
        /destination | 'nowhere'              | unknown-location     | /destination
        /lines/0/sku | 'nothing'              | unknown-item         | /lines/0/sku
        /lines/0/quantity | 0                 | quantity-out-of-range | /lines/0/quantity
        /state       | 'received'             | invalid-field        | /state
        /expectedAt  | '2001-01-01T00:00:00Z' | invalid-field        | /expectedAt
        /expectedAt  | '2999-01-01T00:00:00Z' | invalid-field        | /expectedAt
        """)
    void whatCannotBeMeant_isRefusedByName(String field, String value, String code, String pointer) {
        Json wanted = Transport.wanted(shop, depot, leeds, entry(lamp, 1)).with(field, value);
        api.post(Transport.PATH, wanted).refuses(422, code, pointer);
        api.post(Transport.PATH, Transport.wanted(shop, depot, depot, entry(lamp, 1)))
                .refuses(422, "invalid-field", "/destination");
    }

    @Test
    void aThousandLines_areReceivedInOneCall() {
        List<String> skus = shop.items(1_000);
        shop.adjust("receipt", skus.stream().map(sku -> entry(sku, depot, 5)).toArray(Json[]::new))
                .is(201);
        String id = transport
                .approved(
                        shop,
                        depot,
                        leeds,
                        skus.stream().map(sku -> entry(sku, 2)).toArray(Json[]::new))
                .text("/id");
        transport.steps(id, "start-picking", "ship");

        Json received = receiver.step(id, "receive").is(200).json();

        assertThat(received.text("/state")).isEqualTo("received");
        assertThat(shop.level(skus.getFirst(), leeds)).isEqualTo(new Level(2, 0, 0, 0, 2));
        assertThat(shop.level(skus.getLast(), depot)).isEqualTo(new Level(3, 0, 0, 0, 3));
        api.post(
                        Transport.PATH,
                        Transport.wanted(shop, depot, leeds, Shop.entry(lamp, 1))
                                .with("/lines", Json.array(Shop.lines(1_001, lamp))))
                .refuses(422, "too-many-lines", "/lines");
    }

    @Test
    void twoWhoReceiveTheSameAtOnce_receiveItOnce() {
        String id = underWay(entry(lamp, 6));

        List<Integer> answers =
                Crowd.of(4).call(8, _ -> receiver.step(id, "receive").status());

        assertThat(answers).containsOnlyOnce(200);
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(6);
    }

    private String underWay(Json... lines) {
        String id = transport.approved(shop, depot, leeds, lines).text("/id");
        sender.steps(id, "start-picking", "ship");
        return id;
    }

    private Reply scan(String id, String code) {
        return receiver.step(id, "receive", Json.of("{scan: '%s'}".formatted(code)));
    }

    private void pause(String location, boolean paused) {
        api.put(
                        "/api/v1/locations/" + location + "/switches",
                        Json.of("{paused: %s, pickupPaused: false, reason: 'x'}".formatted(paused)))
                .is(200);
    }

    private long inTransit(String sku, String location) {
        return api.get("/api/v1/stock?sku=" + Api.encoded(sku) + "&location=" + location)
                .is(200)
                .number("/items/0/inTransit");
    }
}
