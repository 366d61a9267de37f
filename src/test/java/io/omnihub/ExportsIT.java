package io.omnihub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is exported can be imported again. */
class ExportsIT implements LedgerProven {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();

    @ParameterizedTest
    @MethodSource
    void whatIsExportedAndImportedAgain_changesNothing(String kind, String type) {
        openAShop();

        var file = api.send("GET", "/api/v1/exports?kind=" + kind, BodyPublishers.noBody(), "Accept", type)
                .is(200);
        var back = api.send(
                        "POST",
                        "/api/v1/imports?kind=" + kind,
                        BodyPublishers.ofString(file.body()),
                        "Content-Type",
                        type,
                        "Idempotency-Key",
                        shop.fresh("key"))
                .is(201);

        assertThat(file.header("Content-Type")).isEqualTo(type);
        assertThat(file.body()).contains("-" + number());
        assertThat(back.json().items("/rejections")).isEmpty();
        assertThat(back.number("/accepted")).isZero();
        assertThat(back.number("/unchanged")).isPositive();
    }

    static Stream<Arguments> whatIsExportedAndImportedAgain_changesNothing() {
        return Stream.of("items", "locations", "channels", "stock", "orders")
                .flatMap(kind -> Stream.of(NDJSON, CSV).map(type -> Arguments.of(kind, type)));
    }

    @Test
    void anExport_isPackedWhereThatIsAccepted() throws IOException, InterruptedException {
        openAShop();
        var request = HttpRequest.newBuilder(URI.create(Hub.address() + "/api/v1/exports?kind=items"))
                .header("Authorization", "Bearer " + Hub.ADMINISTRATOR_KEY)
                .header("Accept", CSV)
                .header("Accept-Encoding", "br, gzip")
                .build();

        try (var client = HttpClient.newHttpClient()) {
            var packed = client.send(request, BodyHandlers.ofByteArray());

            assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            var file = new GZIPInputStream(new ByteArrayInputStream(packed.body()));
            assertThat(new String(file.readAllBytes(), UTF_8))
                    .startsWith("sku,name,state,unitPrice.amount,unitPrice.currency,barcodes\r\n")
                    .contains("\r\n" + shop.own("lamp") + ",\"Lamp, \"\"large\"\"\",active,,,a" + number() + ";b\\;"
                            + number());
        }
    }

    @Test
    void whatHasLeft_isNotExportedAsOpen() {
        String leeds = shop.store("leeds", 53.8, -1.55);
        String lamp = shop.item("lamp");
        String vase = shop.item("vase");
        shop.receive(lamp, leeds, 5);
        shop.receive(vase, leeds, 5);
        String web = shop.channel("web", leeds);
        Json order = shop.place(charged(shop.order(web, Shop.line(vase, 3), Shop.line(lamp, 2))))
                .is(201)
                .json();
        String part = order.text("/fulfillmentOrders/0/id");
        Work work = Work.ofAdministrator();
        work.steps(part, "acknowledge", "start-picking", "pick");
        work.step(part, "pack", Json.of("""
            {parcels: [{lines: [{lineNumber: 1, quantity: 1}, {lineNumber: 2, quantity: 2}]},
                       {lines: [{lineNumber: 1, quantity: 2}]}]}\
            """)).is(200);
        work.step(part, "ship", Json.of("{carrier: 'Royal Mail', parcels: [1]}"))
                .is(200);

        Json half = exported(order);
        assertThat(half.items("/lines/0/discounts"))
                .extracting(discount -> discount.number("/amount/amount"))
                .containsExactly(2L, 5L);
        assertThat(half.number("/lines/0/taxes/0/amount/amount")).isEqualTo(20 - 6);
        assertThat(half.number("/shipping/0/amount/amount")).isEqualTo(399);
        assertThat(half.text("/state")).isEqualTo("placed");
        assertThat(half.items("/lines")).extracting(ExportsIT::units).containsExactly(vase + " 2");
        assertThat(importedAgain(half).number("/unchanged")).isEqualTo(1);

        work.steps(part, "ship");
        Json whole = exported(order);
        assertThat(whole.text("/state")).isEqualTo("completed");
        assertThat(whole.items("/lines")).extracting(ExportsIT::units).containsExactly(vase + " 3", lamp + " 2");
        assertThat(importedAgain(whole).number("/unchanged")).isEqualTo(1);
    }

    private static String units(Json line) {
        return line.text("/sku") + " " + line.number("/quantity");
    }

    /** The row of an order in an export of all of them. */
    private Json exported(Json order) {
        return api.send("GET", "/api/v1/exports?kind=orders", BodyPublishers.noBody(), "Accept", NDJSON)
                .is(200)
                .body()
                .lines()
                .map(Json::of)
                .filter(row -> row.text("/externalId").equals(order.text("/externalId")))
                .findFirst()
                .orElseThrow();
    }

    private Json importedAgain(Json row) {
        return api.send(
                        "POST",
                        "/api/v1/imports?kind=orders",
                        BodyPublishers.ofString(row.toString()),
                        "Content-Type",
                        NDJSON,
                        "Idempotency-Key",
                        shop.fresh("key"))
                .is(201)
                .json();
    }

    @Test
    void whatIsNotInTheContract_isRefused() {
        api.get("/api/v1/exports").refuses(400, "invalid-parameter", "kind");
        api.get("/api/v1/exports?kind=lamps").refuses(400, "invalid-parameter", "kind");
        api.send("GET", "/api/v1/exports?kind=items", BodyPublishers.noBody(), "Accept", "application/json")
                .refuses(406, "not-acceptable");
    }

    private String number() {
        return shop.own("").substring(1);
    }

    /** With a discount of 10 and taxes of 20 on its first line, and shipping. */
    private static Json charged(Json order) {
        return order.with("/lines/0/discounts", """
            [{code: 'A "good" one', amount: {amount: 4, currency: 'GBP'}},
             {amount: {amount: 6, currency: 'GBP'}}]\
            """)
                .with("/lines/0/taxes", "[{name: 'VAT; 20 %', rate: 0.2, amount: {amount: 20, currency: 'GBP'}}]")
                .with("/shipping", "[{name: 'Parcel', amount: {amount: 399, currency: 'GBP'}}]");
    }

    /** With orders that are open, cut down, given up and long over, and what is hard to write. */
    private void openAShop() {
        String leeds = shop.store("leeds", 53.8, -1.55);
        String lamp = shop.own("lamp");
        shop.putItem(
                lamp,
                Json.of("{name: 'Lamp, \"large\"'}").with("/barcodes", "['a%1$s', 'b;%1$s']".formatted(number())));
        shop.receive(lamp, leeds, 100);
        String web = shop.channel("web", leeds);
        String id = shop.place(shop.order(web, Shop.line(lamp, 4), Shop.line(lamp, 1)))
                .is(201)
                .text("/id");
        shop.cancel(id, Shop.part(1, 4)).is(201);
        String gone = shop.place(shop.order(web, Shop.line(lamp, 4))).is(201).text("/id");
        shop.cancel(gone, Json.of("{}")).is(201);
        shop.place(shop.order(
                                web,
                                IntStream.range(0, 3)
                                        .mapToObj(_ -> Shop.line(lamp, 2))
                                        .toList())
                        .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(leeds)))
                .is(201);
        String charged = shop.place(charged(shop.order(web, Shop.line(lamp, 7), Shop.line(lamp, 1))))
                .is(201)
                .text("/id");
        shop.cancel(charged, Shop.part(1, 2)).is(201);
        shop.place(charged(shop.order(web, Shop.line(lamp, 3))).with("/taxesIncluded", true))
                .is(201);
        shop.place(shop.order(web, Shop.line(lamp, 400)).with("/allowBackorder", "true"))
                .is(201);
        Json past = shop.order(web, Shop.line(lamp, 70))
                .with("/state", "'completed'")
                .with("/placedAt", "'2024-12-01T08:26:00Z'");
        api.send(
                        "POST",
                        "/api/v1/imports?kind=orders",
                        BodyPublishers.ofString(past.toString()),
                        "Content-Type",
                        NDJSON)
                .is(201);
    }
}
