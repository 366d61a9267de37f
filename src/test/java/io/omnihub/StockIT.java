package io.omnihub;

import static io.omnihub.Shop.entry;
import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.Shop.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StockIT implements LedgerProven {
    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.8, -1.55);
        lamp = shop.item("lamp");
    }

    @ParameterizedTest
    @CsvSource({
        "receipt, on-hand, 5, 15, 4",
        "found, on-hand, 5, 15, 4",
        "write-off, on-hand, -5, 5, 4",
        "damaged, unavailable, 5, 10, 9",
        "quality-control, unavailable, 5, 10, 9",
        "restocked, unavailable, -4, 10, 0"
    })
    void everyReason_changesItsCounter(String reason, String counter, int change, long onHand, long unavailable) {
        shop.receive(lamp, leeds, 10);
        shop.adjust("damaged", entry(lamp, leeds, 4)).is(201);

        var adjusted = shop.adjust(reason, entry(lamp, leeds, Math.abs(change))).is(201);

        assertThat(adjusted.json().at("/entries/0"))
                .isEqualTo(entry(lamp, leeds, change)
                        .with("/counter", "'" + counter + "'")
                        .with("/superseded", false));
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(onHand, unavailable, 0, 0, onHand - unavailable));
    }

    @Test
    void versions_growWithWhatTheyCount() {
        shop.receive(lamp, leeds, 10);
        String web = shop.channel("web", leeds);
        shop.place(shop.order(web, line(lamp, 1))).is(201);
        shop.adjust("damaged", entry(lamp, leeds, 1), entry(lamp, leeds, 1)).is(201);

        var level = api.get("/api/v1/stock?sku=" + lamp).json().at("/items/0");

        assertThat(level.number("/version")).isEqualTo(3);
        assertThat(level.number("/onHandVersion")).isEqualTo(2);
    }

    @Test
    void aRepeatedReference_isAnsweredAsBefore_andChangesNothing() {
        var asked = shop.adjustment("receipt", List.of(entry(lamp, leeds, 10)));
        var first = api.post(Shop.ADJUSTMENTS, asked).is(201);

        var repeat = api.post(Shop.ADJUSTMENTS, asked.with("/entries/0/quantity", "1e1"));

        assertThat(repeat.isReplay().json()).isEqualTo(first.json());
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(10);
    }

    @Test
    void aReferenceWithOtherContent_isRefused() {
        var asked = shop.adjustment("receipt", List.of(entry(lamp, leeds, 10)));
        api.post(Shop.ADJUSTMENTS, asked).is(201);

        for (var other : List.of(
                asked.with("/reason", "'found'"),
                asked.with("/entries/0/quantity", 11),
                asked.with("/occurredAt", "'2026-03-02T17:20:00Z'"))) {
            api.post(Shop.ADJUSTMENTS, other).refuses(422, "idempotency-key-reused", "/reference");
        }
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(10);
    }

    @Test
    void takingMoreThanThereIs_isRefused_andTheReferenceStaysFree() {
        shop.receive(lamp, leeds, 10);
        var asked = shop.adjustment("write-off", List.of(entry(lamp, leeds, 6), entry(lamp, leeds, 5)));

        var refused = api.post(Shop.ADJUSTMENTS, asked).refuses(409, "negative-stock");

        assertThat(refused.json().items("/entries"))
                .containsExactly(Json.of("{sku: '%s', location: '%s', counter: 'on-hand', requested: 5, present: 4}"
                        .formatted(lamp, leeds)));
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(10);
        shop.receive(lamp, leeds, 1);
        api.post(Shop.ADJUSTMENTS, asked).is(201);
        assertThat(shop.level(lamp, leeds).onHand()).isZero();
        shop.adjust("restocked", entry(lamp, leeds, 1)).refuses(409, "negative-stock");
    }

    @Test
    void damageMayLeaveLessThanIsPromised() {
        shop.receive(lamp, leeds, 10);
        shop.place(shop.order(shop.channel("web", leeds), line(lamp, 8))).is(201);

        shop.adjust("damaged", entry(lamp, leeds, 5)).is(201);

        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 5, 8, 0, -3));
    }

    @Test
    void tenThousandEntries_areTakenAtOnce_andOneMoreIsRefused() {
        List<String> skus = shop.items(100);
        List<String> stores = Crowd.of(8).call(10, i -> shop.store("store" + i, 50 + i, 0));
        List<Json> entries = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            stores.forEach(store -> skus.forEach(sku -> entries.add(entry(sku, store, 3))));
        }

        var adjusted = api.post(Shop.ADJUSTMENTS, shop.adjustment("receipt", entries));

        assertThat(adjusted.is(201).json().items("/entries")).hasSize(10_000);
        assertThat(shop.level(skus.getLast(), stores.getLast()).onHand()).isEqualTo(30);
        assertThat(api.all("/api/v1/stock?location=" + stores.getFirst(), 30)).hasSize(100);
        entries.add(entry(lamp, leeds, 1));
        api.post(Shop.ADJUSTMENTS, shop.adjustment("receipt", entries)).refuses(422, "too-many-entries", "/entries");
    }

    @Test
    void anUnknownItemAmongGoodOnes_leavesNothingBehind() {
        String unknown = shop.own("unknown");

        shop.adjust("receipt", entry(lamp, leeds, 1), entry(unknown, leeds, 1), entry(unknown, leeds, 2))
                .refuses(422, "unknown-item", "/entries/1/sku", "/entries/2/sku");
        shop.adjust("receipt", entry(lamp, leeds, 1), entry(lamp, shop.own("nowhere"), 1))
                .refuses(422, "unknown-location", "/entries/1/location");
        shop.adjust("write-off", entry(lamp, leeds, 1)).refuses(409, "negative-stock");
        shop.place(shop.order(shop.channel("web", leeds), line(lamp, 1))).refuses(409, "insufficient-stock");

        assertThat(api.all("/api/v1/stock?location=" + leeds, 200)).isEmpty();
    }

    @Test
    void anInactiveLocation_isNotAdjusted_butAnInactiveItemIs() {
        shop.putLocation(leeds, Shop.storeContent("leeds", 53.8, -1.55).with("/state", "'inactive'"));
        shop.putItem(lamp, Json.of("{name: 'Lamp', state: 'inactive'}"));
        String bath = shop.store("bath", 51.4, -2.4);

        shop.adjust("receipt", entry(lamp, bath, 1), entry(lamp, leeds, 1))
                .refuses(422, "inactive-location", "/entries/1/location");
        shop.adjust("receipt", entry(lamp, bath, 1)).is(201);
    }

    @Test
    void safetyStock_isKeptBack_andTakesNoPromiseBack() {
        shop.receive(lamp, leeds, 10);
        String web = shop.channel("web", leeds);
        var keep = Json.of("{entries: [{sku: '%s', location: '%s', quantity: 4}]}".formatted(lamp, leeds));

        var set = api.put(Shop.SAFETY_STOCK, keep).is(200);

        assertThat(set.json().at("/items/0/availableToFulfil")).isEqualTo(Json.of("6"));
        shop.place(shop.order(web, line(lamp, 7))).refuses(409, "insufficient-stock");
        shop.place(shop.order(web, line(lamp, 6))).is(201);
        api.put(Shop.SAFETY_STOCK, keep.with("/entries/0/quantity", 9)).is(200);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 6, 9, -5));
        api.put(Shop.SAFETY_STOCK, keep.with("/entries/0/quantity", 0)).is(200);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 6, 0, 4));
    }

    @Test
    void safetyStock_isSetWhereThereWasNoStock_allOrNone() {
        var entries = Json.array(List.of(entry(lamp, leeds, 2), entry(shop.own("unknown"), leeds, 2)));
        var asked = Json.of("{entries: []}").with("/entries", entries);

        api.put(Shop.SAFETY_STOCK, asked).refuses(422, "unknown-item", "/entries/1/sku");
        assertThat(api.all("/api/v1/stock?sku=" + lamp, 10)).isEmpty();
        api.put(Shop.SAFETY_STOCK, Json.of("{entries: [%s]}".formatted(entry(lamp, leeds, 2))))
                .is(200);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(0, 0, 0, 2, -2));
        api.put(
                        Shop.SAFETY_STOCK,
                        Json.of("{entries: [%s, %s]}".formatted(entry(lamp, leeds, 2), entry(lamp, leeds, 3))))
                .refuses(422, "invalid-field", "/entries/1");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
    void aQuantityOutOfRange_isRefused(long quantity) {
        shop.adjust("receipt", entry(lamp, leeds, quantity))
                .refuses(422, "quantity-out-of-range", "/entries/0/quantity");
    }

    @Test
    void theLargestQuantity_isCountedOnAndOn() {
        var largest = entry(lamp, leeds, 1_000_000_000);
        shop.adjust("receipt", largest, largest, largest).is(201);

        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(3_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1999-12-31T23:59:59Z", "9999-01-01T00:00:00Z", "2026-03-02", "yesterday", "2026-13-02T00:00:00Z"
            })
    void aTimeThatCannotBe_isRefused(String time) {
        var asked = shop.adjustment("receipt", List.of(entry(lamp, leeds, 1)));

        api.post(Shop.ADJUSTMENTS, asked.with("/occurredAt", "'" + time + "'"))
                .refuses(422, "invalid-field", "/occurredAt");
        api.post(Shop.ADJUSTMENTS, asked.with("/occurredAt", "'2026-03-02T19:20:00.5+02:00'"))
                .is(201);
    }

    @Test
    void levels_areListedByItemAndLocation_pageByPage() {
        String bath = shop.store("bath", 51.4, -2.4);
        List<String> skus = Stream.of("a", "B", "c c", "茶").map(shop::item).toList();
        skus.forEach(sku -> shop.adjust("receipt", entry(sku, leeds, 1), entry(sku, bath, 1)));
        String wanted = String.join(
                "&", skus.stream().map(sku -> "sku=" + Api.encoded(sku)).toList());

        List<String> levels = api.all("/api/v1/stock?" + wanted, 3).stream()
                .map(level -> level.text("/sku") + " " + level.text("/location"))
                .toList();

        assertThat(levels)
                .containsExactlyElementsOf(skus.stream()
                        .sorted()
                        .flatMap(sku -> Stream.of(sku + " " + bath, sku + " " + leeds))
                        .toList());
        assertThat(api.all("/api/v1/stock?" + wanted + "&location=" + bath, 3)).hasSize(4);
        api.get("/api/v1/stock?" + "sku=a&".repeat(100) + "sku=a").refuses(400, "invalid-parameter", "sku");
    }
}
