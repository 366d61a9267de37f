package io.omnihub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files are taken row by row, once, and what cannot be taken is named. */
class ImportsIT implements LedgerProven {
    private static final String IMPORTS = "/api/v1/imports";
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();

    @Test
    void goodRowsAreTaken_andEachBadOneIsListed() {
        String good = shop.own("good");
        String file = """
            {"sku":"%s","name":"Lamp","unitPrice":{"amount":255,"currency":"GBP"},"barcodes":["%s"]}

            {"sku":"%s","name":"Other","barcodes":["%s"]}
            {"sku":"%s","colour":"red","name":"Lamp"}
            {"sku":"%s","name":"Lamp","unitPrice":{"amount":-1,"currency":"GBP"}}
            [1]
            {"sku":
            """.formatted(good, shop.own("ean"), shop.own("thief"), shop.own("ean"), good, good);

        var done = send("items", NDJSON, file).is(201);

        assertThat(counts(done)).containsExactly(1L, 0L, 5L);
        assertThat(rejections(done.json()))
                .containsExactly(
                        "3 /barcodes/0 barcode-taken " + shop.own("ean"),
                        "4 /colour unknown-field red",
                        "5 /unitPrice/amount money-out-of-range -1",
                        "6  invalid-field [1]",
                        "7  malformed-json {\"sku\":");
        assertThat(api.get("/api/v1/items/" + good).is(200).number("/unitPrice/amount"))
                .isEqualTo(255);
        api.get("/api/v1/items/" + shop.own("thief")).is(404);
        String path = done.header("Location");
        assertThat(api.get(path).is(200).json())
                .isEqualTo(done.json().without("/rejections").without("/repeated"));
        assertThat(api.all(path + "/rejections", 2)).isEqualTo(done.json().items("/rejections"));
        assertThat(api.all(IMPORTS, 200))
                .contains(done.json().without("/rejections").without("/repeated"));
    }

    @Test
    void aWholeRetailer_comesInByColumns() {
        String leeds = shop.own("leeds");
        String web = shop.own("web");
        String lamp = shop.own("lamp");
        var locations = send("locations", CSV, """
            \uFEFFcode,name,kind,position.latitude,position.longitude,timeZone,openingHours,openingExceptions,capabilities
            %s,"Leeds, ""The Hub\""",store,53.8,-1.55,Europe/London,monday 09:00-18:00;saturday 20:00-02:00,\
            "2026-12-24 09:00-12:00,22:00-01:30;2028-02-29",ship;pickup
            """.formatted(leeds));
        assertThat(counts(locations.is(201))).as(locations::toString).containsExactly(1L, 0L, 0L);
        var channels = send(
                "channels",
                CSV,
                "pool,code,name\n%s;%s,%s,Web shop\n%s,%s,Web shop\n"
                        .formatted(leeds, shop.own("nowhere"), shop.own("bad"), leeds, web));
        assertThat(rejections(channels.is(201).json()))
                .containsExactly("2 /pool/1 unknown-location " + shop.own("nowhere"));
        send(
                        "items",
                        CSV,
                        "sku,name,state,unitPrice.amount,unitPrice.currency,barcodes\r\n%s,\"Lamp\r\n\",active,255,GBP,\r\n%s,Lamp,,,,%s;%s\\;2\r\n"
                                .formatted(lamp, lamp, shop.own("a"), shop.own("b")))
                .is(201);
        var stock = send(
                "stock", CSV, "sku,location,onHand,unavailable,safetyStock\n%s,%s,10,1,2\n".formatted(lamp, leeds));
        assertThat(counts(stock.is(201))).containsExactly(1L, 0L, 0L);

        Json location = api.get("/api/v1/locations/" + leeds).is(200).json();
        assertThat(location.text("/name")).isEqualTo("Leeds, \"The Hub\"");
        assertThat(location.text("/openingHours/1/closes")).isEqualTo("02:00");
        assertThat(location.at("/openingExceptions"))
                .isEqualTo(Json.of("[{date: '2026-12-24', periods: [{opens: '09:00', closes: '12:00'},"
                        + " {opens: '22:00', closes: '01:30'}]}, {date: '2028-02-29', periods: []}]"));
        assertThat(api.get("/api/v1/items/" + lamp).json().items("/barcodes"))
                .hasToString("[\"%s\", \"%s;2\"]".formatted(shop.own("a"), shop.own("b")));
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Shop.Level(10, 1, 0, 2, 7));
        shop.place(shop.order(web, Shop.line(lamp, 7))).is(201);
    }

    @Test
    void stockIsSetToWhatTheRowSays_andPromisesStay() {
        String leeds = shop.store("leeds", 53.8, -1.55);
        String lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 10);
        shop.place(shop.order(shop.channel("web", leeds), Shop.line(lamp, 4))).is(201);

        var done = send("stock", NDJSON, """
            {"sku":"%1$s","location":"%2$s","onHand":50,"safetyStock":5}
            {"sku":"%1$s","location":"%2$s","onHand":3}
            {"sku":"%1$s","location":"%2$s","onHand":3,"unavailable":0}
            {"sku":"%1$s","location":"nowhere","onHand":3}
            {"sku":"none","location":"%2$s","onHand":"3"}
            {"sku":"none","location":"%2$s","onHand":3}
            """.formatted(lamp, leeds)).is(201);

        assertThat(counts(done)).containsExactly(2L, 1L, 3L);
        assertThat(rejections(done.json()))
                .containsExactly(
                        "4 /location unknown-location nowhere",
                        "5 /onHand invalid-field 3",
                        "6 /sku unknown-item none");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Shop.Level(3, 0, 4, 5, -6));
    }

    @Test
    void theSameFileAgain_changesNothingAndSaysSo() {
        String file = items(1_200);
        var first = send("items", NDJSON, file).is(201);
        assertThat(counts(first)).containsExactly(1_200L, 0L, 0L);

        var again = send("items", NDJSON, file).isReplay();
        var packed = send("items", NDJSON, gzip(file.getBytes(UTF_8)), "Content-Encoding", "gzip")
                .isReplay();
        assertThat(List.of(again.json(), packed.json()))
                .containsOnly(first.json().with("/repeated", true));

        String key = shop.fresh("key");
        var anew = send("items", NDJSON, file, "Idempotency-Key", key).is(201);
        assertThat(counts(anew)).containsExactly(0L, 1_200L, 0L);
        send("items", NDJSON, file, "Idempotency-Key", key).isReplay();
        send("items", NDJSON, file + " ", "Idempotency-Key", key)
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");
    }

    @Test
    void whoFollowsAnImport_isToldOfEachChunk_eachRejection_andTheEnd() {
        String file = items(600) + "{}\n";

        var told = send("items", NDJSON, file, "Accept", "text/event-stream").is(200);

        assertThat(told.body().lines().filter(line -> line.startsWith("event:")))
                .containsExactly("event:progress", "event:rejected", "event:progress", "event:completed");
        assertThat(told.body()).contains("\"line\":500,\"lines\":601,\"accepted\":500");
        Json end = Json.of(told.body().replaceFirst("(?s).*event:completed\ndata:", ""));
        assertThat(end.number("/accepted")).isEqualTo(600);
        assertThat(rejections(end)).containsExactly("601 /sku missing-field ");
    }

    @ParameterizedTest
    @MethodSource
    void aFileThatCannotBeRead_isRefusedBeforeAnythingOfItIsDone(
            String type, byte[] file, boolean packed, int status, String code) {
        var before = api.all(IMPORTS, 200);

        var refused = packed ? send("items", type, file, "Content-Encoding", "gzip") : send("items", type, file);

        refused.is(status);
        assertThat(refused.text("/code")).as(refused::toString).isEqualTo(code);
        assertThat(api.all(IMPORTS, 200)).isEqualTo(before);
        api.get("/api/v1/items/never").is(404);
    }

    static Stream<Arguments> aFileThatCannotBeRead_isRefusedBeforeAnythingOfItIsDone() {
        byte[] good = "sku,name\nnever,Lamp\n".getBytes(UTF_8);
        byte[] whole = gzip(good);
        byte[] binary = new byte[10_000];
        new Random(1).nextBytes(binary);
        return Stream.of(
                Arguments.of(CSV, "sku,title\nnever,Lamp\n".getBytes(UTF_8), false, 422, "malformed-header"),
                Arguments.of(CSV, "sku,name,sku\nnever,Lamp,x\n".getBytes(UTF_8), false, 422, "malformed-header"),
                Arguments.of(CSV, new byte[0], false, 422, "malformed-header"),
                Arguments.of(CSV, "sku,name\nnever,Lamp\na\n".getBytes(UTF_8), false, 422, "malformed-csv"),
                Arguments.of(CSV, "sku,name\nnever,Lamp\na,b,c\n".getBytes(UTF_8), false, 422, "malformed-csv"),
                Arguments.of(CSV, "sku,name\nnever,Lamp\na,\"b\n".getBytes(UTF_8), false, 422, "malformed-csv"),
                Arguments.of(CSV, "sku,name\nnever,Lamp\na,\"b\" c\n".getBytes(UTF_8), false, 422, "malformed-csv"),
                Arguments.of(CSV, "sku,name\nnever,Lamp\na,Ärger\n".getBytes(ISO_8859_1), false, 422, "malformed-text"),
                Arguments.of(CSV, binary, false, 422, "malformed-text"),
                Arguments.of(NDJSON, binary, false, 422, "malformed-text"),
                Arguments.of(CSV, whole, false, 422, "malformed-text"),
                Arguments.of(
                        CSV, ("sku,name\nnever," + "x".repeat(2_000_000)).getBytes(UTF_8), false, 422, "line-too-long"),
                Arguments.of(CSV, good, true, 422, "malformed-gzip"),
                Arguments.of(CSV, Arrays.copyOf(whole, whole.length - 9), true, 422, "malformed-gzip"),
                Arguments.of(CSV, gzip(new byte[10_000_000]), true, 422, "malformed-text"),
                Arguments.of(CSV, gzip("sku,name\n".repeat(1_000_000).getBytes(UTF_8)), true, 413, "expands-too-much"),
                Arguments.of("application/json", good, false, 415, "unsupported-media-type"),
                Arguments.of("text/csv;charset=ISO-8859-1", good, false, 415, "unsupported-media-type"));
    }

    @Test
    void openOrdersArePlaced_andCompletedOnesAreRecordedWithoutEffectOnStock() {
        String leeds = shop.store("leeds", 53.8, -1.55);
        String lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 10);
        String web = shop.channel("web", leeds);
        Json open = shop.order(web, Shop.line(lamp, 4));
        Json tooMuch = shop.order(web, Shop.line(lamp, 40));
        Json past = shop.order(web, Shop.line(lamp, 70), Shop.line(lamp, 1))
                .with("/state", "'completed'")
                .with("/placedAt", "'2024-12-01T08:26:00Z'");
        Json never = shop.order(web, Shop.line(lamp, 1)).with("/state", "'completed'");
        Json other = open.with("/lines/0/quantity", 5);
        shop.place(shop.order(web, Shop.line(lamp, 1)).with("/externalId", "'" + shop.own("known") + "'"))
                .is(201);
        Json known = shop.order(web, Shop.line(lamp, 1)).with("/externalId", "'" + shop.own("known") + "'");

        var done = send(
                        "orders",
                        NDJSON,
                        Stream.of(open, tooMuch, past, never, known, open)
                                .map(order -> order + "\n")
                                .collect(Collectors.joining()))
                .is(201);
        var again =
                send("orders", NDJSON, open + "\n" + past + "\n" + other + "\n").is(201);

        assertThat(counts(done)).containsExactly(2L, 2L, 2L);
        assertThat(rejections(done.json())).containsExactly("2  insufficient-stock ", "4 /placedAt missing-field ");
        assertThat(counts(again)).containsExactly(0L, 2L, 1L);
        assertThat(rejections(again.json()))
                .containsExactly("3 /externalId idempotency-key-reused " + other.text("/externalId"));
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Shop.Level(10, 0, 5, 0, 5));
        var recorded = api.get(Shop.ORDERS + "?channel=" + web + "&state=completed")
                .is(200)
                .json()
                .items("/items");
        assertThat(recorded).hasSize(1);
        assertThat(recorded.getFirst().text("/placedAt")).isEqualTo("2024-12-01T08:26:00Z");
        assertThat(recorded.getFirst().number("/lines/0/fulfilled")).isEqualTo(70);
        assertThat(recorded.getFirst().items("/fulfillmentOrders")).isEmpty();
    }

    @Test
    void rowsOfOneOrder_areItsLines() {
        String leeds = shop.store("leeds", 53.8, -1.55);
        String lamp = shop.item("lamp");
        String vase = shop.item("vase");
        shop.receive(lamp, leeds, 10);
        shop.receive(vase, leeds, 10);
        String web = shop.channel("web", leeds);
        String header = "channel,externalId,currency,delivery.method,delivery.address.line1,delivery.address.city,"
                + "delivery.address.country,line.sku,line.quantity,line.unitPrice.amount,line.unitPrice.currency\n";
        String file = header
                + "%1$s,A,GBP,ship,1 High Street,York,GB,%2$s,2,255,GBP\n%1$s,A,,,,,,%3$s,3,100,GBP\n"
                        .formatted(web, lamp, vase)
                + "%1$s,B,GBP,ship,1 High Street,York,GB,%2$s,1,255,GBP\n%1$s,B,EUR,,,,,%2$s,1,1,EUR\n"
                        .formatted(web, lamp)
                + "%1$s,C,GBP,ship,1 High Street,York,GB,,,,\n".formatted(web);

        var done = send("orders", CSV, file).is(201);

        assertThat(counts(done)).containsExactly(1L, 0L, 2L);
        assertThat(rejections(done.json()))
                .containsExactly("4 /currency invalid-field EUR", "6 /lines invalid-field []");
        Json order = api.get(Shop.ORDERS + "?channel=" + web).json().at("/items/0");
        assertThat(order.text("/externalId")).isEqualTo("A");
        assertThat(order.number("/lines/1/ordered")).isEqualTo(3);
        assertThat(order.number("/total/amount")).isEqualTo(810);
    }

    @Test
    void chargesInCells_areReadAsInABody() {
        String leeds = shop.store("leeds", 53.8, -1.55);
        String lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 10);
        String web = shop.channel("web", leeds);
        String row = web + ",%s,GBP,ship,1 High Street,York,GB,%s," + lamp + ",2,255,GBP,%s\n";
        String file = "channel,externalId,currency,delivery.method,delivery.address.line1,delivery.address.city,"
                + "delivery.address.country,shipping,line.sku,line.quantity,line.unitPrice.amount,"
                + "line.unitPrice.currency,line.discounts\n"
                + row.formatted(
                        "A",
                        "\"[{\"\"name\"\":\"\"Parcel\"\",\"\"amount\"\":{\"\"amount\"\":399,\"\"currency\"\":\"\"GBP\"\"}}]\"",
                        "\"[{\"\"amount\"\":{\"\"amount\"\":10,\"\"currency\"\":\"\"GBP\"\"}}]\"")
                + row.formatted("B", "", "ten")
                + row.formatted("C", "\"  \"", "")
                + row.formatted("D", "", "\"[{\"\"amount\"\":10}]\"")
                + row.formatted("E", "[", "");

        var done = send("orders", CSV, file).is(201);

        assertThat(rejections(done.json()))
                .containsExactly(
                        "3 /lines/0/discounts invalid-field ten",
                        "4 /shipping invalid-field   ",
                        "5 /lines/0/discounts/0/amount invalid-field 10",
                        "6 /shipping invalid-field [");
        assertThat(api.get(Shop.ORDERS + "?channel=" + web).json().number("/items/0/total/amount"))
                .isEqualTo(510 - 10 + 399);
    }

    @Test
    void whatIsNotInTheContract_isRefused() {
        send("lamps", CSV, "sku\n").refuses(400, "invalid-parameter", "kind");
        api.send("POST", IMPORTS, BodyPublishers.ofString("x"), "Content-Type", CSV)
                .refuses(400, "invalid-parameter", "kind");
        send("items", CSV, "sku\n", "Content-Encoding", "br").refuses(415, "unsupported-media-type");
        send("items", CSV, "sku\n", "Accept", "image/png").refuses(406, "not-acceptable");
        api.get(IMPORTS + "/none").refuses(404, "not-found");
        api.get(IMPORTS + "/none/rejections").refuses(404, "not-found");
    }

    @Test
    void anotherSystem_importsWhatItMayWrite_andNoOrders() {
        String leeds = shop.store("leeds", 53.8, -1.55);
        String lamp = shop.own("lamp");
        Api service = Api.service();

        String path = sendAs(service, "items", "{\"sku\":\"%s\",\"name\":\"Lamp\"}".formatted(lamp))
                .is(201)
                .header("Location");
        sendAs(service, "stock", "{\"sku\":\"%s\",\"location\":\"%s\",\"onHand\":3}".formatted(lamp, leeds))
                .is(201);
        sendAs(service, "orders", "{}").refuses(403, "forbidden");
        sendAs(Api.store(leeds), "stock", "{}").refuses(403, "forbidden");

        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(3);
        assertThat(service.get(path).is(200).number("/accepted")).isEqualTo(1);
        service.get("/api/v1/exports?kind=orders").is(200);
    }

    private static Reply sendAs(Api caller, String kind, String row) {
        return caller.send("POST", IMPORTS + "?kind=" + kind, BodyPublishers.ofString(row), "Content-Type", NDJSON);
    }

    private String items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"sku\":\"%s-%d\",\"name\":\"Item %d\"}\n".formatted(shop.own("sku"), i, i))
                .collect(Collectors.joining());
    }

    private Reply send(String kind, String type, String file, String... headers) {
        return send(kind, type, file.getBytes(UTF_8), headers);
    }

    private Reply send(String kind, String type, byte[] file, String... headers) {
        var all = Stream.concat(Stream.of("Content-Type", type), Stream.of(headers));
        return api.send(
                "POST", IMPORTS + "?kind=" + kind, BodyPublishers.ofByteArray(file), all.toArray(String[]::new));
    }

    private static List<Long> counts(Reply reply) {
        return List.of(reply.number("/accepted"), reply.number("/unchanged"), reply.number("/rejected"));
    }

    private static List<String> rejections(Json result) {
        return result.items("/rejections").stream()
                .map(row -> "%d %s %s %s"
                        .formatted(row.number("/line"), row.text("/field"), row.text("/code"), row.text("/found")))
                .toList();
    }

    private static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
