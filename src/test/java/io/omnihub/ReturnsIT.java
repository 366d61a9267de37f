package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.Shop.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customers of a shop in Leeds bring back, there or in Bath. */
class ReturnsIT implements LedgerProven {
    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String bath = "";
    private String web = "";
    private String lamp = "";
    private String vase = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        bath = shop.store("bath", 51.38, -2.36);
        web = shop.channel("web", leeds, bath);
        lamp = shop.item("lamp");
        vase = shop.item("vase");
        shop.receive(lamp, leeds, 10);
        shop.receive(vase, bath, 5);
    }

    @Test
    void lampsSentFromLeeds_comeBackToBath_andAreExchangedForAVase() {
        Api storefront = Api.storefront(web);
        Api clerk = Api.store(bath);
        // Three lamps for 765, with a discount of 100 that does not divide by three.
        String order = delivered(line(lamp, 3).with("/discounts", "[{amount: {amount: 100, currency: 'GBP'}}]"));
        pay(order, 665);

        // On Monday the customer asks to give two of them back, and is told yes at once.
        Json asked = storefront
                .post(Shop.ORDERS + "/" + order + "/returns", asked(1, 2))
                .is(201)
                .json();
        assertThat(storefront.get(Shop.ORDERS + "/" + order).is(200).json().at("/returns"))
                .isEqualTo(Json.of("[{id: '%s', state: '%s'}]".formatted(asked.text("/id"), asked.text("/state"))));
        String id = asked.text("/id");
        assertThat(asked.text("/state")).isEqualTo("approved");
        assertThat(storefront
                        .post(Shop.RETURNS + "/" + id + "/send", Json.of("{}"), "Idempotency-Key", shop.own("send"))
                        .is(200)
                        .text("/state"))
                .isEqualTo("in-transit");

        // On Wednesday Bath has them; nobody can buy them yet.
        Json received = step(clerk, id, "receive", "{location: '%s'}".formatted(bath))
                .is(200)
                .json();
        assertThat(received.text("/location")).isEqualTo(bath);
        assertThat(shop.level(lamp, bath)).isEqualTo(new Level(2, 2, 0, 0, 0));

        // One is as good as new, the other one is broken. 665 were charged for three lamps: 443 of it are due for two.
        step(clerk, id, "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}").is(200);
        Json inspected = step(clerk, id, "inspect", "{lines: [{lineNumber: 1, damaged: 1}]}")
                .is(200)
                .json();
        assertThat(inspected.text("/state")).isEqualTo("inspected");
        assertThat(inspected.number("/refund/amount")).isEqualTo(443);
        assertThat(shop.level(lamp, bath)).isEqualTo(new Level(1, 0, 0, 0, 1));
        assertThat(order(order).number("/amounts/refundDue/amount")).isEqualTo(443);
        assertThat(order(order).number("/lines/0/returned")).isEqualTo(2);

        // The customer takes a vase for 255 instead, to be collected in Bath: it is theirs at once.
        Json wanted =
                shop.order(web, line(vase, 1)).with("/delivery", "{method: 'pickup', location: '%s'}".formatted(bath));
        Json exchange = storefront
                .post(
                        Shop.RETURNS + "/" + id + "/exchange",
                        Json.of("{}").with("/order", wanted),
                        "Idempotency-Key",
                        shop.own("exchange"))
                .is(201)
                .json();
        assertThat(exchange.text("/return/state")).isEqualTo("exchanged");
        assertThat(exchange.text("/return/exchangeOrderId")).isEqualTo(exchange.text("/order/id"));
        assertThat(exchange.number("/order/amounts/due/amount")).isZero();
        assertThat(shop.level(vase, bath)).isEqualTo(new Level(5, 0, 1, 0, 4));
        assertThat(order(order).number("/amounts/refundDue/amount")).isEqualTo(443 - 255);
        assertThat(api.all(Shop.RETURNS + "?order=" + order, 10)).hasSize(1);

        step(storefront, id, "close", "{}").is(200);
        assertThat(Announced.types(id))
                .containsExactly(
                        "return.approved",
                        "return.in-transit",
                        "return.received",
                        "return.inspected",
                        "return.exchanged",
                        "return.closed");
    }

    @Test
    void whatIsReturnedLineByLine_addsUpToWhatWasCharged() {
        String order = delivered(
                line(lamp, 3)
                        .with("/discounts", "[{amount: {amount: 100, currency: 'GBP'}}]")
                        .with("/taxes", "[{name: 'VAT', amount: {amount: 133, currency: 'GBP'}}]"),
                line(vase, 2));
        long total = 3 * 255 - 100 + 133 + 2 * 255;
        pay(order, total);

        long refunded = 0;
        for (int line : List.of(1, 2, 1, 2, 1)) {
            String id = shop.giveBack(order, asked(line, 1)).is(201).text("/id");
            shop.returning(id, "receive", "{location: '%s'}".formatted(leeds)).is(200);
            Json inspected = shop.returning(id, "inspect", "{lines: [{lineNumber: 1, qualityControl: 1}]}")
                    .is(200)
                    .json();
            long due = inspected.number("/refund/amount");
            shop.returning(id, "refund", "{reference: 'x', amount: {amount: %d, currency: 'GBP'}}".formatted(due + 1))
                    .refuses(422, "refund-mismatch", "/amount");
            Json paid = shop.returning(
                            id,
                            "refund",
                            "{reference: '%s', amount: {amount: %d, currency: 'GBP'}}"
                                    .formatted(shop.fresh("refund"), due))
                    .is(200)
                    .json();
            assertThat(paid.text("/state")).isEqualTo("refunded");
            refunded += due;
        }

        assertThat(refunded).isEqualTo(total);
        assertThat(order(order).number("/amounts/current/total/amount")).isZero();
        assertThat(order(order).number("/amounts/refundDue/amount")).isZero();
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 3, 0, 0, 7));
    }

    @Test
    void noMoreComesBack_thanHasReachedTheCustomer() {
        String open = shop.place(shop.order(web, line(lamp, 1))).is(201).text("/id");
        shop.giveBack(open, asked(1, 1)).refuses(409, "quantity-not-returnable");
        String order = delivered(line(lamp, 3));
        shop.giveBack(order, asked(2, 1)).refuses(422, "unknown-line", "/lines/0/lineNumber");
        Json first = asked(1, 2);
        Json made = shop.giveBack(order, first).is(201).json();
        assertThat(shop.giveBack(order, first).isReplay().json()).isEqualTo(made);
        shop.giveBack(order, first.with("/lines/0/quantity", 1)).refuses(422, "idempotency-key-reused", "/reference");

        Reply refused = shop.giveBack(order, asked(1, 2)).refuses(409, "quantity-not-returnable");
        assertThat(refused.json().at("/lines/0")).isEqualTo(Json.of("{lineNumber: 1, requested: 2, returnable: 1}"));

        // One of the two arrives: the other one can be given back again.
        String id = made.text("/id");
        shop.returning(id, "receive", "{location: '%s', lines: [{lineNumber: 1, quantity: 4}]}".formatted(leeds))
                .refuses(422, "quantity-beyond-line", "/lines/0/quantity");
        shop.returning(id, "receive", "{location: '%s', lines: [{lineNumber: 1, quantity: 1}]}".formatted(leeds))
                .is(200);
        shop.returning(id, "receive", "{location: '%s'}".formatted(leeds)).refuses(409, "step-not-allowed");
        shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 2}]}")
                .refuses(422, "quantity-beyond-line", "/lines/0");
        String second = shop.giveBack(order, asked(1, 2)).is(201).text("/id");
        shop.returning(second, "cancel", "{reason: 'The customer keeps them'}").is(200);
        assertThat(Crowd.of(8).call(8, _ -> shop.giveBack(order, asked(1, 2)).status()))
                .containsOnlyOnce(201)
                .contains(409);
    }

    @Test
    void aPolicy_hasAWindow_finalSale_andMayWantApproval() throws SQLException {
        String order = delivered(line(lamp, 2), line(vase, 1));
        String policy = "/api/v1/channels/" + web + "/return-policy";
        assertThat(api.get(policy).is(200).number("/windowDays")).isEqualTo(30);
        api.put(policy, Json.of("{windowDays: 10, items: [{sku: '%s', windowDays: 0}]}".formatted(shop.own("none"))))
                .refuses(422, "unknown-item", "/items");
        api.put(
                        policy,
                        Json.of("{windowDays: 10, automatic: false, items: [{sku: '%s', windowDays: 0}]}"
                                .formatted(vase)))
                .is(200);

        shop.giveBack(order, asked(2, 1)).refuses(422, "final-sale", "/lines/0/lineNumber");
        Json asked = shop.giveBack(order, asked(1, 1)).is(201).json();
        assertThat(asked.text("/state")).isEqualTo("requested");
        String id = asked.text("/id");
        shop.returning(id, "receive", "{location: '%s'}".formatted(leeds)).refuses(409, "step-not-allowed");
        assertThat(shop.returning(id, "refuse", "{reason: 'Worn'}").is(200).text("/reason"))
                .isEqualTo("Worn");
        delivered(order, 11);
        assertThat(shop.giveBack(order, asked(1, 1))
                        .refuses(409, "return-window-over")
                        .json()
                        .items("/lineNumbers"))
                .hasSize(1);
        api.put(policy, Json.of("{windowDays: 12}"), "If-Match", "\"0\"").refuses(412, "version-mismatch");
        api.put(policy, Json.of("{windowDays: 12}"), "If-Match", "\"1\"").is(200);
        shop.giveBack(order, asked(1, 1)).is(201);
    }

    @Test
    void aTillTakesBackWithoutAnOrder() {
        Api till = Api.store(leeds);
        Json taken = Json.of("{reference: '%s', location: '%s', lines: [{sku: '%s', quantity: 2, reason: 'Wrong'}]}"
                .formatted(shop.fresh("receipt"), leeds, lamp));

        Json made = till.post(Shop.RETURNS, taken).is(201).json();

        String id = made.text("/id");
        assertThat(made.text("/state")).isEqualTo("received");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(12, 2, 0, 0, 10));
        assertThat(till.post(Shop.RETURNS, taken).isReplay().json()).isEqualTo(made);
        till.post(Shop.RETURNS, taken.with("/lines/0/quantity", 1))
                .refuses(422, "idempotency-key-reused", "/reference");
        till.post(Shop.RETURNS, taken.with("/location", "'%s'".formatted(bath))).refuses(403, "forbidden");
        till.post(Shop.RETURNS, taken.with("/reference", "'y'").with("/lines/0/sku", "'%s'".formatted(shop.own("no"))))
                .refuses(422, "unknown-item", "/lines/0/sku");
        Api.store(bath).get(Shop.RETURNS + "/" + id).refuses(404, "not-found");
        assertThat(step(till, id, "inspect", "{lines: [{lineNumber: 1, restocked: 2}]}")
                        .is(200)
                        .json()
                        .at("/steps"))
                .isEqualTo(Json.of("['close']"));
        shop.returning(id, "refund", "{}").refuses(409, "step-not-allowed");
        exchange(id, shop.order(web, line(vase, 1))).refuses(409, "step-not-allowed");
        step(till, id, "close", "{}").is(200);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(12, 0, 0, 0, 12));
    }

    @Test
    void whatWasGivenBackOtherwise_isNotDueAgain() {
        String order = delivered(line(lamp, 2));
        pay(order, 510);
        List<String> returns = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String id = shop.giveBack(order, asked(1, 1)).is(201).text("/id");
            shop.returning(id, "receive", "{location: '%s'}".formatted(leeds)).is(200);
            shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}")
                    .is(200);
            returns.add(id);
        }
        String reference = shop.fresh("refund");
        String body = "{reference: '%s', amount: {amount: 255, currency: 'GBP'}}".formatted(reference);
        shop.returning(returns.getFirst(), "refund", body).is(200);
        shop.returning(returns.getLast(), "refund", body).refuses(422, "idempotency-key-reused", "/reference");
        Json refund = Json.of("{reference: '%s', kind: 'refund', amount: {amount: 255, currency: 'GBP'}}"
                .formatted(shop.fresh("pay")));
        api.post(Shop.ORDERS + "/" + order + "/payments", refund).is(201);

        shop.returning(returns.getLast(), "refund", body.replace(reference, shop.fresh("refund")))
                .refuses(422, "refund-mismatch", "/amount");
        shop.returning(returns.getLast(), "refund", "{}").is(200);

        assertThat(order(order).number("/amounts/refunded/amount")).isEqualTo(510);
        assertThat(order(order).number("/amounts/refundDue/amount")).isZero();
    }

    @Test
    void anExchangeThatCannotBePromised_changesNothing() {
        String order = delivered(line(lamp, 1));
        pay(order, 255);
        String id = shop.giveBack(order, asked(1, 1)).is(201).text("/id");
        shop.returning(id, "receive", "{location: '%s'}".formatted(leeds)).is(200);
        shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}")
                .is(200);

        exchange(id, shop.order(web, line(vase, 6))).refuses(409, "insufficient-stock");
        exchange(id, shop.order(web, line(vase, 1)).with("/currency", "'EUR'"));
        exchange(id, shop.order(web, line(shop.own("unknown"), 1))).refuses(422, "unknown-item", "/order/lines/0/sku");
        exchange(id, shop.order(shop.channel("app", leeds), line(lamp, 1)))
                .refuses(422, "invalid-field", "/order/channel");

        assertThat(order(order).number("/amounts/refundDue/amount")).isEqualTo(255);
        assertThat(shop.level(vase, bath)).isEqualTo(new Level(5, 0, 0, 0, 5));
        Json wanted = shop.order(web, line(vase, 2));
        Json done = exchange(id, wanted, shop.own("once")).is(201).json();
        assertThat(done.number("/order/amounts/due/amount")).isEqualTo(255);
        assertThat(exchange(id, wanted, shop.own("once")).isReplay().json()).isEqualTo(done);
        exchange(id, shop.order(web, line(vase, 1))).refuses(409, "step-not-allowed");
    }

    @Test
    void aParcelWithMoreThanWasAnnounced_isReceived_asFarAsTheOrderGoes() {
        String order = delivered(line(lamp, 3));
        pay(order, 3 * 255);
        String id = shop.giveBack(order, asked(1, 1)).is(201).text("/id");

        Json received = shop.returning(
                        id, "receive", "{location: '%s', lines: [{lineNumber: 1, quantity: 2}]}".formatted(bath))
                .is(200)
                .json();

        assertThat(received.number("/lines/0/received")).isEqualTo(2);
        assertThat(shop.level(lamp, bath)).isEqualTo(new Level(2, 2, 0, 0, 0));
        Json inspected = shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 2}]}")
                .is(200)
                .json();
        assertThat(inspected.number("/refund/amount")).isEqualTo(2 * 255);
        shop.giveBack(order, asked(1, 2)).refuses(409, "quantity-not-returnable");
        shop.giveBack(order, asked(1, 1)).is(201);
    }

    @Test
    void aReturnThatWasCancelledOnItsWay_isReceivedWhenItIsThere_unlessItsUnitsCameOtherwise() {
        String order = delivered(line(lamp, 2));
        String id = shop.giveBack(order, asked(1, 2)).is(201).text("/id");
        shop.returning(id, "send", "{}").is(200);
        shop.returning(id, "cancel", "{reason: 'Lost, says the carrier'}").is(200);

        assertThat(shop.returning(id, "receive", "{location: '%s'}".formatted(bath))
                        .is(200)
                        .text("/state"))
                .isEqualTo("received");
        assertThat(shop.level(lamp, bath)).isEqualTo(new Level(2, 2, 0, 0, 0));
        shop.giveBack(order, asked(1, 1)).refuses(409, "quantity-not-returnable");

        String other = delivered(line(lamp, 1));
        String first = shop.giveBack(other, asked(1, 1)).is(201).text("/id");
        shop.returning(first, "cancel", "{}").is(200);
        String second = shop.giveBack(other, asked(1, 1)).is(201).text("/id");
        shop.returning(second, "receive", "{location: '%s'}".formatted(bath)).is(200);
        shop.returning(first, "receive", "{location: '%s'}".formatted(bath)).refuses(409, "step-not-allowed");
    }

    @Test
    void whatIsDue_isRefundedBeforeItsReturnIsClosed() {
        String order = delivered(line(lamp, 1));
        pay(order, 255);
        String id = shop.giveBack(order, asked(1, 1)).is(201).text("/id");
        shop.returning(id, "receive", "{location: '%s'}".formatted(leeds)).is(200);
        Json inspected = shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}")
                .is(200)
                .json();

        assertThat(inspected.at("/steps")).isEqualTo(Json.of("['refund', 'exchange']"));
        step(Api.store(leeds), id, "close", "{}").refuses(409, "step-not-allowed");
        shop.returning(
                        id,
                        "refund",
                        "{reference: '%s', amount: {amount: 255, currency: 'GBP'}}".formatted(shop.fresh("refund")))
                .is(200);
        step(Api.store(leeds), id, "close", "{}").is(200);
    }

    @Test
    void aLinesWindow_beginsWithItsOwnShipment() throws SQLException {
        String both = shop.store("both", 52, 0);
        shop.receive(lamp, both, 5);
        shop.receive(vase, both, 5);
        String own = shop.channel("own", both);
        String together = shop.place(shop.order(own, line(lamp, 1), line(vase, 1)))
                .is(201)
                .text("/id");
        String part = order(together).text("/fulfillmentOrders/0/id");
        work.steps(part, "acknowledge", "start-picking", "pick");
        work.step(part, "pack", Json.of("{parcels: [{lines: [{lineNumber: 1, quantity: 1}]}]}"))
                .is(200);
        work.step(part, "pack").is(200);
        work.step(part, "ship", Json.of("{carrier: 'Evri', parcels: [1]}")).is(200);
        work.step(part, "ship", Json.of("{carrier: 'Evri'}")).is(200);
        work.step(part, "deliver", Json.of("{shipment: 1}")).is(200);
        delivered(together, 31);
        work.step(part, "deliver").is(200);

        shop.giveBack(together, asked(1, 1)).refuses(409, "return-window-over");
        shop.giveBack(together, asked(2, 1)).is(201);
    }

    @Test
    void aRefundBeyondWhatAnOrderCanHave_isRefused() {
        String order = delivered(line(lamp, 1));
        Json all = Json.of("{reference: '%s', kind: 'refund', amount: {amount: 1000000000000000, currency: 'GBP'}}"
                .formatted(shop.fresh("refund")));
        api.post(Shop.ORDERS + "/" + order + "/payments", all).is(201);
        String id = shop.giveBack(order, asked(1, 1)).is(201).text("/id");
        shop.returning(id, "receive", "{location: '%s'}".formatted(leeds)).is(200);
        shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}")
                .is(200);

        shop.returning(
                        id,
                        "refund",
                        "{reference: '%s', amount: {amount: 255, currency: 'GBP'}}".formatted(shop.fresh("refund")))
                .refuses(422, "money-out-of-range", "/amount/amount");
        exchange(id, shop.order(web, line(vase, 1))).is(201);
    }

    @Test
    void whatIsWantedInstead_isPromisedBeforeTheGoodsAreBack_andPaidWhenTheyAreLookedAt() {
        String order = delivered(line(lamp, 2));
        pay(order, 510);
        String id = shop.giveBack(order, asked(1, 1)).is(201).text("/id");

        Json placed = exchange(id, shop.order(web, line(vase, 2))).is(201).json();
        assertThat(placed.text("/return/state")).isEqualTo("approved");
        assertThat(placed.number("/order/amounts/due/amount")).isEqualTo(510);
        assertThat(shop.level(vase, bath)).isEqualTo(new Level(5, 0, 2, 0, 3));
        exchange(id, shop.order(web, line(vase, 1))).refuses(409, "step-not-allowed");

        shop.returning(id, "receive", "{location: '%s'}".formatted(leeds)).is(200);
        Json looked = shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}")
                .is(200)
                .json();
        assertThat(looked.text("/state")).isEqualTo("exchanged");
        assertThat(looked.at("/steps")).isEqualTo(Json.of("['close']"));
        assertThat(order(placed.text("/order/id")).number("/amounts/due/amount"))
                .isEqualTo(255);
        assertThat(order(order).number("/amounts/refundDue/amount")).isZero();
        assertThat(Announced.types(id))
                .containsExactly(
                        "return.approved",
                        "return.exchange-placed",
                        "return.received",
                        "return.inspected",
                        "return.exchanged");
    }

    @Test
    void whereTheOrderInItsSteadWasCancelled_whatIsDueIsRefunded() {
        String order = delivered(line(lamp, 1));
        pay(order, 255);
        String id = shop.giveBack(order, asked(1, 1)).is(201).text("/id");
        shop.returning(id, "receive", "{location: '%s'}".formatted(leeds)).is(200);
        String other = exchange(id, shop.order(web, line(vase, 1))).is(201).text("/order/id");
        shop.cancel(other, Json.of("{}")).is(201);

        Json looked = shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}")
                .is(200)
                .json();

        assertThat(looked.text("/state")).isEqualTo("inspected");
        assertThat(looked.at("/steps")).isEqualTo(Json.of("['refund']"));
    }

    @Test
    void goodsThatSomebodyHasAdjustedAway_areNotInspected() {
        String order = delivered(line(lamp, 1));
        String id = shop.giveBack(order, asked(1, 1)).is(201).text("/id");
        shop.returning(id, "receive", "{location: '%s'}".formatted(bath)).is(200);
        shop.adjust("restocked", Shop.entry(lamp, bath, 1)).is(201);

        shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}")
                .refuses(409, "goods-not-there");
        shop.returning(id, "inspect", "{lines: [{lineNumber: 1, qualityControl: 1}]}")
                .is(200);
    }

    @Test
    void whereAllPaymentsAreReported_anOrderWithoutAny_isUnpaid_andNothingIsRefunded() {
        shop.putChannel(web, Shop.channelContent(leeds, bath).with("/paymentsReported", true));
        String order = delivered(line(lamp, 2));
        String first = lookedAt(order);
        assertThat(order(order).number("/amounts/due/amount")).isEqualTo(255);
        shop.returning(
                        first,
                        "refund",
                        "{reference: '%s', amount: {amount: 255, currency: 'GBP'}}".formatted(shop.fresh("refund")))
                .refuses(422, "refund-mismatch", "/amount");
        shop.returning(first, "refund", "{}").is(200);
        shop.returning(first, "close", "{}").is(200);

        // Then the customer pays for both, and brings back the second one, too: one is due for the other.
        pay(order, 510);
        assertThat(order(order).number("/amounts/refundDue/amount")).isEqualTo(255);
        String second = lookedAt(order);
        shop.returning(second, "refund", "{}").refuses(422, "refund-mismatch", "/amount");

        String unpaid = delivered(line(lamp, 1));
        Json exchange = exchange(lookedAt(unpaid), shop.order(web, line(vase, 1)))
                .is(201)
                .json();
        assertThat(exchange.number("/order/amounts/due/amount")).isEqualTo(255);
        assertThat(order(unpaid).number("/amounts/refunded/amount")).isZero();
    }

    @Test
    void aReturnThatIsToPayForAnExchange_isNotCancelled_beforeThatIsCancelledOrPaid() {
        String order = delivered(line(lamp, 2));
        pay(order, 510);
        String first = shop.giveBack(order, asked(1, 1)).is(201).text("/id");
        String vaseOrder =
                exchange(first, shop.order(web, line(vase, 1))).is(201).text("/order/id");
        assertThat(shop.returning(first, "cancel", "{}")
                        .refuses(409, "exchange-unpaid")
                        .text("/exchangeOrderId"))
                .isEqualTo(vaseOrder);
        shop.cancel(vaseOrder, Json.of("{}")).is(201);
        shop.returning(first, "cancel", "{}").is(200);

        String second = shop.giveBack(order, asked(1, 1)).is(201).text("/id");
        pay(exchange(second, shop.order(web, line(vase, 1))).is(201).text("/order/id"), 255);
        shop.returning(second, "cancel", "{}").is(200);
    }

    @Test
    void whoReads_isShownTheirOwnStepsAlone() {
        String order = delivered(line(lamp, 1));
        String id = shop.giveBack(order, asked(1, 1)).is(201).text("/id");
        assertThat(Api.storefront(web)
                        .get(Shop.RETURNS + "/" + id)
                        .is(200)
                        .json()
                        .at("/steps"))
                .isEqualTo(Json.of("['cancel', 'send', 'exchange']"));
        shop.returning(id, "receive", "{location: '%s'}".formatted(bath)).is(200);
        assertThat(Api.store(bath).get(Shop.RETURNS + "/" + id).is(200).json().at("/steps"))
                .isEqualTo(Json.of("['inspect']"));
    }

    /** The return of one lamp, as good as new. */
    private String lookedAt(String order) {
        String id = shop.giveBack(order, asked(1, 1)).is(201).text("/id");
        shop.returning(id, "receive", "{location: '%s'}".formatted(leeds)).is(200);
        shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}")
                .is(200);
        return id;
    }

    private Reply exchange(String id, Json order) {
        return exchange(id, order, shop.fresh("exchange"));
    }

    private Reply exchange(String id, Json order, String key) {
        return api.post(
                Shop.RETURNS + "/" + id + "/exchange", Json.of("{}").with("/order", order), "Idempotency-Key", key);
    }

    private Json asked(int line, long units) {
        return Json.of("{reference: '%s', lines: [{lineNumber: %d, quantity: %d}]}"
                .formatted(shop.fresh("return"), line, units));
    }

    private Reply step(Api caller, String id, String step, String body) {
        return caller.post(Shop.RETURNS + "/" + id + "/" + step, Json.of(body), "Idempotency-Key", shop.fresh("step"));
    }

    private String delivered(Json... lines) {
        Json order = shop.place(shop.order(web, lines).with("/allowSplit", true))
                .is(201)
                .json();
        order.items("/fulfillmentOrders")
                .forEach(part -> work.steps(
                        part.text("/id"), "acknowledge", "start-picking", "pick", "pack", "ship", "deliver"));
        return order.text("/id");
    }

    /** As if all of it had been delivered so many days ago. */
    private static void delivered(String order, int daysAgo) throws SQLException {
        try (var connection = Hub.connect();
                var change = connection.prepareStatement("""
                    UPDATE fulfillment_order SET handling = regexp_replace(handling::text,
                        '"deliveredAt":"[^"]*"', format('"deliveredAt":"%s"',
                        to_char((now() - make_interval(days => ?)) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                        'g')::json
                    WHERE order_id = ?::uuid
                    """)) {
            change.setInt(1, daysAgo);
            change.setString(2, order);
            assertThat(change.executeUpdate()).isPositive();
        }
    }

    private void pay(String order, long amount) {
        api.post(
                        Shop.ORDERS + "/" + order + "/payments",
                        Json.of("{reference: '%s', kind: 'payment', amount: {amount: %d, currency: 'GBP'}}"
                                .formatted(shop.fresh("payment"), amount)))
                .is(201);
    }

    private Json order(String id) {
        return api.get(Shop.ORDERS + "/" + id).is(200).json();
    }
}
