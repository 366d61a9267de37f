package io.omnihub;

import static io.omnihub.Shop.line;
import static io.omnihub.Shop.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an order comes to, with what was given besides its prices. */
class AmountsIT implements LedgerProven {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> SUMS = List.of("subtotal", "discounts", "shipping", "taxes", "total");

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String web = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        web = shop.channel("web", leeds);
        lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 100);
    }

    @Test
    void anOrder_isPaid_cutDown_partlyRefunded_andCancelled() {
        Json asked = charged();
        Json order = shop.place(asked).is(201).json();
        String id = order.text("/id");
        assertThat(order.at("/lines/0/discounts")).isEqualTo(asked.at("/lines/0/discounts"));
        assertThat(order.at("/lines/0/taxes")).isEqualTo(asked.at("/lines/0/taxes"));
        assertThat(order.at("/shipping")).isEqualTo(asked.at("/shipping"));
        assertThat(sums(order, "original")).containsExactly(1785L, 150L, 399L, 356L, 2390L);
        assertThat(sums(order, "current")).containsExactly(1785L, 150L, 399L, 356L, 2390L);
        assertThat(settled(order)).containsExactly(0L, 0L, 2390L, 0L);

        Json paid = pay(id, "payment", 2390).is(201).json();
        assertThat(settled(paid)).containsExactly(2390L, 0L, 0L, 0L);

        // Two of six lamps go, with a third of their discount (150) and tax (276).
        Json fewer = shop.cancel(id, part(1, 2)).is(201).json().at("/order");
        assertThat(sums(fewer, "original")).containsExactly(1785L, 150L, 399L, 356L, 2390L);
        assertThat(sums(fewer, "current")).containsExactly(1275L, 100L, 399L, 264L, 1838L);
        assertThat(settled(fewer)).containsExactly(2390L, 0L, 0L, 552L);
        assertThat(fewer.number("/total/amount")).isEqualTo(1838);
        assertThat(fewer.number("/lines/0/amounts/original/total/amount")).isEqualTo(1530 - 150 + 276);
        assertThat(fewer.number("/lines/0/amounts/current/total/amount")).isEqualTo(1020 - 100 + 184);
        assertThat(fewer.at("/lines/1").find("/amounts")).isEmpty();

        assertThat(settled(pay(id, "refund", 552).is(201).json())).containsExactly(2390L, 552L, 0L, 0L);
        Json nothing = shop.cancel(id, Json.of("{}")).is(201).json().at("/order");
        assertThat(sums(nothing, "current")).containsExactly(0L, 0L, 0L, 0L, 0L);
        assertThat(settled(nothing)).containsExactly(2390L, 552L, 0L, 1838L);
        assertThat(api.get(Shop.ORDERS + "/" + id).is(200).json()).isEqualTo(nothing);
        assertThat(api.get(Shop.ORDERS + "?channel=" + web).json().items("/items"))
                .containsExactly(nothing);
    }

    @Test
    void taxesThatPricesHaveInThem_areNotAdded() {
        Json order = shop.place(charged().with("/taxesIncluded", true)).is(201).json();

        assertThat(sums(order, "current")).containsExactly(1785L, 150L, 399L, 356L, 2034L);
        assertThat(order.number("/lines/0/amounts/current/total/amount")).isEqualTo(1380);
    }

    @Test
    void aPickupThatNobodyCollects_isToBeRefunded() {
        Json order = shop.place(charged().with("/delivery", "{method: 'pickup', location: '%s'}".formatted(leeds)))
                .is(201)
                .json();
        String id = order.text("/id");
        String part = order.text("/fulfillmentOrders/0/id");
        pay(id, "payment", 2390).is(201);
        Work.ofAdministrator().ready(part);

        Work.becomesDue("collect-by", part);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                settled(api.get(Shop.ORDERS + "/" + id).json()))
                        .containsExactly(2390L, 0L, 0L, 2390L));
    }

    @Test
    void whatReachedTheCustomer_staysCharged_withItsShipping() {
        Json order = shop.place(charged()).is(201).json();
        String part = order.text("/fulfillmentOrders/0/id");
        Work work = Work.ofAdministrator();
        work.steps(part, "acknowledge", "start-picking");
        work.step(part, "pick", Json.of("{lines: [{lineNumber: 1, picked: 2}]}"))
                .is(200);

        shop.cancel(order.text("/id"), Json.of("{lines: [{lineNumber: 1, quantity: 4}, {lineNumber: 2, quantity: 1}]}"))
                .is(201);
        work.steps(part, "pack", "ship", "deliver");

        Json delivered = api.get(Shop.ORDERS + "/" + order.text("/id")).is(200).json();
        assertThat(delivered.text("/state")).isEqualTo("completed");
        assertThat(sums(delivered, "current")).containsExactly(510L, 50L, 399L, 92L + 80L, 1031L);
    }

    @Test
    void moreOfALine_bringsNoMoreOfWhatWasGiven_aNewLineBringsItsOwn() {
        Json order = shop.place(charged()).is(201).json();
        String edits = Shop.ORDERS + "/" + order.text("/id") + "/edits";
        Json added = line(lamp, 2)
                .with("/discounts", "[{amount: %s}]".formatted(gbp(30)))
                .with("/taxes", "[{name: 'VAT', amount: %s}]".formatted(gbp(96)));
        Json asked = Json.of("{lines: [{lineNumber: 1, quantity: 8}]}");

        Json edited = api.post(
                        edits,
                        asked.with("/lines", "[%s, %s]".formatted(asked.at("/lines/0"), added)),
                        "Idempotency-Key",
                        shop.fresh("key"))
                .is(201)
                .json()
                .at("/order");

        assertThat(sums(edited, "current")).containsExactly(2805L, 180L, 399L, 452L, 3476L);
        assertThat(edited.at("/lines/2/discounts")).isEqualTo(added.at("/discounts"));
        Json fewer = shop.cancel(
                        order.text("/id"),
                        Json.of("{lines: [{lineNumber: 1, quantity: 4}," + " {lineNumber: 3, quantity: 1}]}"))
                .is(201)
                .json()
                .at("/order");
        assertThat(sums(fewer, "current")).containsExactly(1530L, 100L + 15, 399L, 184L + 48 + 80, 2126L);
        api.post(
                        edits,
                        asked.with("/lines", "[%s]".formatted(added.with("/discounts/0/amount/amount", 511))),
                        "Idempotency-Key",
                        shop.fresh("key"))
                .refuses(422, "money-out-of-range", "/lines/0/discounts");
        Json many = line(lamp, 1).with("/taxes", times(20, added.at("/taxes/0")));
        api.post(edits, asked.with("/lines", times(100, many)), "Idempotency-Key", shop.fresh("key"))
                .refuses(422, "too-many-entries", "/lines");
    }

    @Test
    void nothingGiven_andNothingSaid_areTheSameOrder_anythingElseIsAnother() {
        Json asked = shop.order(web, line(lamp, 6));
        String id = shop.place(asked).is(201).text("/id");

        for (Json same : List.of(
                asked.with("/taxesIncluded", false),
                asked.with("/shipping", "[]"),
                asked.with("/lines/0/discounts", "[]").with("/lines/0/taxes", "[]"))) {
            assertThat(shop.place(same).isReplay().text("/id")).isEqualTo(id);
        }
        for (Json other : List.of(
                asked.with("/taxesIncluded", true),
                asked.with("/shipping", "[{name: 'Parcel', amount: %s}]".formatted(gbp(0))),
                asked.with("/lines/0/discounts", "[{amount: %s}]".formatted(gbp(1))),
                asked.with("/lines/0/taxes", "[{name: 'VAT', amount: %s}]".formatted(gbp(1))))) {
            shop.place(other).refuses(422, "idempotency-key-reused", "/externalId");
        }
        Json charged = charged();
        shop.place(charged).is(201);
        shop.place(charged).isReplay();
        shop.place(charged.with("/lines/0/taxes/0/rate", 0.21)).refuses(422, "idempotency-key-reused", "/externalId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/lines/0/discounts/0/amount/amount   | -1               | money-out-of-range",
                "/lines/0/discounts/0/amount/amount   | 1000000000000001 | money-out-of-range",
                "/lines/0/discounts/0/amount/amount   | 1.5              | invalid-field",
                "/lines/0/discounts/0/amount/currency | 'EUR'            | currency-mismatch",
                "/lines/0/discounts/0/amount          | 5                | invalid-field",
                "/lines/0/discounts/0/code            | ''               | invalid-field",
                "/lines/0/discounts/0/code            | '012345678901234567890123456789012345678901234567890' |"
                        + " invalid-field",
                "/lines/0/discounts/0/percent         | 5                | unknown-field",
                "/lines/0/discounts                   | {}               | invalid-field",
                "/lines/0/taxes/0/name                | 5                | invalid-field",
                "/lines/0/taxes/0/rate                | 1.1              | invalid-field",
                "/lines/0/taxes/0/rate                | '0.2'            | invalid-field",
                "/lines/0/taxes/0/amount/currency     | 'EUR'            | currency-mismatch",
                "/shipping/0/taxes/0/amount/currency  | 'EUR'            | currency-mismatch",
                "/shipping/0/amount/amount            | -1               | money-out-of-range",
                "/shipping/0/amount/currency          | 'EUR'            | currency-mismatch",
                "/shipping/0/price                    | 5                | unknown-field",
                "/shipping                            | 'free'           | invalid-field",
                "/taxesIncluded                       | 1                | invalid-field"
            })
    void badCharges_areNamed(String pointer, String value, String code) {
        shop.place(charged().with(pointer, value)).refuses(422, code, pointer);
    }

    @Test
    void tooMuchOrTooMany_areNamed() {
        Json asked = charged();
        shop.place(asked.with("/lines/0/discounts/0/amount/amount", 1531))
                .refuses(422, "money-out-of-range", "/lines/0/discounts");
        shop.place(asked.with("/lines/0/discounts/0/amount/amount", 1530)).is(201);
        for (String many : List.of("/lines/0/discounts", "/lines/0/taxes", "/shipping", "/shipping/0/taxes")) {
            Json one = asked.at(many + "/0").with("/amount/amount", 1);
            shop.place(asked.with(many, times(21, one))).refuses(422, "too-many-entries", many);
            shop.place(charged().with(many, times(20, one))).is(201);
        }
        String most = gbp(1_000_000_000_000_000L);
        shop.place(asked.with("/lines/0/taxes/0/amount", most)).refuses(422, "money-out-of-range", "/lines");
        shop.place(asked.with("/shipping/0/amount", most)).refuses(422, "money-out-of-range", "/lines");
        shop.place(asked.with("/shipping/0/taxes/0/amount", most)).refuses(422, "money-out-of-range", "/lines");
    }

    @Test
    void theMostThatAnOrderMayCost_isAddedUpAndPaid() {
        Json order = shop.place(shop.order(web, line(lamp, 1))
                        .with("/lines/0/unitPrice/amount", 0)
                        .with("/shipping", "[{name: 'Parcel', amount: %s}]".formatted(gbp(1_000_000_000_000_000L))))
                .is(201)
                .json();
        String id = order.text("/id");
        pay(id, "payment", 1_000_000_000_000_000L).is(201);
        pay(id, "payment", 1).refuses(422, "money-out-of-range", "/amount/amount");
        assertThat(settled(pay(id, "refund", 1_000_000_000_000_000L).is(201).json()))
                .containsExactly(1_000_000_000_000_000L, 1_000_000_000_000_000L, 1_000_000_000_000_000L, 0L);
        shop.cancel(id, Json.of("{}")).is(201);
    }

    @Test
    void anOrderHasSoManyCharges_andAPageOfSuchOrdersIsCutShort() {
        Json taxes = Json.of(times(20, Json.of("{name: '%s', amount: %s}".formatted("x".repeat(50), gbp(0)))));
        Json taxed = line(lamp, 1).with("/taxes", taxes);
        Json heavy = shop.order(web, Stream.generate(() -> taxed).limit(100).toList());
        shop.place(heavy.with(
                        "/shipping",
                        "[{name: 'Parcel', amount: %1$s, taxes: [{name: 'VAT', amount: %1$s}]}]".formatted(gbp(0))))
                .refuses(422, "too-many-entries", "/lines");
        shop.receive(lamp, leeds, 1_200);
        for (int i = 0; i < 12; i++) {
            shop.place(heavy.with("/externalId", "'%s'".formatted(shop.fresh("order"))))
                    .is(201);
        }

        Json page = api.get(Shop.ORDERS + "?limit=12&channel=" + web).is(200).json();

        assertThat(page.items("/items")).hasSizeBetween(1, 11);
        assertThat(page.find("/next")).isPresent();
    }

    /** Six lamps with a discount and a tax, one without, and shipping. */
    private Json charged() {
        return shop.order(web, line(lamp, 6), line(lamp, 1))
                .with("/lines/0/discounts", "[{code: 'XMAS', amount: %s}]".formatted(gbp(150)))
                .with("/lines/0/taxes", "[{name: 'VAT', rate: 0.2, amount: %s}]".formatted(gbp(276)))
                .with(
                        "/shipping",
                        "[{name: 'Parcel', amount: %s, taxes: [{name: 'VAT', rate: 0.2, amount: %s}]}]"
                                .formatted(gbp(399), gbp(80)));
    }

    private Reply pay(String orderId, String kind, long amount) {
        return api.post(
                Shop.ORDERS + "/" + orderId + "/payments",
                Json.of("{reference: '%s', kind: '%s', amount: %s}".formatted(shop.fresh("pay"), kind, gbp(amount))));
    }

    private static String gbp(long amount) {
        return "{amount: %d, currency: 'GBP'}".formatted(amount);
    }

    private static String times(int count, Json one) {
        return Stream.generate(one::toString).limit(count).collect(Collectors.joining(",", "[", "]"));
    }

    private static List<Long> sums(Json order, String which) {
        return SUMS.stream()
                .map(sum -> order.number("/amounts/%s/%s/amount".formatted(which, sum)))
                .toList();
    }

    /** Paid, refunded, due and due to be refunded. */
    private static List<Long> settled(Json shown) {
        return Stream.of("paid", "refunded", "due", "refundDue")
                .map(sum -> shown.number("/amounts/%s/amount".formatted(sum)))
                .toList();
    }
}
