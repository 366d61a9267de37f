package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What payment systems report is kept, once each. */
class PaymentsIT implements LedgerProven {
    private static final int CALLERS = 8;

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private String web = "";
    private String app = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        String leeds = shop.store("leeds", 53.80, -1.55);
        web = shop.channel("web", leeds);
        app = shop.channel("app", leeds);
        lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 100);
    }

    @Test
    void paymentsAndRefunds_areRecorded_listed_andTold() {
        String order = place(web);
        Json asked =
                payment("payment", 1_000).with("/method", "'card'").with("/occurredAt", "'2026-03-02T10:15:31+01:00'");

        Json paid = record(order, asked).is(201).json();
        Json refunded = record(order, payment("refund", 300)).is(201).json();

        assertThat(paid.text("/orderId")).isEqualTo(order);
        assertThat(paid.text("/reference")).isEqualTo(asked.text("/reference"));
        assertThat(paid.text("/method")).isEqualTo("card");
        assertThat(paid.text("/occurredAt")).isEqualTo("2026-03-02T09:15:31Z");
        assertThat(paid.number("/amounts/due/amount")).isEqualTo(530);
        assertThat(refunded.text("/occurredAt")).isEqualTo(refunded.text("/recordedAt"));
        assertThat(refunded.number("/amounts/due/amount")).isEqualTo(830);
        List<Json> all = api.all(path(order), 1);
        assertThat(all).containsExactly(refunded.without("/amounts"), paid.without("/amounts"));
        assertThat(Announced.types(order))
                .containsExactly("order.placed", "order.payment-recorded", "order.refund-recorded");
        Json told = Json.of(Announced.data(order).getLast());
        assertThat(told.text("/paymentId")).isEqualTo(refunded.text("/id"));
        assertThat(told.number("/amount/amount")).isEqualTo(300);
        assertThat(told.number("/due/amount")).isEqualTo(830);
    }

    @Test
    void aRepeat_isAnsweredWithTheFirst_andTheAmountsAsTheyAreNow() {
        String order = place(web);
        Json asked = payment("payment", 1_000);
        Json first = record(order, asked).is(201).json();
        Json now = record(order, payment("payment", 530)).is(201).json();

        assertThat(record(order, asked).isReplay().json()).isEqualTo(first.with("/amounts", now.at("/amounts")));
        assertThat(Api.storefront(web).post(path(order), asked).isReplay().text("/id"))
                .isEqualTo(first.text("/id"));
        assertThat(api.onSecondHub().post(path(order), asked).isReplay().text("/id"))
                .isEqualTo(first.text("/id"));
        assertThat(api.all(path(order), 50)).hasSize(2);
    }

    @Test
    void aReference_standsForOnePaymentOfAChannel() {
        String order = place(web);
        Json asked = payment("payment", 1_000);
        record(order, asked).is(201);

        for (Json other : List.of(
                asked.with("/kind", "'refund'"),
                asked.with("/amount/amount", 999),
                asked.with("/method", "'card'"),
                asked.with("/occurredAt", "'2026-03-02T10:15:31Z'"))) {
            record(order, other).refuses(422, "idempotency-key-reused", "/reference");
        }
        record(place(web), asked).refuses(422, "idempotency-key-reused", "/reference");
        record(place(app), asked).is(201);
        assertThat(amount(order, "paid")).isEqualTo(1_000);
    }

    @Test
    void whatHasHappened_isRecorded_howeverLittleItFits() {
        String order = place(web);
        record(order, payment("refund", 2_000)).is(201);
        assertThat(amount(order, "due")).isEqualTo(3_530);
        record(order, payment("payment", 5_000)).is(201);
        assertThat(amount(order, "refundDue")).isEqualTo(1_470);

        String cancelled = place(web);
        shop.cancel(cancelled, Json.of("{}")).is(201);
        record(cancelled, payment("payment", 1_530)).is(201);
        assertThat(amount(cancelled, "refundDue")).isEqualTo(1_530);
        assertThat(api.get(Shop.ORDERS + "/" + cancelled).text("/state")).isEqualTo("cancelled");
    }

    @Test
    void manyReportsAtOnce_onTwoHubs_eachCountOnce() {
        String order = place(web);
        List<Json> reports = List.of(
                payment("payment", 1),
                payment("payment", 20),
                payment("payment", 300),
                payment("refund", 4_000),
                payment("refund", 50_000));

        List<Integer> answers = Crowd.of(CALLERS)
                .call(
                        reports.size() * 8,
                        i -> (i % 2 == 0 ? api : api.onSecondHub())
                                .post(path(order), reports.get(i % reports.size()))
                                .succeeds()
                                .status());

        assertThat(answers).filteredOn(status -> status == 201).hasSize(reports.size());
        assertThat(amount(order, "paid")).isEqualTo(321);
        assertThat(amount(order, "refunded")).isEqualTo(54_000);
        assertThat(api.all(path(order), 2)).hasSize(reports.size());
    }

    @Test
    void aStorefront_recordsForItsOwnChannelAlone() {
        String order = place(web);
        Api.storefront(web).post(path(order), payment("payment", 10)).is(201);
        Api.storefront(app).post(path(order), payment("payment", 10)).refuses(404, "not-found");
        Api.storefront(app).get(path(order)).refuses(404, "not-found");
        assertThat(amount(order, "paid")).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/reference       | ''                     | invalid-field",
                "/reference       | ' x'                   | invalid-field",
                "/kind            | 'chargeback'           | invalid-field",
                "/amount/amount   | 0                      | money-out-of-range",
                "/amount/amount   | -5                     | money-out-of-range",
                "/amount/amount   | 1000000000000001       | money-out-of-range",
                "/amount/amount   | 0.5                    | invalid-field",
                "/amount/currency | 'EUR'                  | currency-mismatch",
                "/amount/currency | 'QQQ'                  | invalid-field",
                "/method          | ''                     | invalid-field",
                "/occurredAt      | '1999-12-31T00:00:00Z' | invalid-field",
                "/occurredAt      | 'today'                | invalid-field",
                "/card            | '4111'                 | unknown-field"
            })
    void badReports_areNamed_andChangeNothing(String pointer, String value, String code) {
        String order = place(web);
        record(order, payment("payment", 10).with(pointer, value)).refuses(422, code, pointer);
        assertThat(amount(order, "paid")).isZero();
        assertThat(api.all(path(order), 50)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reference", "/kind", "/amount", "/amount/amount", "/amount/currency"})
    void whatIsMissing_isNamed(String pointer) {
        record(place(web), payment("payment", 10).without(pointer)).refuses(422, "missing-field", pointer);
    }

    @Test
    void whereThereIsNoOrder_nothingIsFound() {
        for (String id : List.of("a", UUID.randomUUID().toString())) {
            record(id, payment("payment", 10)).refuses(404, "not-found");
            api.get(path(id)).refuses(404, "not-found");
        }
        api.get(path(place(web)) + "?after=x").refuses(400, "invalid-cursor", "after");
    }

    /** Six lamps for 1,530. */
    private String place(String channel) {
        return shop.place(shop.order(channel, line(lamp, 6))).is(201).text("/id");
    }

    private Json payment(String kind, long amount) {
        return Json.of("{reference: '%s', kind: '%s', amount: {amount: %d, currency: 'GBP'}}"
                .formatted(shop.fresh("pay"), kind, amount));
    }

    private Reply record(String orderId, Json payment) {
        return api.post(path(orderId), payment);
    }

    private long amount(String orderId, String which) {
        return api.get(Shop.ORDERS + "/" + orderId).is(200).number("/amounts/%s/amount".formatted(which));
    }

    private static String path(String orderId) {
        return Shop.ORDERS + "/" + orderId + "/payments";
    }
}
