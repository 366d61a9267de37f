package io.omnihub;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A channel, its store and its warehouse, with something of everything that can belong to them; nothing of it is shared
 * with another world.
 */
record World(
        Shop shop,
        String channel,
        String store,
        String warehouse,
        String lamp,
        String vase,
        String order,
        String part,
        String pickup,
        String transfer,
        String hold) {
    private static final int LONG = 3_600;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String TERMINALS = "/api/v1/terminals";
    private static final String CYCLE_COUNTS = "/api/v1/cycle-counts";

    static World fresh() {
        var shop = new Shop();
        String store = shop.own("store");
        shop.putLocation(
                store,
                Shop.storeContent("Store", 53.8, -1.55).with("/capabilities", "['ship', 'pickup', 'transfer-in']"));
        String warehouse = shop.own("warehouse");
        shop.putLocation(
                warehouse,
                Shop.storeContent("Warehouse", 52.26, -1.16)
                        .with("/kind", "'warehouse'")
                        .with("/capabilities", "['transfer-out']"));
        String channel = shop.channel("channel", store, warehouse);
        String lamp = shop.item("lamp");
        String vase = shop.item("vase");
        shop.receive(lamp, store, 1_000);
        shop.receive(vase, warehouse, 1_000);
        Json order = placed(shop, shop.order(channel, Shop.line(lamp, 1)));
        Json pickup = placed(
                shop,
                shop.order(channel, Shop.line(vase, 1))
                        .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(store)));
        Api.administrator()
                .post(Transport.PATH, Transport.wanted(shop, store, warehouse, Shop.entry(lamp, 1)))
                .is(201);
        var world = new World(
                shop,
                channel,
                store,
                warehouse,
                lamp,
                vase,
                order.text("/id"),
                order.text("/fulfillmentOrders/0/id"),
                pickup.text("/fulfillmentOrders/0/id"),
                pickup.text("/fulfillmentOrders/0/transferId"),
                shop.hold(shop.cart(channel, LONG, Shop.entry(lamp, 1))).is(201).text("/id"));
        world.cycleCount();
        world.freshReceipt();
        world.receivedReturn();
        world.freshTerminal();
        return world;
    }

    /** Somebody whom nobody knows. */
    Json newPerson() {
        return person(shop.fresh("person"));
    }

    private static Json person(String name) {
        return Json.of("{name: 'A. Buyer', identities: [{type: 'email', value: '%s@example.org'}]}".formatted(name));
    }

    String freshCustomer() {
        return resolved(newPerson());
    }

    private String resolved(Json shown) {
        return Api.administrator()
                .post(CUSTOMERS, shown.with("/channel", "'" + channel + "'"))
                .succeeds()
                .text("/id");
    }

    /** A customer whom another one was merged into. */
    Json mergedCustomer() {
        return Api.administrator()
                .post(
                        CUSTOMERS + "/" + freshCustomer() + "/merge",
                        Json.of("{customer: '%s'}".formatted(freshCustomer())),
                        "Idempotency-Key",
                        shop.fresh("merge"))
                .is(200)
                .json();
    }

    /** Keys of two customers were shown by somebody who proved none. */
    String freshSuggestion() {
        String one = shop.fresh("one");
        String other = shop.fresh("other");
        String customer = resolved(person(one));
        resolved(person(other));
        resolved(Json.of(
                "{identities: [{type: 'email', value: '%s@example.org'}, {type: 'email', value: '%s@example.org'}]}"
                        .formatted(one, other)));
        return Api.administrator()
                .get("/api/v1/customer-suggestions?customer=" + customer)
                .is(200)
                .text("/items/0/id");
    }

    Json newMessage() {
        return message(shop.fresh("writer"), "general");
    }

    private Json message(String person, String topic) {
        return Json.of("{channel: '%s', providerId: '%s', topic: '%s', text: 'Where is it?'}"
                        .formatted(channel, shop.fresh("message"), topic))
                .with("/from", person(person).toString());
    }

    String freshTicket() {
        return ticketOf(shop.fresh("writer"), "general");
    }

    String ticketOf(String person, String topic) {
        return Api.administrator()
                .post("/api/v1/messages", message(person, topic))
                .is(201)
                .text("/ticket/id");
    }

    String freshOrder() {
        return placed(shop, newOrder()).text("/id");
    }

    /** A part to be sent, with which these steps were done. */
    String freshPart(String... steps) {
        String part = placed(shop, newOrder()).text("/fulfillmentOrders/0/id");
        Work.ofAdministrator().steps(part, steps);
        return part;
    }

    /** A part that its carrier could not deliver. */
    String undeliveredPart() {
        String part = freshPart("acknowledge", "start-picking", "pick", "pack", "ship");
        Work.ofAdministrator()
                .step(part, "fail-delivery", Json.of("{reason: 'x'}"))
                .is(200);
        return part;
    }

    /** A picked part whose location is asked to give all of it back. */
    String askedBackPart() {
        Json order = placed(shop, newOrder());
        String part = order.text("/fulfillmentOrders/0/id");
        Work.ofAdministrator().steps(part, "acknowledge", "start-picking", "pick");
        shop.cancel(order.text("/id"), Json.of("{}")).is(202);
        return part;
    }

    /** A part that must not go on. */
    String heldPart() {
        String part = freshPart();
        Work.ofAdministrator().step(part, "hold", Json.of("{reason: 'fraud'}")).is(200);
        return part;
    }

    /**
     * A part that was to be collected elsewhere, where nobody can fulfil it.
     *
     * <p>The other store gave up what it had, and has no stock of it any more.
     */
    String unfillablePickup() {
        String gone = shop.fresh("gone");
        shop.putLocation(gone, Shop.storeContent("Gone", 53.9, -1.5));
        shop.putChannel(channel, Shop.channelContent(store, warehouse, gone));
        shop.receive(lamp, gone, 1);
        Json order = placed(shop, newOrder().with("/delivery", "{method: 'pickup', location: '%s'}".formatted(gone)));
        Work work = Work.ofAdministrator();
        awaitNothingOf("places-opened");
        awaitNothingOf("await-stock-further");
        work.step(order.text("/fulfillmentOrders/0/id"), "reject", Json.of("{reason: 'closed'}"))
                .is(200);
        return work.awaitUnfillable(order.text("/id")).text("/id");
    }

    /** The pool has grown: who waits is served, and what is given up meanwhile might be, too. */
    private static void awaitNothingOf(String kind) {
        await().atMost(LIMIT)
                .until(() -> Api.administrator()
                        .all("/api/v1/due-work?state=waiting&kind=" + kind, 200)
                        .isEmpty());
    }

    /** A part to be collected, picked. */
    String pickedPickup() {
        Json order = newOrder().with("/delivery", "{method: 'pickup', location: '%s'}".formatted(store));
        String part = placed(shop, order).text("/fulfillmentOrders/0/id");
        Work.ofAdministrator().steps(part, "acknowledge", "start-picking", "pick");
        return part;
    }

    /** A transfer that leaves the store, with which these steps were done. */
    String outgoing(String state, String... steps) {
        return transfer(state, store, warehouse, lamp, steps);
    }

    /** A transfer that comes to the store. */
    String incoming(String... steps) {
        return transfer("approved", warehouse, store, vase, steps);
    }

    private String transfer(String state, String source, String destination, String sku, String... steps) {
        String id = Api.administrator()
                .post(
                        Transport.PATH,
                        Transport.wanted(shop, source, destination, Shop.entry(sku, 2))
                                .with("/state", "'" + state + "'"))
                .is(201)
                .text("/id");
        Transport.ofAdministrator().steps(id, steps);
        return id;
    }

    Json newOrder() {
        return shop.order(channel, Shop.line(lamp, 1));
    }

    Json newHold() {
        return shop.cart(channel, LONG, Shop.entry(lamp, 1));
    }

    String freshHold() {
        return shop.hold(newHold()).is(201).text("/id");
    }

    /** An order whose lamp has reached its customer. */
    String deliveredOrder() {
        Json order = placed(shop, newOrder());
        Work.ofAdministrator()
                .steps(
                        order.text("/fulfillmentOrders/0/id"),
                        "acknowledge",
                        "start-picking",
                        "pick",
                        "pack",
                        "ship",
                        "deliver");
        return order.text("/id");
    }

    Json newReturn() {
        return Json.of("{reference: '%s', lines: [{lineNumber: 1, quantity: 1}]}".formatted(shop.fresh("return")));
    }

    Json newTakenBack() {
        return Json.of("{reference: '%s', location: '%s', lines: [{sku: '%s', quantity: 1}]}"
                .formatted(shop.fresh("receipt"), store, lamp));
    }

    String approvedReturn() {
        return shop.giveBack(deliveredOrder(), newReturn()).is(201).text("/id");
    }

    /** One that somebody has to approve. */
    String requestedReturn() {
        String policy = "/api/v1/channels/" + channel + "/return-policy";
        Api.administrator()
                .put(policy, Json.of("{windowDays: 30, automatic: false}"))
                .is(200);
        String id = approvedReturn();
        Api.administrator().put(policy, Json.of("{windowDays: 30}")).is(200);
        return id;
    }

    String receivedReturn() {
        String id = approvedReturn();
        shop.returning(id, "receive", "{location: '%s'}".formatted(store)).is(200);
        return id;
    }

    String inspectedReturn() {
        String id = receivedReturn();
        shop.returning(id, "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}")
                .is(200);
        return id;
    }

    String refundedReturn() {
        String id = inspectedReturn();
        shop.returning(
                        id,
                        "refund",
                        "{reference: '%s', amount: {amount: 255, currency: 'GBP'}}".formatted(shop.fresh("refund")))
                .is(200);
        return id;
    }

    /** The store's count of its lamps, which names them. */
    Json newCycleCount() {
        return Json.of("{reference: '%s', location: '%s', skus: ['%s']}"
                .formatted(shop.fresh("count of " + lamp), store, lamp));
    }

    String freshCycleCount() {
        return Api.administrator().post(CYCLE_COUNTS, newCycleCount()).is(201).text("/id");
    }

    Json newReceipt() {
        return Json.of("{location: '%s', expectedAt: '%s', lines: [{sku: '%s', quantity: 2}]}"
                .formatted(store, Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(7)), lamp));
    }

    /** The reference of a delivery that is expected at the store. */
    String freshReceipt() {
        String reference = shop.fresh("po");
        Api.administrator()
                .put("/api/v1/expected-receipts/" + reference, newReceipt())
                .is(201);
        return reference;
    }

    /** The count that every list may show. */
    String cycleCount() {
        return Api.administrator()
                .post(CYCLE_COUNTS, newCycleCount().with("/reference", "'All %s of %s'".formatted(lamp, store)))
                .succeeds()
                .text("/id");
    }

    /** As many as the ledger says, as far as tests that sell lamps meanwhile let anybody know. */
    Json entered() {
        return Json.of("{entries: [{sku: '%s', counted: %d}]}"
                .formatted(lamp, shop.level(lamp, store).onHand()));
    }

    String enteredCycleCount() {
        String id = freshCycleCount();
        Api.administrator()
                .post(CYCLE_COUNTS + "/" + id + "/entries", entered(), "Idempotency-Key", shop.fresh("entries"))
                .is(200);
        return id;
    }

    /** The channel in which the store itself sells. */
    String counter() {
        String code = shop.own("counter");
        shop.putChannel(code, Shop.channelContent(store, warehouse).with("/kind", "'store'"));
        return code;
    }

    /** A terminal of the store, which every list may show, beside the lamp. */
    Json newTerminal() {
        return Json.of("{name: 'Till beside the %s', location: '%s'}".formatted(lamp, store));
    }

    String terminalCode() {
        return Api.administrator()
                .post(TERMINALS + "/codes", newTerminal(), "Idempotency-Key", shop.fresh("code"))
                .is(201)
                .text("/code");
    }

    /** With its secret. */
    Json freshTerminal() {
        return Api.withoutKey()
                .post(TERMINALS, Json.of("{code: '%s'}".formatted(terminalCode())))
                .is(201)
                .json();
    }

    /** Some key that can be ended without harm. */
    String freshKey() {
        return Api.administrator()
                .post(
                        "/api/v1/keys",
                        Json.of("{name: 'x', role: 'service'}"),
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .is(201)
                .text("/id");
    }

    private static Json placed(Shop shop, Json order) {
        return shop.place(order).is(201).json();
    }
}
