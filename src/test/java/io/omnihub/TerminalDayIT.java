package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.rsocket.util.DefaultPayload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A terminal's day: it works for its store, sells what is elsewhere, and finds and takes back what was bought elsewhere. */
class TerminalDayIT implements LedgerProven {
    private final World world = World.fresh();
    private final Json till = world.freshTerminal();
    private final Socket terminal = Socket.open(till.text("/secret"));
    private final Instant opened = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);

    @AfterEach
    void leave() {
        terminal.close();
    }

    @Test
    void whatLiesElsewhere_isSoldHere_madeReady_foundByItsCode_andCollected() {
        Json wish = Json.of("{channel: '%s', skus: ['%s']}".formatted(world.counter(), world.vase()));
        Json available = terminal.ask("pos.availability", wish).done();
        assertThat(available.number("/items/0/availableToPromise")).isPositive();
        assertThat(available.text("/items/0/locations/0/location")).isEqualTo(world.warehouse());

        Json order = terminal.ask("pos.order.place", sale()).done();
        String part = order.text("/fulfillmentOrders/0/id");
        String transfer = order.text("/fulfillmentOrders/0/transferId");
        Transport.ofAdministrator().steps(transfer, "start-picking", "ship");

        terminal.ask("pos.task.receive", Json.of("{transferId: '%s', idempotencyKey: '1'}".formatted(transfer)))
                .done();
        step(part, "acknowledge");
        step(part, "start-picking");
        step(part, "pick");
        String code = step(part, "ready").text("/collectionCode");

        Json found = terminal.ask(
                        "pos.order.find",
                        Json.of("{collectionCode: '%s', location: '%s'}".formatted(code, world.store())))
                .done();
        assertThat(found.items("/orders")).hasSize(1);
        assertThat(found.text("/orders/0/id")).isEqualTo(order.text("/id"));
        assertThat(found.text("/orders/0/name")).isEqualTo("A. Buyer");
        assertThat(found.toString()).doesNotContain("a@example.org", "+441134960000", "High Street");
        terminal.ask("pos.task.collect", asked(part).with("/code", "'00000000'"))
                .refuses(422, "wrong-code", "/code");
        assertThat(terminal.ask("pos.task.collect", asked(part).with("/code", "'" + code + "'"))
                        .done()
                        .text("/state"))
                .isEqualTo("collected");
    }

    @Test
    void aRepeat_isDoneOnce_byWhicheverProtocolItComes() {
        Json sale = sale();
        Json order = terminal.ask("pos.order.place", sale).done();
        assertThat(terminal.ask("pos.order.place", sale).done()).isEqualTo(order);
        terminal.ask("pos.order.place", sale.with("/lines/0/quantity", 2))
                .refuses(422, "idempotency-key-reused", "/externalId");

        String part = world.freshPart();
        Json once = asked(part);
        Json acknowledged = terminal.ask("pos.task.acknowledge", once).done();
        assertThat(terminal.ask("pos.task.acknowledge", once).done()).isEqualTo(acknowledged);
        terminal.ask("pos.task.acknowledge", once.with("/fulfillmentOrderId", "'" + world.freshPart() + "'"))
                .refuses(422, "idempotency-key-reused", "/idempotencyKey");
        terminal.ask("pos.task.pick", asked(part)).refuses(409, "step-not-allowed");

        String secret = Api.administrator()
                .post(
                        "/api/v1/keys",
                        Json.of("{name: 'Staff', role: 'store', location: '%s'}".formatted(world.store())),
                        "Idempotency-Key",
                        world.shop().fresh("key"))
                .is(201)
                .text("/secret");
        try (Socket store = Socket.open(secret)) {
            String other = world.freshPart();
            Json done = store.ask("pos.task.acknowledge", asked(other).with("/idempotencyKey", "'same'"))
                    .done();
            Reply repeat = Api.withKey(secret)
                    .post(
                            "/api/v1/fulfillment-orders/" + other + "/acknowledge",
                            Json.of("{}"),
                            "Idempotency-Key",
                            "same");
            assertThat(repeat.isReplay().json()).isEqualTo(done);
        }
    }

    @Test
    void anOrder_isFoundByWhatItsCustomerKnows_andItsGoodsAreTakenBack() {
        String id = world.deliveredOrder();
        String phone = "+44 113 " + Integer.toUnsignedString(world.hashCode());
        String email = world.shop().fresh("Buyer") + "@Example.org";
        Json named =
                world.newOrder().with("/customer/phone", "'" + phone + "'").with("/customer/email", "'" + email + "'");
        String placed = Api.administrator().post(Shop.ORDERS, named).is(201).text("/id");

        assertThat(found("phone", phone.replace(" ", ""))).isEqualTo(placed);
        assertThat(found("email", email.toLowerCase(Locale.ROOT))).isEqualTo(placed);
        assertThat(terminal.ask("pos.order.find", Json.of("{phone: '+44 000'}"))
                        .done()
                        .items("/orders"))
                .isEmpty();
        assertThat(terminal.ask("pos.order.find", Json.of("{number: 'nonsense'}"))
                        .done()
                        .items("/orders"))
                .isEmpty();

        String asked = world.shop().giveBack(id, world.newReturn()).is(201).text("/id");
        Json received = terminal.ask(
                        "pos.return.receive",
                        Json.of("{returnId: '%s', idempotencyKey: '%s'}".formatted(asked, UUID.randomUUID())))
                .done();
        assertThat(received.text("/state")).isEqualTo("received");
        assertThat(received.text("/location")).isEqualTo(world.store());
        Json brought = terminal.ask("pos.return.receive", world.newTakenBack().without("/location"))
                .done();
        assertThat(brought.text("/location")).isEqualTo(world.store());
    }

    @Test
    void whatWasSoldOffline_isToldPageByPage_twice_andCountsOnce_overWhicheverConnection() {
        long before = world.shop().level(world.lamp(), world.store()).onHand();
        List<Json> pages = List.of(page(1, 2, 3), page(5, 4), page(3, 6));

        List<Json> answers = terminal.tell("pos.journal", pages);

        assertThat(answers).hasSize(3);
        assertThat(answers.get(1).text("/acknowledgements/0/outcome")).isEqualTo("applied");
        assertThat(answers.get(1).number("/acknowledgements/0/sequence")).isEqualTo(5);
        assertThat(answers.get(2).at("/acknowledgements/0/repeated")).isEqualTo(Json.of("true"));
        try (Socket again = Socket.open(Socket.Over.WEBSOCKET, Socket.In.CBOR, till.text("/secret"))) {
            assertThat(again.tell("pos.journal", pages).toString()).doesNotContain("\"repeated\":false");
        }
        assertThat(world.shop().level(world.lamp(), world.store()).onHand()).isEqualTo(before - 6);
    }

    @Test
    void anEntryWithoutASequence_endsTheStream_andNamesItself() {
        Json bad = page(1, 2).without("/entries/1/sequence");
        assertThatThrownBy(() -> terminal.raw()
                        .requestChannel(Flux.just(DefaultPayload.create(
                                Unpooled.copiedBuffer(bad.toString(), StandardCharsets.UTF_8),
                                Socket.route("pos.journal"))))
                        .blockLast(Socket.TIMEOUT))
                .hasMessageContaining("/entries/1/sequence");
    }

    private Json page(long... sequences) {
        return Json.of("{}")
                .with(
                        "/entries",
                        Json.array(LongStream.of(sequences)
                                .mapToObj(sequence ->
                                        Json.of("""
                                            {sequence: %d, kind: 'sale', sku: '%s', quantity: 1, occurredAt: '%s'}\
                                            """.formatted(sequence, world.lamp(), opened.plusSeconds(sequence))))
                                .toList()));
    }

    @Test
    void whatATerminalDoes_isAudited_asItsOwn() {
        String part = world.freshPart();
        step(part, "acknowledge");
        Json newest = Api.administrator()
                .all("/api/v1/audit?subject=fulfillment-order:" + part, 50)
                .getFirst();
        assertThat(newest.text("/action")).isEqualTo("pos.task.acknowledge");
        assertThat(newest.text("/role")).isEqualTo("terminal");
    }

    private String found(String by, String value) {
        Json found = terminal.ask("pos.order.find", Json.of("{%s: '%s'}".formatted(by, value)))
                .done();
        assertThat(found.items("/orders")).hasSize(1);
        return found.text("/orders/0/id");
    }

    private Json sale() {
        return world.shop()
                .order(world.counter(), Shop.line(world.vase(), 1))
                .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(world.store()));
    }

    private Json step(String part, String step) {
        return terminal.ask("pos.task." + step, asked(part)).done();
    }

    private static Json asked(String part) {
        return Json.of("{fulfillmentOrderId: '%s', idempotencyKey: '%s'}".formatted(part, UUID.randomUUID()));
    }
}
