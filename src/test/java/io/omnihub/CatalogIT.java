package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items, locations and channels are put, read and listed alike. */
class CatalogIT implements LedgerProven {
    private static final Json ITEM = Json.of("{name: 'Lamp', unitPrice: {amount: 255, currency: 'GBP'}}");

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();

    @Test
    void anItem_isCreated_changed_andReadBack() {
        String path = "/api/v1/items/" + shop.own("lamp");

        var created = api.put(path, ITEM).is(201);
        assertThat(created.json())
                .isEqualTo(ITEM.with("/sku", "'" + shop.own("lamp") + "'")
                        .with("/state", "'active'")
                        .with("/barcodes", "[]")
                        .with("/version", 1));
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(api.get(path).is(200).json()).isEqualTo(created.json());

        var changed = api.put(path, ITEM.with("/state", "'inactive'").without("/unitPrice"))
                .is(200);
        assertThat(changed.json())
                .isEqualTo(created.json()
                        .with("/state", "'inactive'")
                        .without("/unitPrice")
                        .with("/version", 2));
        assertThat(api.get(path).is(200).json()).isEqualTo(changed.json());
    }

    @Test
    void aLocation_keepsAllThatItWasGiven() {
        String code = shop.own("leeds");
        var content = Shop.storeContent("Leeds", 53.8, -1.55)
                .with("/state", "'inactive'")
                .with(
                        "/openingHours",
                        "[{day: 'monday', opens: '09:00', closes: '18:00'},"
                                + " {day: 'saturday', opens: '20:00', closes: '02:00'}]")
                .with(
                        "/openingExceptions",
                        "[{date: '2026-12-24', periods: [{opens: '09:00', closes: '12:00'},"
                                + " {opens: '22:00', closes: '01:30'}]}, {date: '2028-02-29', periods: []}]")
                .with("/cutOff", "'15:00'")
                .with("/dailyCapacity", 200)
                .with("/leadTimeMinutes", 60)
                .with("/acceptanceRate", 0.95);

        var read = api.put("/api/v1/locations/" + code, content).is(201).json();

        assertThat(read)
                .isEqualTo(content.with("/code", "'" + code + "'")
                        .with("/acceptance", "{rate: 0.95, accepted: 0, declined: 0}")
                        .with("/paused", false)
                        .with("/pickupPaused", false)
                        .with("/version", 1));
        assertThat(api.get("/api/v1/locations/" + code).is(200).json()).isEqualTo(read);
    }

    @Test
    void aChannel_keepsThePoolInItsOrder() {
        var leeds = shop.store("leeds", 53.8, -1.55);
        var bath = shop.store("bath", 51.4, -2.4);
        var content = Shop.channelContent(leeds, bath).with("/threshold", 5).with("/unfillable", "'backorder'");
        String path = "/api/v1/channels/" + shop.own("web");

        var read = api.put(path, content).is(201).json();

        assertThat(read)
                .isEqualTo(content.with("/code", "'" + shop.own("web") + "'")
                        .with("/kind", "'web'")
                        .with("/state", "'active'")
                        .with("/paymentsReported", false)
                        .with("/version", 1));
        assertThat(api.put(path, Shop.channelContent(bath, leeds))
                        .is(200)
                        .json()
                        .items("/pool"))
                .hasToString("[\"%s\", \"%s\"]".formatted(bath, leeds));
        api.put(path, Shop.channelContent(leeds, shop.own("nowhere"), bath))
                .refuses(422, "unknown-location", "/pool/1");
    }

    @Test
    void unchangedContent_makesNoNewVersion() {
        var leeds = shop.store("leeds", 53.8, -1.55);
        var web = shop.channel("web", leeds);
        shop.putItem(shop.own("lamp"), ITEM);

        var sameItem = Json.of("{unitPrice: {currency: 'GBP', amount: 255.0}, state: 'active', name: 'Lamp'}");
        assertThat(api.put("/api/v1/items/" + shop.own("lamp"), sameItem)
                        .is(200)
                        .number("/version"))
                .isEqualTo(1);
        var sameStore = Shop.storeContent("leeds", 53.80, -1.550)
                .with("/capabilities", "['pickup', 'ship']")
                .with("/openingHours", "[]")
                .with("/openingExceptions", "[]")
                .with("/leadTimeMinutes", 0)
                .with("/acceptanceRate", 1);
        assertThat(api.put("/api/v1/locations/" + leeds, sameStore).is(200).number("/version"))
                .isEqualTo(1);
        var sameChannel = Shop.channelContent(leeds).with("/kind", "'web'").with("/threshold", 0);
        assertThat(api.put("/api/v1/channels/" + web, sameChannel).is(200).number("/version"))
                .isEqualTo(1);
    }

    @Test
    void anEdit_isMadeOnlyOnTheVersionItExpects() {
        String path = "/api/v1/items/" + shop.own("lamp");
        api.put(path, ITEM, "If-Match", "*").refuses(412, "version-mismatch");
        api.put(path, ITEM, "If-Match", "\"1\"").refuses(412, "version-mismatch");
        api.get(path).refuses(404, "not-found");
        api.put(path, ITEM).is(201);

        api.put(path, ITEM.with("/name", "'Two'"), "If-Match", "\"1\"").is(200);
        api.put(path, ITEM.with("/name", "'Late'"), "If-Match", "\"1\"").refuses(412, "version-mismatch");
        api.put(path, ITEM.with("/name", "'Late'"), "If-Match", "W/\"2\"").refuses(412, "version-mismatch");
        api.put(path, ITEM.with("/name", "'Late'"), "If-Match", "\"other\"").refuses(412, "version-mismatch");
        api.put(path, ITEM.with("/name", "'Three'"), "If-Match", "\"1\", \"2\"").is(200);
        api.put(path, ITEM.with("/name", "'Four'"), "If-Match", "*").is(200);

        assertThat(api.get(path).json().with("/version", 0))
                .isEqualTo(ITEM.with("/sku", "'" + shop.own("lamp") + "'")
                        .with("/name", "'Four'")
                        .with("/state", "'active'")
                        .with("/barcodes", "[]")
                        .with("/version", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"items", "locations", "channels"})
    void aReaderWhoHasTheVersion_isSentNoBody(String list) {
        var leeds = shop.store("leeds", 53.8, -1.55);
        shop.channel("leeds", leeds);
        shop.item("leeds");
        String path = "/api/v1/" + list + "/" + leeds;

        var unchanged = api.send("GET", path, BodyPublishers.noBody(), "If-None-Match", "W/\"1\", \"7\"");
        assertThat(unchanged.is(304).body()).isEmpty();
        api.send("GET", path, BodyPublishers.noBody(), "If-None-Match", "\"2\"").is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "\"1", "1", "\"1\" \"2\"", "\"1\",,", "*, \"1\""})
    void whatIsNoListOfEntityTags_isRefused(String tag) {
        api.put("/api/v1/items/" + shop.own("lamp"), ITEM, "If-Match", tag)
                .refuses(400, "invalid-parameter", "If-Match");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BANK CHARGES",
                "A/B",
                "100%",
                "a+b?c#d",
                "茶壶",
                "☕️🫖",
                "~._-",
                "....",
                "%2F",
                "a;b=c",
                "\\",
                "\""
            })
    void skusOfAnyKind_standInAPath(String sku) {
        String path = "/api/v1/items/" + Api.encoded(shop.own(sku));

        assertThat(api.put(path, ITEM).is(201).text("/sku")).isEqualTo(shop.own(sku));
        assertThat(api.get(path).is(200).text("/sku")).isEqualTo(shop.own(sku));
    }

    @Test
    void skusThatDifferInCase_areTwoItems() {
        shop.putItem(shop.own("15056BL"), ITEM.with("/name", "'Capitals'"));
        shop.putItem(shop.own("15056bl"), ITEM.with("/name", "'Small letters'"));

        assertThat(api.get("/api/v1/items/" + shop.own("15056BL")).text("/name"))
                .isEqualTo("Capitals");
        assertThat(api.get("/api/v1/items/" + shop.own("15056bl")).text("/name"))
                .isEqualTo("Small letters");
    }

    @ParameterizedTest
    @CsvSource({"items, %20a, sku", "items, a%00b, sku", "locations, a%20b, code", "channels, -a, code"})
    void whatCannotBeACode_isNotFound_andNotWritten(String list, String code, String field) {
        String path = "/api/v1/" + list + "/" + code;
        var content = list.equals("locations")
                ? Shop.storeContent("Leeds", 53.8, -1.55)
                : list.equals("items") ? ITEM : Shop.channelContent();

        api.get(path).refuses(404, "not-found");
        api.put(path, content).refuses(400, "invalid-parameter", field);
    }

    @ParameterizedTest
    @CsvSource({"items, sku, 7", "locations, code, 2", "channels, code, 2"})
    void aList_isWalkedPageByPage_inTheOrderOfItsCodes(String list, String code, int limit) {
        for (String name : List.of("b", "a", "C", "ä", "Ｚ", "😀")) {
            shop.putItem(shop.own(name), ITEM);
        }
        for (String name : List.of("b", "a", "C")) {
            shop.channel(name, shop.store(name, 1, 1));
        }

        List<String> codes = api.all("/api/v1/" + list, limit).stream()
                .map(entry -> entry.text("/" + code))
                .toList();

        assertThat(codes)
                .contains(shop.own("a"), shop.own("b"), shop.own("C"))
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.comparing(
                        String::codePoints, (left, right) -> Arrays.compare(left.toArray(), right.toArray())));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/items, limit=0, limit",
        "/api/v1/items, limit=201, limit",
        "/api/v1/items, limit=ten, limit",
        "/api/v1/items, limit=, limit",
        "/api/v1/items, limit=1&limit=2, limit",
        "/api/v1/items, limit=99999999999999999999, limit",
        "/api/v1/items, barcode=, barcode",
        "/api/v1/items, barcode=a%20b, barcode",
        "/api/v1/items, colour=red, colour",
        "/api/v1/items/x, limit=1, limit",
        "/api/v1/stock, location=a%20b, location",
        "/api/v1/stock, sku=, sku",
        "/api/v1/orders, state=lost, state",
        "/api/v1/orders, channel=, channel",
        "/api/v1/orders, number=oh-1, number",
        "/api/v1/orders, externalId=%00, externalId"
    })
    void aParameterThatIsNotInTheContract_isRefusedByName(String path, String query, String field) {
        api.get(path + "?" + query).refuses(400, "invalid-parameter", field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"items", "locations", "channels", "stock", "orders", "keys"})
    void aCursorOfAnotherList_orOfNone_isRefused(String list) {
        for (String name : List.of("a", "b")) {
            shop.channel(name, shop.store(name, 1, 1));
        }
        String foreign = list.equals("channels") ? "locations" : "channels";
        String cursor = api.get("/api/v1/" + foreign + "?limit=1").text("/next");

        for (String after : List.of(cursor, "AAAA", "%20", "", "%C3%A4", "x".repeat(600))) {
            api.get("/api/v1/" + list + "?after=" + after).refuses(400, "invalid-cursor", "after");
        }
    }
}
