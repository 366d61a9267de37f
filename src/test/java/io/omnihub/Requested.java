package io.omnihub;

import io.omnihub.access.Permission;
import io.omnihub.engine.Actor;
import io.omnihub.journal.Journal;
import io.omnihub.journal.JournalEntry;
import io.omnihub.journal.JournalEntry.Told;
import io.omnihub.journal.JournalKind;
import io.omnihub.journal.Terminal;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * One good request for each route, which names only what belongs to one world: in its path, else in its parameters or
 * body.
 */
record Requested(String path, Optional<Json> body) {
    private static final String ROWS = "application/x-ndjson";
    private static final Map<String, String> TYPES = Map.of("importFile", ROWS, "takeMail", "message/rfc822");

    private static final Map<String, Function<World, Requested>> ALL = Map.ofEntries(
            Map.entry("getContract", _ -> get("/openapi.yaml")),
            Map.entry("getMetrics", _ -> get("/actuator/prometheus")),
            Map.entry("getDocs", _ -> get("/docs")),
            Map.entry("getDocsFile", _ -> get("/docs/start.js")),
            Map.entry("getHealth", _ -> get("/actuator/health")),
            Map.entry("getLiveness", _ -> get("/actuator/health/liveness")),
            Map.entry("getReadiness", _ -> get("/actuator/health/readiness")),
            Map.entry("getAvailability", w -> api("/availability?channel=" + w.channel() + "&sku=" + w.lamp())),
            Map.entry("placeOrder", w -> api("/orders", w.newOrder())),
            Map.entry("listOrders", w -> api("/orders?channel=" + w.channel())),
            Map.entry("getOrder", w -> api("/orders/" + w.order())),
            Map.entry("cancelOrder", w -> api("/orders/" + w.freshOrder() + "/cancellations", Json.of("{}"))),
            Map.entry(
                    "editOrder",
                    w -> api(
                            "/orders/" + w.freshOrder() + "/edits",
                            Json.of("{lines: [{lineNumber: 1, quantity: 2}]}"))),
            Map.entry("listCancellations", w -> api("/orders/" + w.order() + "/cancellations")),
            Map.entry("listEdits", w -> api("/orders/" + w.order() + "/edits")),
            Map.entry("recordPayment", w -> api("/orders/" + w.order() + "/payments", payment(w))),
            Map.entry("listPayments", w -> api("/orders/" + w.order() + "/payments")),
            Map.entry("getOrderSourcing", w -> api("/orders/" + w.order() + "/sourcing")),
            Map.entry("previewSourcing", w -> api("/sourcing/preview", preview(w))),
            Map.entry("makeHold", w -> api("/holds", w.newHold())),
            Map.entry("getHold", w -> api("/holds/" + w.hold())),
            Map.entry("releaseHold", w -> api("/holds/" + w.freshHold())),
            Map.entry(
                    "listFulfillmentOrders",
                    w -> api("/fulfillment-orders?channel=" + w.channel() + "&location=" + w.store())),
            Map.entry("getFulfillmentOrder", w -> api("/fulfillment-orders/" + w.part())),
            Map.entry("acknowledgeFulfillmentOrder", w -> step(w.freshPart(), "acknowledge", "{}")),
            Map.entry("startPicking", w -> step(w.freshPart("acknowledge"), "start-picking", "{}")),
            Map.entry("pickFulfillmentOrder", w -> step(w.freshPart("acknowledge", "start-picking"), "pick", "{}")),
            Map.entry(
                    "packFulfillmentOrder",
                    w -> step(w.freshPart("acknowledge", "start-picking", "pick"), "pack", "{}")),
            Map.entry(
                    "shipFulfillmentOrder",
                    w -> step(w.freshPart("acknowledge", "start-picking", "pick", "pack"), "ship", "{carrier: 'x'}")),
            Map.entry(
                    "deliverFulfillmentOrder",
                    w -> step(w.freshPart("acknowledge", "start-picking", "pick", "pack", "ship"), "deliver", "{}")),
            Map.entry(
                    "failDelivery",
                    w -> step(
                            w.freshPart("acknowledge", "start-picking", "pick", "pack", "ship"),
                            "fail-delivery",
                            "{reason: 'x'}")),
            Map.entry("takeBackFulfillmentOrder", w -> step(w.undeliveredPart(), "take-back", "{}")),
            Map.entry(
                    "reportFulfillmentOrderLost",
                    w -> step(
                            w.freshPart("acknowledge", "start-picking", "pick", "pack", "ship"), "report-lost", "{}")),
            Map.entry("readyFulfillmentOrder", w -> step(w.pickedPickup(), "ready", "{}")),
            Map.entry("collectFulfillmentOrder", Requested::collecting),
            Map.entry("rejectFulfillmentOrder", w -> step(w.freshPart(), "reject", "{reason: 'too-busy'}")),
            Map.entry("acceptCancellation", w -> step(w.askedBackPart(), "accept-cancellation", "{}")),
            Map.entry("refuseCancellation", w -> step(w.askedBackPart(), "refuse-cancellation", "{}")),
            Map.entry("holdFulfillmentOrder", w -> step(w.freshPart(), "hold", "{reason: 'fraud'}")),
            Map.entry("releaseFulfillmentOrder", w -> step(w.heldPart(), "release", "{}")),
            Map.entry(
                    "acceptOffer",
                    w -> step(w.unfillablePickup(), "accept-offer", "{location: '%s'}".formatted(w.store()))),
            Map.entry("listTransfers", w -> api("/transfers?source=" + w.store())),
            Map.entry(
                    "createTransfer",
                    w -> api(
                            "/transfers",
                            Transport.wanted(w.shop(), w.store(), w.warehouse(), Shop.entry(w.lamp(), 1)))),
            Map.entry("requestReturn", w -> api("/orders/" + w.deliveredOrder() + "/returns", w.newReturn())),
            Map.entry("takeBack", w -> api("/returns", w.newTakenBack())),
            Map.entry("listReturns", w -> api("/returns?channel=" + w.channel() + "&location=" + w.store())),
            Map.entry("getReturn", w -> api("/returns/" + w.receivedReturn())),
            Map.entry("approveReturn", w -> returning(w.requestedReturn(), "approve", "{}")),
            Map.entry("refuseReturn", w -> returning(w.requestedReturn(), "refuse", "{}")),
            Map.entry("cancelReturn", w -> returning(w.approvedReturn(), "cancel", "{}")),
            Map.entry("sendReturn", w -> returning(w.approvedReturn(), "send", "{}")),
            Map.entry(
                    "receiveReturn",
                    w -> returning(w.approvedReturn(), "receive", "{location: '%s'}".formatted(w.store()))),
            Map.entry(
                    "inspectReturn",
                    w -> returning(w.receivedReturn(), "inspect", "{lines: [{lineNumber: 1, restocked: 1}]}")),
            Map.entry(
                    "refundReturn",
                    w -> returning(
                            w.inspectedReturn(),
                            "refund",
                            "{reference: '%s', amount: {amount: 255, currency: 'GBP'}}"
                                    .formatted(w.shop().fresh("refund")))),
            Map.entry(
                    "exchangeReturn",
                    w -> api(
                            "/returns/" + w.inspectedReturn() + "/exchange",
                            Json.of("{}").with("/order", w.newOrder()))),
            Map.entry("closeReturn", w -> returning(w.refundedReturn(), "close", "{}")),
            Map.entry("getReturnPolicy", w -> api("/channels/" + w.channel() + "/return-policy")),
            Map.entry(
                    "putReturnPolicy",
                    w -> api("/channels/" + w.channel() + "/return-policy", Json.of("{windowDays: 30}"))),
            Map.entry("getTransfer", w -> api("/transfers/" + w.transfer())),
            Map.entry("approveTransfer", w -> move(w.outgoing("draft"), "approve")),
            Map.entry("startPickingTransfer", w -> move(w.outgoing("approved"), "start-picking")),
            Map.entry("shipTransfer", w -> move(w.outgoing("approved", "start-picking"), "ship")),
            Map.entry("receiveTransfer", w -> move(w.incoming("start-picking", "ship"), "receive")),
            Map.entry("closeTransfer", w -> move(w.incoming("start-picking", "ship", "receive"), "close")),
            Map.entry("cancelTransfer", w -> move(w.outgoing("approved"), "cancel")),
            Map.entry("listProposals", w -> api("/replenishment/proposals?location=" + w.store())),
            Map.entry("acceptProposal", w -> proposed(w, "accept")),
            Map.entry("dismissProposal", w -> proposed(w, "dismiss")),
            Map.entry("listPurchaseSuggestions", _ -> api("/replenishment/purchase-suggestions")),
            Map.entry(
                    "startReplenishmentRun",
                    w -> api("/replenishment/runs", Json.of("{skus: ['%s']}".formatted(w.vase())))),
            Map.entry("getReplenishmentRun", w -> api("/replenishment/runs/" + run(w))),
            Map.entry("getReplenishmentPolicy", _ -> api("/replenishment/policy")),
            Map.entry("putReplenishmentPolicy", _ -> api("/replenishment/policy", Json.of("{}"))),
            Map.entry("listReplenishmentLevels", w -> api("/replenishment/levels?location=" + w.store())),
            Map.entry("putReplenishmentLevels", w -> api("/replenishment/levels", levels(w))),
            Map.entry("listItems", _ -> api("/items")),
            Map.entry("getItem", w -> api("/items/" + w.lamp())),
            Map.entry("putItem", w -> api("/items/" + w.lamp(), Json.of("{name: 'Lamp'}"))),
            Map.entry("listLocations", _ -> api("/locations")),
            Map.entry("getLocation", w -> api("/locations/" + w.store())),
            Map.entry(
                    "putLocation",
                    w -> api("/locations/" + w.shop().own("new"), Shop.storeContent("New", 53.8, -1.55))),
            Map.entry(
                    "switchLocation",
                    w -> api(
                            "/locations/" + w.warehouse() + "/switches",
                            Json.of("{paused: false, pickupPaused: true, reason: 'x'}"))),
            Map.entry("listChannels", _ -> api("/channels")),
            Map.entry("getChannel", w -> api("/channels/" + w.channel())),
            Map.entry("putChannel", w -> api("/channels/" + w.shop().own("new"), Shop.channelContent(w.store()))),
            Map.entry("getSourcingPolicy", w -> api("/channels/" + w.channel() + "/sourcing-policy")),
            Map.entry(
                    "putSourcingPolicy",
                    w -> api("/channels/" + w.channel() + "/sourcing-policy", Json.of("{policy: {}, comment: 'x'}"))),
            Map.entry("listSourcingPolicies", w -> api("/channels/" + w.channel() + "/sourcing-policy/versions")),
            Map.entry("listStock", w -> api("/stock?location=" + w.store())),
            Map.entry("adjustStock", w -> api("/stock/adjustments", w.shop().adjustment("found", entries(w, 1)))),
            Map.entry("countStock", w -> api("/stock/counts", counted(w))),
            Map.entry("listExpectedReceipts", w -> api("/expected-receipts?location=" + w.store())),
            Map.entry("getExpectedReceipt", w -> api("/expected-receipts/" + w.freshReceipt())),
            Map.entry(
                    "putExpectedReceipt",
                    w -> api("/expected-receipts/" + w.shop().fresh("po"), w.newReceipt())),
            Map.entry(
                    "receiveExpectedReceipt",
                    w -> api(
                            "/expected-receipts/" + w.freshReceipt() + "/receive",
                            Json.of("{lines: [{sku: '%s', quantity: 1}]}".formatted(w.lamp())))),
            Map.entry(
                    "cancelExpectedReceipt",
                    w -> api("/expected-receipts/" + w.freshReceipt() + "/cancel", Json.of("{}"))),
            Map.entry("makeCycleCount", w -> api("/cycle-counts", w.newCycleCount())),
            Map.entry("listCycleCounts", w -> api("/cycle-counts?location=" + w.store())),
            Map.entry("getCycleCount", w -> api("/cycle-counts/" + w.cycleCount())),
            Map.entry("listCycleCountLines", w -> api("/cycle-counts/" + w.cycleCount() + "/lines")),
            Map.entry("enterCounts", w -> counting(w.freshCycleCount(), "entries", w.entered())),
            Map.entry(
                    "demandRecount",
                    w -> counting(
                            w.enteredCycleCount(), "demand-recount", Json.of("{skus: ['%s']}".formatted(w.lamp())))),
            Map.entry("approveCycleCount", w -> counting(w.enteredCycleCount(), "approve", Json.of("{}"))),
            Map.entry("rejectCycleCount", w -> counting(w.freshCycleCount(), "reject", Json.of("{}"))),
            Map.entry("getTerminalJournal", w -> api("/terminals/" + told(w) + "/journal")),
            Map.entry("listRejectedEntries", w -> api("/terminals/" + told(w) + "/journal/rejected")),
            Map.entry(
                    "putSafetyStock",
                    w -> api("/stock/safety-stock", Json.of("{}").with("/entries", Json.array(entries(w, 2))))),
            Map.entry("importFile", w -> api("/imports?kind=items", row(w))),
            Map.entry("listImports", _ -> api("/imports")),
            Map.entry("getImport", w -> api("/imports/" + imported(w))),
            Map.entry("listImportRejections", w -> api("/imports/" + imported(w) + "/rejections")),
            Map.entry("exportFile", _ -> api("/exports?kind=channels")),
            Map.entry(
                    "readEvents",
                    w -> api("/events?follow=false&after=0&subject=none&channel=" + w.channel() + "&location="
                            + w.store())),
            Map.entry("prepareTerminal", w -> api("/terminals/codes", w.newTerminal())),
            Map.entry("enrolTerminal", w -> api("/terminals", Json.of("{code: '%s'}".formatted(w.terminalCode())))),
            Map.entry("listTerminals", w -> api("/terminals?location=" + w.store())),
            Map.entry("getTerminal", w -> api("/terminals/" + w.freshTerminal().text("/id"))),
            Map.entry(
                    "deleteTerminal", w -> api("/terminals/" + w.freshTerminal().text("/id"))),
            Map.entry("createKey", _ -> api("/keys", Json.of("{name: 'x', role: 'service'}"))),
            Map.entry("listKeys", _ -> api("/keys")),
            Map.entry("getKey", w -> api("/keys/" + w.freshKey())),
            Map.entry("deleteKey", w -> api("/keys/" + w.freshKey())),
            Map.entry("rotateKey", w -> api("/keys/" + w.freshKey() + "/rotations", Json.of("{}"))),
            Map.entry("listAudit", _ -> api("/audit")),
            Map.entry(
                    "reviewJournal",
                    w -> api("/terminals/" + told(w) + "/journal/reviews", Json.of("{unreviewed: 0}"))),
            Map.entry("listCustomers", _ -> api("/customers")),
            Map.entry(
                    "resolveCustomer", w -> api("/customers", w.newPerson().with("/channel", "'" + w.channel() + "'"))),
            Map.entry("getCustomer", w -> api("/customers/" + w.freshCustomer())),
            Map.entry("listOrdersOfCustomer", w -> api("/customers/" + w.freshCustomer() + "/orders")),
            Map.entry(
                    "putConsents",
                    w -> api(
                            "/customers/" + w.freshCustomer() + "/consents",
                            Json.of("{consents: [{purpose: 'marketing', channel: '%s', granted: true}]}"
                                    .formatted(w.channel())))),
            Map.entry("eraseCustomer", w -> api("/customers/" + w.freshCustomer() + "/erase", Json.of("{}"))),
            Map.entry(
                    "mergeCustomers",
                    w -> api(
                            "/customers/" + w.freshCustomer() + "/merge",
                            Json.of("{customer: '%s'}".formatted(w.freshCustomer())))),
            Map.entry("unmergeCustomers", w -> {
                Json merged = w.mergedCustomer();
                return api(
                        "/customers/" + merged.text("/id") + "/unmerge",
                        Json.of("{merge: '%s'}".formatted(merged.text("/merges/0/id"))));
            }),
            Map.entry(
                    "blockIdentity",
                    w -> api(
                            "/blocked-identities",
                            Json.of("{type: 'email', value: '%s@example.org', blocked: true}"
                                    .formatted(w.shop().fresh("shared"))))),
            Map.entry("listSuggestions", _ -> api("/customer-suggestions")),
            Map.entry(
                    "confirmSuggestion",
                    w -> api("/customer-suggestions/" + w.freshSuggestion() + "/confirm", Json.of("{}"))),
            Map.entry(
                    "dismissSuggestion",
                    w -> api("/customer-suggestions/" + w.freshSuggestion() + "/dismiss", Json.of("{}"))),
            Map.entry("takeMessage", w -> api("/messages", w.newMessage())),
            Map.entry(
                    "takeMail",
                    w -> api(
                            "/messages/email?channel=" + w.channel(),
                            Json.quoted("From: %s@example.org\r\n\r\nHello"
                                    .formatted(w.shop().fresh("mail"))))),
            Map.entry("listTickets", _ -> api("/tickets")),
            Map.entry("getTicket", w -> api("/tickets/" + w.freshTicket())),
            Map.entry("listTicketMessages", w -> api("/tickets/" + w.freshTicket() + "/messages")),
            Map.entry("replyToTicket", w -> ticket(w, "messages", "{text: 'Soon.'}")),
            Map.entry("noteOnTicket", w -> ticket(w, "notes", "{text: 'Rang, too.'}")),
            Map.entry("editTicket", w -> ticket(w, "edit", "{priority: 'high'}")),
            Map.entry("waitOnTicket", w -> ticket(w, "wait", "{}")),
            Map.entry(
                    "snoozeTicket",
                    w -> ticket(
                            w, "snooze", "{until: '%s'}".formatted(Instant.now().plusSeconds(3_600)))),
            Map.entry("resolveTicket", w -> ticket(w, "resolve", "{}")),
            Map.entry("reopenTicket", w -> {
                String id = w.freshTicket();
                Api.administrator()
                        .post(
                                "/api/v1/tickets/" + id + "/resolve",
                                Json.of("{}"),
                                "Idempotency-Key",
                                w.shop().fresh("resolve"))
                        .is(200);
                return api("/tickets/" + id + "/reopen", Json.of("{}"));
            }),
            Map.entry("mergeTickets", w -> {
                String person = w.shop().fresh("merging");
                return api(
                        "/tickets/" + w.ticketOf(person, "one") + "/merge",
                        Json.of("{into: '%s'}".formatted(w.ticketOf(person, "other"))));
            }),
            Map.entry("listAttentions", w -> api("/attentions?location=" + w.store())),
            Map.entry("listEventHandlers", _ -> api("/event-handlers")),
            Map.entry(
                    "retryEventHandler",
                    _ -> api("/event-handlers/" + ParkedHandler.fresh() + "/retries", Json.of("{}"))),
            Map.entry("listDueWork", _ -> api("/due-work")),
            Map.entry("retryDueWork", w -> api("/due-work/" + ParkedWork.fresh() + "/retries", Json.of("{}"))),
            Map.entry("listShadowPrices", _ -> api("/sourcing/shadow-prices")),
            Map.entry("listShadowComputations", _ -> api("/sourcing/shadow-prices/computations")),
            Map.entry("computeShadowPrices", _ -> api("/sourcing/shadow-prices/computations", Json.of("{}"))),
            Map.entry("proveLedger", _ -> api("/admin/ledger-proof")));

    /** The operations that there is a request for. */
    static Set<String> operations() {
        return ALL.keySet();
    }

    static Requested of(String operation, World world) {
        return Objects.requireNonNull(ALL.get(operation), operation).apply(world);
    }

    /** What that caller is answered. */
    static Reply send(Api caller, Permission line, World world) {
        Requested request = of(line.operation(), world);
        return caller.send(
                line.method().name(),
                request.path(),
                request.body()
                        .map(body -> BodyPublishers.ofString(
                                line.operation().equals("takeMail") ? body.text("") : body.toString()))
                        .orElseGet(BodyPublishers::noBody),
                "Content-Type",
                TYPES.getOrDefault(line.operation(), "application/json"),
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    private static Requested get(String path) {
        return new Requested(path, Optional.empty());
    }

    private static Requested api(String path) {
        return get("/api/v1" + path);
    }

    private static Requested api(String path, Json body) {
        return new Requested("/api/v1" + path, Optional.of(body));
    }

    private static Requested step(String part, String step, String body) {
        return api("/fulfillment-orders/" + part + "/" + step, Json.of(body));
    }

    private static Requested move(String transfer, String step) {
        return api("/transfers/" + transfer + "/" + step, Json.of("{}"));
    }

    private static Requested ticket(World world, String step, String body) {
        return api("/tickets/" + world.freshTicket() + "/" + step, Json.of(body));
    }

    private static Requested returning(String id, String step, String body) {
        return api("/returns/" + id + "/" + step, Json.of(body));
    }

    private static Requested proposed(World world, String step) {
        return api("/replenishment/proposals/" + OpenProposal.of(world) + "/" + step, Json.of("{}"));
    }

    /** The id of a run. */
    private static String run(World world) {
        return Api.administrator()
                .post(
                        "/api/v1/replenishment/runs",
                        Json.of("{skus: ['%s']}".formatted(world.vase())),
                        "Idempotency-Key",
                        world.shop().fresh("run"))
                .is(201)
                .text("/id");
    }

    private static Json levels(World world) {
        return Json.of(
                "{entries: [{sku: '%s', location: '%s', min: 2, max: 9}]}".formatted(world.vase(), world.warehouse()));
    }

    private static Requested counting(String count, String step, Json body) {
        return api("/cycle-counts/" + count + "/" + step, body);
    }

    private static Json counted(World world) {
        return Json.of("{reference: '%s', entries: [{sku: '%s', location: '%s', counted: 1000}]}"
                .formatted(world.shop().fresh("count"), world.lamp(), world.store()));
    }

    private static Json payment(World world) {
        return Json.of("{reference: '%s', kind: 'payment', amount: {amount: 1, currency: 'GBP'}}"
                .formatted(world.shop().fresh("payment")));
    }

    private static Requested collecting(World world) {
        String part = world.pickedPickup();
        String code = Work.ofAdministrator().step(part, "ready").is(200).text("/collectionCode");
        return step(part, "collect", "{code: '%s'}".formatted(code));
    }

    private static Json row(World world) {
        return Json.of("{sku: '%s', name: 'Lamp'}".formatted(world.shop().own("imported")));
    }

    /** A terminal of the store that has told of something. */
    private static UUID told(World world) {
        var terminal = new Terminal(UUID.randomUUID(), new LocationCode(world.store()));
        var told = new Told(1, new Sku(world.lamp()), Instant.now(), Optional.empty(), Optional.empty());
        Hub.context()
                .getBean(Journal.class)
                .record(
                        Actor.hub(terminal.id()),
                        terminal,
                        List.of(new JournalEntry.Correction(told, JournalKind.FOUND, 1)))
                .toFuture()
                .join();
        return terminal.id();
    }

    /** The id of an import. */
    private static String imported(World world) {
        var file = BodyPublishers.ofString(row(world).toString());
        return Api.administrator()
                .send("POST", "/api/v1/imports?kind=items", file, "Content-Type", ROWS)
                .succeeds()
                .text("/id");
    }

    private static Json preview(World world) {
        return Json.of("{channel: '%s', delivery: {method: 'ship'}}".formatted(world.channel()))
                .with("/lines", Json.array(List.of(Shop.entry(world.lamp(), 1))));
    }

    private static List<Json> entries(World world, long units) {
        return List.of(Shop.entry(world.lamp(), world.store(), units));
    }
}
