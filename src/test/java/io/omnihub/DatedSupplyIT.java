package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is expected is promised once, and the promises move with it. */
class DatedSupplyIT implements LedgerProven {
    private static final String RECEIPTS = "/api/v1/expected-receipts/";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private final Instant friday = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(4));
    private final Instant monday = friday.plus(Duration.ofDays(3));
    private String leeds = "";
    private String web = "";
    private String game = "";
    private String reference = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        web = shop.own("web");
        shop.putChannel(web, Shop.channelContent(leeds).with("/inboundHorizonDays", 30));
        game = shop.item("game");
        reference = shop.own("PO");
    }

    @Test
    void aLineThatIsNotExpected_isNamedWhereItStands_andAReceiptIsReadByItsId() {
        put(friday, 4).is(201);
        String other = shop.own("a-thing-before-the-game");
        Json lines = Json.of("{lines: [{sku: '%s', quantity: 1}, {sku: '%s', quantity: 1}]}".formatted(game, other));
        shop.putItem(other, Json.of("{name: 'Other'}"));

        Reply refused = api.post(RECEIPTS + reference + "/receive", lines, "Idempotency-Key", shop.fresh("receive"));

        refused.refuses(422, "unknown-line", "/lines/1/sku");
        assertThat(api.get(RECEIPTS + receipt().text("/id")).is(200).json()).isEqualTo(receipt());
    }

    @Test
    void aPreorder_isPromisedWhatComesOnFriday_isDelayedToMonday_andCutByHalf_andServedFirst() {
        put(friday, 4).is(201);
        awaitUpcoming(friday + " 4");
        assertThat(availability().number("/items/0/availableToPromise")).isZero();

        Json first = preorder(2);
        Json second = preorder(2);
        Json third = preorder(1);

        assertThat(first.text("/fulfillmentOrders/0/state")).isEqualTo("backordered");
        Instant promised = Instant.parse(first.text("/fulfillmentOrders/0/promisedAt"));
        assertThat(promised).isAfter(friday);
        assertThat(part(first).number("/expected/0/quantity")).isEqualTo(2);
        assertThat(isPromised(third)).isFalse();
        awaitUpcoming("");

        put(monday, 4).is(200);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(promise(second)).isEqualTo(promised.plus(Duration.ofDays(3))));
        assertThat(promise(first)).isEqualTo(promised.plus(Duration.ofDays(3)));
        assertThat(Announced.types(partId(first))).containsExactly("fulfillment-order.delayed", "attention.raised");

        put(monday, 2).is(200);

        await().atMost(LIMIT).until(() -> !isPromised(second));
        assertThat(isPromised(first)).isTrue();
        assertThat(part(second).pointers()).noneMatch(pointer -> pointer.startsWith("/expected"));

        receive(2, false).is(200);

        await().atMost(LIMIT).until(() -> part(first).text("/state").equals("allocated"));
        assertThat(part(second).text("/state")).isEqualTo("backordered");
        assertThat(shop.level(game, leeds)).isEqualTo(new Shop.Level(2, 0, 2, 0, 0));
        assertThat(receipt().text("/state")).isEqualTo("received");
        assertThat(Announced.types(partId(first)))
                .containsExactly(
                        "fulfillment-order.delayed",
                        "attention.raised",
                        "fulfillment-order.sourced",
                        "attention.cleared");
    }

    @Test
    void twoBuyersOfTheLastUnitThatComes_oneIsPromisedIt() throws SQLException {
        put(friday, 1).is(201);

        List<Json> orders = Crowd.of(8).call(8, _ -> preorder(1));

        assertThat(orders).filteredOn(order -> isPromised(order)).hasSize(1);
        assertThat(receipt().at("/lines/0/open").toString()).isEqualTo("1");
        assertTiesAddUp();
    }

    @Test
    void whatHasCome_isNotSoldToOthers_beforeThoseItWasPromisedToHaveIt() throws SQLException {
        put(friday, 3).is(201);
        Json waiting = preorder(2);

        receive(2, false).is(200);

        assertThat(shop.place(shop.order(web, line(game, 1))).status()).isEqualTo(409);
        await().atMost(LIMIT).until(() -> part(waiting).text("/state").equals("allocated"));
        receive(2, true).is(200);
        shop.place(shop.order(web, line(game, 2))).is(201);
        assertTiesAddUp();
    }

    @Test
    void whatHasToComeTogether_isKeptForNobody_beforeAllOfItComes() throws SQLException {
        put(friday, 1).is(201);
        Json order = shop.place(shop.order(web, line(game, 2))
                        .with("/allowBackorder", true)
                        .with("/allowSplit", false))
                .is(201)
                .json();

        receive(1, false).is(200);

        assertThat(isPromised(order)).isFalse();
        assertThat(shop.level(game, leeds)).isEqualTo(new Shop.Level(1, 0, 0, 0, 1));
        reference = shop.own("PO-2");
        put(monday, 2).is(201);
        await().atMost(LIMIT).until(() -> isPromised(order));
        assertThat(part(order).number("/expected/0/quantity")).isEqualTo(2);
        assertTiesAddUp();
    }

    @Test
    void whatHasCome_andIsOfNoUse_isKeptForNobody() throws SQLException {
        put(friday, 2).is(201);
        Json order = preorder(2);
        assertThat(isPromised(order)).isTrue();
        String york = shop.store("york", 53.96, -1.08);
        shop.putChannel(web, Shop.channelContent(york).with("/inboundHorizonDays", 30));

        receive(2, false).is(200);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(shop.level(game, leeds)).isEqualTo(new Shop.Level(2, 0, 0, 0, 2)));
        assertThat(part(order).pointers()).noneMatch(pointer -> pointer.startsWith("/expected"));
        assertThat(part(order).text("/state")).isEqualTo("backordered");
        Json place = part(order).at("/promisedAt");
        long before = followed("done");
        reference = shop.own("PO-2");
        put(monday, 1).is(201);
        await().atMost(LIMIT).until(() -> followed("done") > before && followed("waiting") == 0);
        assertThat(part(order).at("/promisedAt")).isEqualTo(place);
        assertTiesAddUp();
    }

    @Test
    void whatComesAsItWasToCome_movesNobody() {
        put(friday, 3).is(201);
        preorder(1);
        preorder(1);
        await().atMost(LIMIT).until(() -> followed("waiting") == 0);
        long before = followed("done");

        receive(1, false).is(200);
        receive(1, false).is(200);

        assertThat(followed("waiting") + followed("done")).isEqualTo(before);
        put(monday, 3).is(200);
        await().atMost(LIMIT).until(() -> followed("done") > before);
    }

    private long followed(String state) {
        return api.all("/api/v1/due-work?kind=follow-supply&state=" + state, 200).stream()
                .filter(work -> work.text("/subject").startsWith(game + "/"))
                .count();
    }

    @Test
    void whatACustomerCancels_isPromisedToWhoeverWaits() throws SQLException {
        put(friday, 2).is(201);
        Json first = preorder(2);
        Json second = preorder(1);
        assertThat(isPromised(second)).isFalse();

        shop.cancel(first.text("/id"), Shop.part(1, 1)).is(201);

        await().atMost(LIMIT).until(() -> isPromised(second));
        assertThat(isPromised(first)).isTrue();
        awaitUpcoming("");
        assertTiesAddUp();
    }

    @Test
    void aDeliveryThatIsAnnounced_isPromisedToThoseWhoWaitAlready_theFirstFirst() throws SQLException {
        Json first = preorder(1);
        Json second = preorder(1);
        assertThat(isPromised(first)).isFalse();

        put(friday, 1).is(201);

        await().atMost(LIMIT).until(() -> isPromised(first));
        assertThat(isPromised(second)).isFalse();
        api.post(RECEIPTS + reference + "/cancel", Json.of("{}"), "Idempotency-Key", shop.fresh("step"))
                .is(200);
        await().atMost(LIMIT).until(() -> !isPromised(first));
        assertThat(put(friday, 2).is(409).text("/code")).isEqualTo("step-not-allowed");
        assertTiesAddUp();
    }

    @Test
    void aTransferThatIsExpected_isPromised_movesItsPromise_andArrivesForIt() throws SQLException {
        String depot = shop.store("depot", 52.26, -1.16);
        shop.receive(game, depot, 3);
        Transport transport = Transport.ofAdministrator();
        String transfer = api.post(
                        Transport.PATH,
                        Transport.wanted(shop, depot, leeds, Shop.entry(game, 3))
                                .with("/state", "'approved'")
                                .with("/expectedAt", "'%s'".formatted(friday)))
                .is(201)
                .text("/id");
        awaitUpcoming(friday + " 3");
        Json order = preorder(2);
        Instant promised = promise(order);
        awaitUpcoming(friday + " 1");

        transport.steps(transfer, "start-picking");
        transport
                .step(transfer, "ship", Json.of("{expectedAt: '%s'}".formatted(monday)))
                .is(200);

        await().atMost(LIMIT).until(() -> promise(order).equals(promised.plus(Duration.ofDays(3))));
        transport
                .step(transfer, "receive", Json.of("{lines: [{lineNumber: 1, accepted: 2}]}"))
                .is(200);
        await().atMost(LIMIT).until(() -> part(order).text("/state").equals("allocated"));
        awaitUpcoming(monday + " 1");
        transport.step(transfer, "close").is(200);
        awaitUpcoming("");
        assertTiesAddUp();
    }

    @Test
    void aDeliveryThatDoesNotCome_isExpectedADayLater_andSomebodyIsTold() {
        put(friday, 1).is(201);
        Json order = preorder(1);
        Instant promised = promise(order);

        isPast(Duration.ofDays(5));
        Work.becomesDue("receipt-late", reference);

        await().atMost(LIMIT).until(() -> receipt().at("/overdue").toString().equals("true"));
        assertThat(Instant.parse(receipt().text("/expectedAt"))).isAfter(Instant.now());
        await().atMost(LIMIT).until(() -> !promise(order).equals(promised));
        assertThat(Announced.types(reference))
                .containsExactly("expected-receipt.announced", "attention.raised", "expected-receipt.delayed");
        receive(1, false).is(200);
        assertThat(Announced.types(reference)).endsWith("attention.cleared", "expected-receipt.received");
        await().atMost(LIMIT).until(() -> part(order).text("/state").equals("allocated"));
    }

    @Test
    void aChannelThatDoesNotSayHowFarAhead_promisesNothingThatIsOnlyExpected() {
        String plain = shop.channel("plain", leeds);
        put(friday, 1).is(201);

        Json order = shop.place(shop.order(plain, line(game, 1)).with("/allowBackorder", true))
                .is(201)
                .json();

        assertThat(isPromised(order)).isFalse();
        assertThat(api.get("/api/v1/availability?channel=" + plain + "&sku=" + game)
                        .json()
                        .pointers())
                .noneMatch(pointer -> pointer.contains("upcoming"));
    }

    @Test
    void aThreshold_isKeptOfWhatIsExpectedToo() {
        shop.putChannel(
                web, Shop.channelContent(leeds).with("/inboundHorizonDays", 30).with("/threshold", 1));
        put(friday, 2).is(201);
        awaitUpcoming(friday + " 1");

        Json order = preorder(1);

        assertThat(isPromised(order)).isTrue();
        assertThat(isPromised(preorder(1))).isFalse();
        receive(1, false).is(200);
        await().atMost(LIMIT).until(() -> part(order).text("/state").equals("allocated"));
    }

    @Test
    void aPutThatIsRepeated_changesNothing_andAnOldVersionIsRefused() {
        assertThat(put(friday, 4).is(201).json().number("/version")).isEqualTo(1);
        assertThat(put(friday, 4).is(200).json().number("/version")).isEqualTo(1);
        assertThat(put(friday, 5).is(200).json().number("/version")).isEqualTo(2);
        api.put(RECEIPTS + reference, content(friday, 6), "If-Match", "\"1\"").is(412);
        receive(3, false).is(200);
        assertThat(put(friday, 2).is(422).text("/code")).isEqualTo("invalid-field");
        assertThat(api.get("/api/v1/expected-receipts?sku=" + game + "&state=partially-received")
                        .json()
                        .items("/items"))
                .containsExactly(receipt());
    }

    /** What was expected is so no more: as if so much time had passed. */
    private void isPast(Duration time) {
        try (var connection = Hub.connect();
                var passed = connection.prepareStatement(
                        "UPDATE expected_receipt SET expected_at = expected_at - ?::interval WHERE reference = ?")) {
            passed.setString(1, time.toString());
            passed.setString(2, reference);
            passed.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Json content(Instant at, long units) {
        return Json.of("{location: '%s', expectedAt: '%s', lines: [{sku: '%s', quantity: %d}]}"
                .formatted(leeds, at, game, units));
    }

    private Reply put(Instant at, long units) {
        return api.put(RECEIPTS + reference, content(at, units));
    }

    private Reply receive(long units, boolean close) {
        return api.post(
                RECEIPTS + reference + "/receive",
                Json.of("{lines: [{sku: '%s', quantity: %d}], close: %s}".formatted(game, units, close)),
                "Idempotency-Key",
                shop.fresh("step"));
    }

    private Json receipt() {
        return api.get(RECEIPTS + reference).is(200).json();
    }

    private Json preorder(long units) {
        return shop.place(shop.order(web, line(game, units)).with("/allowBackorder", true))
                .is(201)
                .json();
    }

    private static String partId(Json order) {
        return order.text("/fulfillmentOrders/0/id");
    }

    private Json part(Json order) {
        return work.part(partId(order));
    }

    private Instant promise(Json order) {
        return Instant.parse(part(order).text("/promisedAt"));
    }

    private boolean isPromised(Json order) {
        return !part(order).at("/promisedAt").toString().equals("null");
    }

    private Json availability() {
        return api.get("/api/v1/availability?channel=" + web + "&sku=" + game)
                .is(200)
                .json();
    }

    /** What is shown to be available from when on, once the copy has followed. */
    private void awaitUpcoming(String expected) {
        await().atMost(LIMIT).until(() -> upcoming().equals(expected));
    }

    private String upcoming() {
        Json item = availability().at("/items/0");
        return item.pointers().stream().anyMatch(pointer -> pointer.startsWith("/upcoming"))
                ? item.text("/upcoming/0/from") + " " + item.number("/upcoming/0/quantity")
                : "";
    }

    /** What is promised of each source, and kept of it, is what parts are promised of it. */
    private void assertTiesAddUp() throws SQLException {
        try (var connection = Hub.connect();
                var query = connection.prepareStatement("""
                    SELECT count(*) FROM (
                        SELECT source::text, promised + set_aside AS units FROM supply_line WHERE sku = ?
                    ) s FULL JOIN (
                        SELECT u ->> 'source' AS source, sum((u ->> 'quantity')::bigint) AS units
                        FROM fulfillment_order f, json_array_elements(f.handling -> 'expected' -> 'units') u
                        WHERE u -> 'sku' ->> 'value' = ? GROUP BY 1
                    ) t USING (source) WHERE coalesce(s.units, 0) <> coalesce(t.units, 0)
                    """)) {
            query.setString(1, game);
            query.setString(2, game);
            try (var rows = query.executeQuery()) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
            }
        }
    }
}
