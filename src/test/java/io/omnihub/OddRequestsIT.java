package io.omnihub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.contract.Contract;
import io.omnihub.contract.Operation;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, the hub answers in time, says what is wrong and where, and goes on as if nothing had been. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OddRequestsIT implements LedgerProven {
    private static final Api API = Api.administrator();
    private static final Shop SHOP = new Shop();
    private static final int THREE_MIB = 3 * 1024 * 1024;

    private static String orderId = "";
    private static CompletableFuture<Reply> slowAnswer = new CompletableFuture<>();
    private static Socket kept = new Socket();
    private static CompletableFuture<List<Reply>> drippedAnswers = new CompletableFuture<>();

    /** Every route that takes a body, with one that has all its fields. */
    enum Route {
        ITEM("PUT", "/api/v1/items/lamp", """
            {name: 'Lamp', state: 'active', unitPrice: {amount: 255, currency: 'GBP'}, barcodes: ['odd-1']}\
            """),
        LOCATION("PUT", "/api/v1/locations/odd", """
            {name: 'Leeds', kind: 'store', state: 'active', position: {latitude: 53.8, longitude: -1.55},
             timeZone: 'Europe/London', openingHours: [{day: 'monday', opens: '09:00', closes: '18:00'}],
             openingExceptions: [{date: '2026-12-24', periods: [{opens: '09:00', closes: '14:00'}]}],
             capabilities: ['ship'], cutOff: '15:00', dailyCapacity: 5, leadTimeMinutes: 60, acceptanceRate: 0.5}\
            """),
        SWITCHES("PUT", "/api/v1/locations/STORE/switches", """
            {paused: false, pickupPaused: true, reason: 'No staff'}\
            """),
        CHANNEL("PUT", "/api/v1/channels/odd", """
            {name: 'Web', kind: 'web', state: 'active', pool: ['STORE'], threshold: 1}\
            """),
        POLICY("PUT", "/api/v1/channels/CHANNEL/sourcing-policy", """
            {policy: {splitLimit: 2, minPartWorth: 100, maxDistanceKm: 99.5, storesShip: true, backorder: false,
                      transit: {steps: [{upToKm: 10, days: 1}], daysBeyond: 3}, transfer: {steps: [], daysBeyond: 3},
                      scoring: {kind: 'rules', criteria: ['nearest'],
                                costs: {perBox: 1, perUnit: 2, perUnitKmMillis: 3, handlingStore: 4,
                                        handlingWarehouse: 5, pressure: 6, latePerDay: 7, shipTargetDays: 8,
                                        pickupTargetDays: 9, rejection: 10, shadowWeight: 0.5, travelPerKm: 11}}},
             comment: 'Near by'}\
            """),
        ADJUSTMENT("POST", Shop.ADJUSTMENTS, """
            {reference: 'UNIQUE', reason: 'receipt', occurredAt: '2026-03-02T17:20:00Z',
             entries: [{sku: 'SKU', location: 'STORE', quantity: 1}]}\
            """),
        SAFETY_STOCK("PUT", Shop.SAFETY_STOCK, """
            {entries: [{sku: 'SKU', location: 'STORE', quantity: 0}]}\
            """),
        ORDER("POST", Shop.ORDERS, """
            {channel: 'CHANNEL', externalId: 'UNIQUE', currency: 'GBP',
             customer: {name: 'A. Buyer', email: 'a@example.org', phone: '+441134960000'},
             lines: [{sku: 'SKU', quantity: 1, unitPrice: {amount: 255, currency: 'GBP'}}],
             delivery: {method: 'ship', address: {line1: '1 High Street', line2: 'Flat 2', city: 'York',
                        postalCode: 'YO1 8QN', region: 'Yorkshire', country: 'GB',
                        position: {latitude: 53.96, longitude: -1.08}}},
             allowSplit: true, allowBackorder: false, holds: []}\
            """),
        CANCELLATION("POST", Shop.ORDERS + "/ORDER/cancellations", """
            {lines: [{lineNumber: 1, quantity: 1}], reason: 'Too many'}\
            """),
        KEY("POST", "/api/v1/keys", """
            {name: 'Web', role: 'storefront', channel: 'CHANNEL'}\
            """);

        private final String method;
        private final String path;
        private final String body;

        Route(String method, String path, String body) {
            this.method = method;
            this.path = path;
            this.body = body;
        }

        Json body() {
            return Json.of(body.replace("STORE", SHOP.own("leeds"))
                    .replace("SKU", SHOP.own("lamp"))
                    .replace("CHANNEL", SHOP.own("web"))
                    .replace("UNIQUE", SHOP.fresh("unique")));
        }

        String path() {
            return path.replace("ORDER", orderId)
                    .replace("STORE", SHOP.own("leeds"))
                    .replace("CHANNEL", SHOP.own("web"));
        }

        Reply send(BodyPublisher content, String... headers) {
            var all = Stream.concat(Stream.of("Idempotency-Key", SHOP.fresh("key")), Stream.of(headers));
            return API.send(method, path(), content, all.toArray(String[]::new));
        }

        Reply sendJson(byte[] content) {
            return send(BodyPublishers.ofByteArray(content), "Content-Type", "application/json");
        }

        Reply sendJson(String content) {
            return sendJson(content.getBytes(StandardCharsets.UTF_8));
        }

        String firstLine() {
            return method + " " + path() + " HTTP/1.1";
        }
    }

    @AfterAll
    static void hangUp() throws IOException {
        kept.close();
    }

    @BeforeAll
    static void openTheShop() throws IOException {
        String leeds = SHOP.store("leeds", 53.8, -1.55);
        String lamp = SHOP.item("lamp");
        SHOP.receive(lamp, leeds, 10_000);
        orderId = SHOP.place(SHOP.order(SHOP.channel("web", leeds), Shop.line(lamp, 1_000)))
                .is(201)
                .text("/id");
        slowAnswer = Crowd.meanwhile(
                () -> RawRequest.of(Route.ITEM.firstLine(), "Content-Type: application/json", "Content-Length: 3")
                        .withBody("{}")
                        .send());
        kept = new Socket(Hub.address().getHost(), Hub.address().getPort());
        assertThat(statusOf(kept)).isEqualTo("HTTP/1.1 200 OK");
        var dripped = RawRequest.of(Route.ITEM.firstLine(), "Content-Length: 0");
        int firstLine = Route.ITEM.firstLine().length() + 2;
        drippedAnswers = Crowd.meanwhile(() -> Crowd.of(2).call(2, i -> dripped.drip(i * firstLine)));
    }

    @ParameterizedTest
    @EnumSource
    void theBodyWithAllFields_isTaken(Route route) {
        route.sendJson(route.body().toString()).succeeds();
    }

    @ParameterizedTest
    @MethodSource
    void aFieldOfAnotherType_isNamed(Route route, String pointer) {
        var wrong = new ArrayList<>(List.of("null", "true", "7", "'x'", "[]", "{}"));
        String right = route.body().at(pointer).toString();
        wrong.remove(
                switch (right.charAt(0)) {
                    case '{' -> "{}";
                    case '[' -> "[]";
                    case '"' -> "'x'";
                    case 't', 'f' -> "true";
                    default -> "7";
                });
        for (String value : wrong) {
            var body = pointer.isEmpty() ? Json.of(value) : route.body().with(pointer, value);
            route.sendJson(body.toString()).refuses(422, "invalid-field", pointer);
        }
    }

    static Stream<Arguments> aFieldOfAnotherType_isNamed() {
        return Stream.of(Route.values())
                .flatMap(route -> route.body().pointers().stream().map(pointer -> Arguments.of(route, pointer)));
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownField_isNamedAtEveryDepth(Route route) {
        for (String pointer : route.body().pointers()) {
            if (route.body().at(pointer).isObject()) {
                route.sendJson(route.body().with(pointer + "/colour", "'red'").toString())
                        .refuses(422, "unknown-field", pointer + "/colour");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CANCELLATION")
    void aFieldThatIsLeftOut_isEitherOptionalOrNamed(Route route) {
        for (String pointer : route.body().pointers()) {
            if (pointer.isEmpty() || pointer.matches(".*/[0-9]+")) {
                continue;
            }
            Reply reply = route.sendJson(route.body().without(pointer).toString());
            if (reply.status() >= 400) {
                reply.refuses(422, "missing-field", pointer);
            }
        }
    }

    @Test
    void aCancelledLine_needsBothItsFields() {
        Route.CANCELLATION
                .sendJson("{\"lines\":[{\"quantity\":1}]}")
                .refuses(422, "missing-field", "/lines/0/lineNumber");
        Route.CANCELLATION
                .sendJson("{\"lines\":[{\"lineNumber\":1}]}")
                .refuses(422, "missing-field", "/lines/0/quantity");
    }

    @ParameterizedTest
    @MethodSource
    void aNumberThatIsNoQuantity_isNamed(Route route, String pointer) {
        String body = route.body().with(pointer, 4711).toString();
        for (String number : List.of("1e400", "-1e400", "1e1000000000", "1" + "0".repeat(900), "-1", "1.5", "1e-9")) {
            Reply reply = route.sendJson(body.replace("4711", number));
            assertThat(reply.text("/errors/0/field")).as(number).isEqualTo(pointer);
            reply.is(422);
        }
        route.sendJson(body.replace("4711", "1" + "0".repeat(1_000))).refuses(400, "malformed-json");
        boolean isZeroTaken = route.sendJson(body.replace("4711", "0")).status() < 300;
        assertThat(route.sendJson(body.replace("4711", "-0")).status() < 300).isEqualTo(isZeroTaken);
    }

    static Stream<Arguments> aNumberThatIsNoQuantity_isNamed() {
        return aFieldOfAnotherType_isNamed()
                .filter(at -> at.get()[1].toString().matches(".*/(amount|quantity|threshold|lineNumber|.*Capacity)"));
    }

    @ParameterizedTest
    @MethodSource
    void textThatCannotBeStored_isNamed(Route route, String pointer) {
        for (String text : List.of("\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "", "\\n", "x".repeat(1_000))) {
            String body = route.body().with(pointer, "'4711'").toString();
            route.sendJson(body.replace("4711", text)).refuses(422, "invalid-field", pointer);
        }
    }

    static Stream<Arguments> textThatCannotBeStored_isNamed() {
        return Stream.of(Route.values())
                .flatMap(route -> route.body().pointers().stream()
                        .filter(pointer -> route.body().at(pointer).toString().startsWith("\""))
                        .map(pointer -> Arguments.of(route, pointer)));
    }

    @ParameterizedTest
    @MethodSource
    void aBodyThatIsNoJson_isRefused(String name, byte[] body) {
        for (Route route : Route.values()) {
            route.sendJson(body).refuses(400, "malformed-json");
        }
    }

    static Stream<Arguments> aBodyThatIsNoJson_isRefused() {
        Map<String, String> texts = Map.ofEntries(
                Map.entry("nothing", ""),
                Map.entry("white space", " \r\n\t"),
                Map.entry("the beginning", "{\"name\":\"Le"),
                Map.entry("the end", "}"),
                Map.entry("two objects", "{}{}"),
                Map.entry("trailing text", "{} x"),
                Map.entry("a comment", "{/* */}"),
                Map.entry("single quotes", "{'name':1}"),
                Map.entry("a trailing comma", "{\"name\":1,}"),
                Map.entry("NaN", "{\"name\":NaN}"),
                Map.entry("infinity", "{\"name\":-Infinity}"),
                Map.entry("a leading zero", "{\"name\":01}"),
                Map.entry("a bare dot", "{\"name\":.5}"),
                Map.entry("half an exponent", "{\"name\":1e}"),
                Map.entry("half an escape", "{\"name\":\"\\u12\"}"),
                Map.entry("a raw control", "{\"name\":\"a\tb\"}"),
                Map.entry("a member twice", "{\"name\":\"a\",\"name\":\"a\"}"),
                Map.entry("a member twice, deep", "{\"lines\":[{\"a\":{\"b\":1,\"b\":1}}]}"),
                Map.entry("100,000 brackets", "[".repeat(100_000)),
                Map.entry("100,000 objects", "{\"a\":".repeat(100_000)),
                Map.entry("a closed depth of 100,000", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                Map.entry("a name of 100,000 characters", "{\"" + "k".repeat(100_000) + "\":1}"),
                Map.entry("a byte order mark", "\uFEFF{}"));
        var bytes = Map.of(
                "UTF-16", "{}".getBytes(UTF_16),
                "UTF-16LE", "{}".getBytes(UTF_16LE),
                "Latin-1", "{\"name\":\"é\"}".getBytes(ISO_8859_1),
                "half a character", HexFormat.of().parseHex("7b22c3223a317d"),
                "a byte of no character", HexFormat.of().parseHex("7b22ff223a317d"));
        return Stream.concat(
                texts.entrySet().stream()
                        .map(text -> Arguments.of(text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8))),
                bytes.entrySet().stream().map(body -> Arguments.of(body.getKey(), body.getValue())));
    }

    @Test
    void anUnknownFieldsName_isToldWithoutWhatNoAnswerCanCarry() {
        Route.ITEM.sendJson("{\"a/b~c\":1}").refuses(422, "unknown-field", "/a~1b~0c");
        Route.ITEM.sendJson("{\"\":1}").refuses(422, "unknown-field", "/");
        Route.ITEM.sendJson("{\"\\u0000\":1}").refuses(422, "unknown-field", "/\uFFFD");
        Route.ITEM.sendJson("{\"" + "k".repeat(1_000) + "\":1}").refuses(422, "unknown-field", "/" + "k".repeat(40));
    }

    @Test
    void tenThousandLines_areTooMany() {
        var lines = Shop.lines(10_000, SHOP.own("lamp"));

        Route.ORDER.sendJson(SHOP.order(SHOP.own("web"), lines).toString()).refuses(422, "too-many-lines", "/lines");
        Route.CANCELLATION
                .sendJson("{\"lines\":[" + "{},".repeat(9_999) + "{}]}")
                .refuses(422, "too-many-lines", "/lines");
        Route.CHANNEL
                .sendJson("{\"name\":\"a\",\"pool\":[" + "\"a\",".repeat(9_999) + "\"a\"]}")
                .refuses(422, "too-many-entries", "/pool");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfThreeMiB_isTooLarge_whetherItsLengthIsToldOrNot(Route route) {
        byte[] large = (" ".repeat(THREE_MIB) + "{}").getBytes(StandardCharsets.UTF_8);

        route.sendJson(large).refuses(413, "body-too-large");
        route.send(
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                        "Content-Type",
                        "application/json")
                .refuses(413, "body-too-large");
    }

    @Test
    void aBodyOfTwoMiB_isRead() {
        Route.ITEM.sendJson("{" + " ".repeat(2 * 1024 * 1024 - 2) + "}").refuses(422, "missing-field", "/name");
        Route.ITEM.sendJson("{" + " ".repeat(2 * 1024 * 1024 - 1) + "}").refuses(413, "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/vnd.omnihub+json",
                "application/json; charset=utf-16",
                "application/json; charset=nonsense",
                "*/*",
                "///",
                ""
            })
    void anotherMediaType_isRefused(String type) {
        for (Route route : Route.values()) {
            route.send(BodyPublishers.ofString("{}"), "Content-Type", type).refuses(415, "unsupported-media-type");
        }
    }

    @Test
    void aBodyWithoutAMediaType_orCompressed_isRefused_andUtf8MayBeNamed() {
        Route.ITEM.send(BodyPublishers.ofString("{}")).refuses(415, "unsupported-media-type");
        Route.ITEM
                .send(BodyPublishers.ofString("{}"), "Content-Type", "application/json", "Content-Encoding", "gzip")
                .refuses(415, "unsupported-media-type");
        Route.ITEM
                .send(BodyPublishers.ofString("{}"), "Content-Type", "application/json; charset=UTF-8")
                .refuses(422, "missing-field", "/name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/json;q=0",
                "*/*;q=0",
                "///",
                "text/html;level=",
                "application/problem+json"
            })
    void whoDoesNotAcceptJson_isToldSo_beforeAnythingIsDone(String accept) {
        for (String path : List.of("/api/v1/items", "/api/v1/stock", "/api/v1/keys", Shop.ORDERS)) {
            API.send("GET", path, BodyPublishers.noBody(), "Accept", accept).refuses(406, "not-acceptable");
        }
        for (String path : List.of("/api/v1/holds", "/api/v1/sourcing/preview")) {
            API.send("POST", path, BodyPublishers.ofString("{}"), "Content-Type", "application/json", "Accept", accept)
                    .refuses(406, "not-acceptable");
        }
        API.send("GET", "/api/v1/items", BodyPublishers.noBody(), "Accept", "text/html, application/*;q=0.1")
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "SPACES"})
    void anIdempotencyKeyOfAnotherForm_isRefused(String key) {
        String sent = key.equals("SPACES") ? "k".repeat(256) : key;
        for (Route route : List.of(Route.ORDER, Route.CANCELLATION, Route.KEY)) {
            String line = route.firstLine();
            String body = route.body().toString();
            RawRequest.of(
                            line,
                            "Content-Type: application/json",
                            "Content-Length: " + body.length(),
                            "Idempotency-Key: " + sent)
                    .withBody(body)
                    .send()
                    .refuses(400, "idempotency-key-invalid", "Idempotency-Key");
        }
    }

    @Test
    void aHeaderGivenTwice_isRefused_andTheLongestKeyIsNot() {
        for (Route route : List.of(Route.ORDER, Route.CANCELLATION, Route.KEY)) {
            var body = BodyPublishers.ofString(route.body().toString());
            route.send(body, "Content-Type", "application/json", "Idempotency-Key", "a second one")
                    .refuses(400, "idempotency-key-invalid", "Idempotency-Key");
        }
        API.post(Shop.ORDERS, Route.ORDER.body(), "Idempotency-Key", "~".repeat(255))
                .is(201);
        API.send("GET", "/api/v1/items", BodyPublishers.noBody(), "Authorization", "Bearer another")
                .refuses(401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Basic YTpi", "", "bearer: x", "Bearer ä", "Bearer a b"})
    void anAuthorizationThatIsNoKey_opensNothing(String authorization) {
        Api.withoutKey()
                .send("GET", "/api/v1/items", BodyPublishers.noBody(), "Authorization", authorization)
                .refuses(401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/api/v1",
                "/api/v2/items",
                "/API/v1/items",
                "//api/v1/items",
                "/api//v1/items",
                "/api/v1/items/",
                "/api/v1/../v1/items",
                "/api/v1/items/%2e%2e",
                "/api/v1/items/..",
                "/api/v1/items/%00",
                "/api/v1/items/a/b",
                "/api/v1/orders/%00",
                "/actuator",
                "/actuator/env",
                "/actuator/health/nothing",
                "/favicon.ico",
                "*"
            })
    void anUnknownPath_isNotFound(String path) {
        RawRequest.of("GET " + path + " HTTP/1.1").send().refuses(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/items/%zz HTTP/1.1",
                "GET /api/v1/items/% HTTP/1.1",
                "GET /api/v1/items?limit=%z HTTP/1.1",
                "GET /api/v1/items/LAMP;x=1 HTTP/1.1",
                "GET /api/v1/items;x HTTP/1.1",
                "GET /api/v1/items/%ff HTTP/1.1",
                "GET /api/v1/items/a%c3%28 HTTP/1.1",
                "GET /api/v1/stock?sku=%ff HTTP/1.1",
                "GET /api/v1/items/a|b HTTP/1.1",
                "GET /api/v1/items/a\"b HTTP/1.1",
                "GET /api/v1/it\u0001ems HTTP/1.1",
                "G\u0001T /api/v1/items HTTP/1.1",
                "GARBAGE",
                "GET",
                "PRI * HTTP/2.0"
            })
    void aFirstLineThatIsNoHttp_isRefused(String line) {
        RawRequest.of(line).send().refuses(400, "malformed-request");
    }

    @Test
    void whatIsTooLong_isRefused_butAHundredSkusAreNot() {
        API.get("/api/v1/stock?" + ("sku=" + "s".repeat(64) + "&").repeat(99) + "limit=1")
                .is(200);
        API.get("/api/v1/items/" + "x".repeat(5_000)).refuses(404, "not-found");
        RawRequest.of("GET /" + "x".repeat(100_000) + " HTTP/1.1").send().refuses(400, "malformed-request");
        RawRequest.of("GET /api/v1/items HTTP/1.1", "X-Long: " + "x".repeat(20_000))
                .send()
                .refuses(400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1",
                "Content-Length: x",
                "Content-Length: 99999999999999999999",
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip",
                "no colon",
                "X: a\u0000b"
            })
    void headersThatAreNoHttp_areRefused(String header) {
        RawRequest.of(Route.ITEM.firstLine(), "Content-Type: application/json", header)
                .withBody("{}")
                .send()
                .refuses(400, "malformed-request");
    }

    @Test
    void aBodyWhoseFramingBreaks_isRefused_andItsBeginningIsNotTaken() {
        for (int round = 0; round < 10; round++) {
            var order = Route.ORDER.body();
            String chunk = "%x\r\n%s\r\n".formatted(order.toString().length(), order);

            RawRequest.of(Route.ORDER.firstLine(), "Content-Type: application/json", "Transfer-Encoding: chunked")
                    .withBody(chunk + "nonsense\r\n\r\n")
                    .send()
                    .refuses(400, "malformed-request");

            assertThat(API.all(Shop.ORDERS + "?externalId=" + order.text("/externalId"), 1))
                    .isEmpty();
        }
    }

    @Test
    void aCallerWhoGoesAwayBeforeTheEnd_hasOrderedNothing() {
        List<String> orders = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            var order = Route.ORDER.body();
            orders.add(order.text("/externalId"));
            String text = order.toString();
            RawRequest.of(
                            Route.ORDER.firstLine(),
                            "Content-Type: application/json",
                            "Content-Length: " + (text.length() + round % 2))
                    .withBody(round % 2 == 0 ? text.substring(0, text.length() / 2) : text)
                    .sendAndHangUp();
            RawRequest.of(Route.ORDER.firstLine(), "Content-Type: application/json", "Transfer-Encoding: chunked")
                    .withBody("%x\r\n%s\r\n".formatted(text.length(), text))
                    .sendAndHangUp();
        }

        SHOP.place(Route.ORDER.body()).is(201);
        assertThat(orders)
                .allMatch(order ->
                        API.all(Shop.ORDERS + "?externalId=" + order, 1).isEmpty());
    }

    @ParameterizedTest
    @MethodSource
    void anotherMethod_isRefused_andToldWhichAreAllowed(String path) {
        Set<String> allowed = Contract.operations().stream()
                .filter(operation -> operation.path().equals(path))
                .map(Operation::method)
                .collect(Collectors.toSet());
        String place = path.replaceAll("\\{[a-z]+}", "any");
        for (String method : List.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "BREW")) {
            if (!allowed.contains(method)) {
                var refused = RawRequest.of(method + " " + place + " HTTP/1.1").send();
                refused.refuses(405, "method-not-allowed");
                assertThat(Set.of(refused.header("Allow").split(", "))).isEqualTo(allowed);
            }
        }
    }

    static Stream<String> anotherMethod_isRefused_andToldWhichAreAllowed() {
        return Contract.operations().stream().map(Operation::path).distinct();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/openapi.yaml", "/actuator/health", "/api/v1/items", "/api/v1/items/none", "/api/v1/orders/none"
            })
    void head_isGetWithoutTheBody(String path) {
        var get = API.get(path);
        var head = API.send("HEAD", path, BodyPublishers.noBody());

        assertThat(head.is(get.status()).body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    }

    @Test
    void headOfWhatHasNoGet_isRefused() {
        API.send("HEAD", Shop.ADJUSTMENTS, BodyPublishers.noBody()).is(405);
    }

    @Test
    void manyOddRequestsAtOnce_leaveTheHubWell() {
        var odd = Crowd.meanwhile(() -> Crowd.of(16).call(200, i -> Route.ORDER.sendJson("[".repeat(i * 1_000))));

        var good = Crowd.of(4).call(50, _ -> SHOP.place(Route.ORDER.body()).status());

        assertThat(good).containsOnly(201);
        assertThat(odd.join()).allMatch(reply -> reply.status() == 400);
        Api.withoutKey().get("/actuator/health/readiness").is(200);
    }

    /** Sent first and looked at last, since the hub waits a while for the third byte. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aBodyThatDoesNotComeToItsEnd_isGivenUp() {
        slowAnswer.join().refuses(408, "request-timeout");
    }

    /** Likewise, since the hub listens to it for a while. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aHeadThatDripsIn_isCutOff_inItsFirstLineAndAfterIt_andSilenceBetweenRequestsIsNot() throws IOException {
        assertThat(drippedAnswers.join()).hasSize(2).allSatisfy(reply -> reply.refuses(408, "request-timeout"));
        assertThat(statusOf(kept)).as("after as long a silence").isEqualTo("HTTP/1.1 200 OK");
    }

    private static String statusOf(Socket connection) throws IOException {
        connection.getOutputStream().write("HEAD /docs HTTP/1.1\r\nHost: hub\r\n\r\n".getBytes(ISO_8859_1));
        var answer = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        String status = answer.readLine();
        for (String header = status; !header.isEmpty(); header = answer.readLine()) {}
        return status;
    }
}
