package io.omnihub;

import static io.omnihub.Shop.entry;
import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityIT implements LedgerProven {
    private static final String YORK = "&near=53.96,-1.08";

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String bath = "";
    private String lamp = "";
    private String web = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.8, -1.55);
        bath = shop.store("bath", 51.38, -2.36);
        lamp = shop.item("lamp");
        web = shop.channel("web", bath, leeds);
    }

    @Test
    void whatThePoolHas_isSummed_andTheNearestComeFirst() {
        shop.receive(lamp, leeds, 10);
        shop.receive(lamp, bath, 4);
        shop.receive(lamp, shop.store("elsewhere", 53.9, -1.1), 100);
        shop.place(shop.order(web, line(lamp, 3))).is(201);

        assertShows(web, lamp, 11);
        var item = api.get(query(web, lamp) + YORK).is(200).json().at("/items/0");

        assertThat(item.number("/availableToPromise")).isEqualTo(11);
        assertThat(item.items("/locations").stream().map(near -> near.text("/location")))
                .containsExactly(leeds, bath);
        assertThat(item.items("/locations").stream().map(near -> near.number("/availableToFulfil")))
                .containsExactly(7L, 4L);
        assertThat(item.at("/locations/0/distanceKm")).isEqualTo(Json.of("35.6"));
    }

    @Test
    void everyChange_showsWithinHalfASecond_andTheAnswerSaysHowOldItIs() {
        shop.receive(lamp, leeds, 1);
        for (int units = 2; units <= 20; units++) {
            assertShows(web, lamp, units - 1);
            Instant before = Instant.now();
            shop.receive(lamp, leeds, 1);
            Instant after = Instant.now();
            long expected = units;
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> {
                Instant sent = Instant.now();
                var answer = api.get(query(web, lamp)).is(200);
                Instant asOf = Instant.parse(answer.text("/asOf"));
                long shown = answer.number("/items/0/availableToPromise");
                assertThat(asOf).isAfterOrEqualTo(sent.minusMillis(500));
                if (asOf.isAfter(after)) {
                    assertThat(shown).isEqualTo(expected);
                }
                if (asOf.isBefore(before)) {
                    assertThat(shown).isBetween(expected - 1, expected);
                }
                return shown == expected;
            });
        }
    }

    @Test
    void safetyStockThresholdAndOverselling_leaveLess_neverLessThanNothing() {
        shop.receive(lamp, leeds, 10);
        shop.receive(lamp, bath, 5);
        assertShows(web, lamp, 15);

        setSafetyStock(lamp, leeds, 4);
        assertShows(web, lamp, 11);

        shop.putChannel(web, Shop.channelContent(bath, leeds).with("/threshold", 3));
        assertShows(web, lamp, 8);

        shop.adjust("damaged", entry(lamp, leeds, 10)).is(201);
        assertShows(web, lamp, 2);

        shop.putChannel(web, Shop.channelContent(bath, leeds).with("/threshold", 100));
        assertShows(web, lamp, 0);
    }

    @Test
    void whereNoOrderIsTaken_nothingIsAvailable() {
        shop.receive(lamp, leeds, 10);
        shop.receive(lamp, bath, 5);
        assertShows(web, lamp, 15);

        shop.putLocation(leeds, Shop.storeContent("leeds", 53.8, -1.55).with("/state", "'inactive'"));
        assertShows(web, lamp, 5);

        shop.putItem(lamp, Json.of("{name: 'Lamp', state: 'inactive'}"));
        assertShows(web, lamp, 0);
        shop.putItem(lamp, Json.of("{name: 'Lamp', state: 'active'}"));
        assertShows(web, lamp, 5);

        shop.putChannel(web, Shop.channelContent(bath, leeds).with("/state", "'inactive'"));
        assertShows(web, lamp, 0);
        assertThat(api.get(query(web, lamp) + YORK).is(200).json().items("/items/0/locations"))
                .isEmpty();
    }

    @Test
    void aPausedLocation_hasNothing_andWherePickupIsPausedNothingIsHandedOver() {
        shop.receive(lamp, leeds, 10);
        shop.receive(lamp, bath, 5);
        assertShows(web, lamp, 15);

        turn(leeds, "{paused: true, pickupPaused: false, reason: 'Flood'}");
        turn(bath, "{paused: false, pickupPaused: true, reason: 'No staff'}");
        assertShows(web, lamp, 5);

        var locations = api.get(query(web, lamp) + YORK).is(200).json().items("/items/0/locations");
        assertThat(locations.stream().map(near -> near.text("/location"))).containsExactly(bath);
        assertThat(locations.getFirst().find("/pickupReadyAt")).isEmpty();

        turn(leeds, "{paused: false, pickupPaused: false, reason: 'Dry again'}");
        assertShows(web, lamp, 15);
    }

    @Test
    void whatCartsHold_isNotAvailable_untilItIsReleasedOrEndsByItself() {
        shop.receive(lamp, leeds, 10);
        assertShows(web, lamp, 10);

        String held =
                shop.hold(shop.cart(web, 3_600, cartLine(lamp, 4))).is(201).text("/id");
        assertShows(web, lamp, 6);

        var brief = shop.hold(shop.cart(web, 1, cartLine(lamp, 5))).is(201);
        assertShows(web, lamp, 1, Instant.parse(brief.text("/expiresAt")));
        awaitAsOf(web, lamp, Instant.parse(brief.text("/expiresAt")));
        assertShows(web, lamp, 6);

        api.send("DELETE", Shop.HOLDS + "/" + held, BodyPublishers.noBody()).is(204);
        assertShows(web, lamp, 10);
    }

    @Test
    void pickupIsReady_byOpeningHoursAndLeadTime() {
        String always = shop.own("always");
        shop.putLocation(always, Shop.storeContent("always", 53.9, -1.1).with("/leadTimeMinutes", 90));
        String parcels = shop.own("parcels");
        shop.putLocation(parcels, Shop.storeContent("parcels", 54.9, -1.1).with("/capabilities", "['ship']"));
        String both = shop.channel("both", always, parcels);
        shop.receive(lamp, always, 1);
        shop.receive(lamp, parcels, 1);
        assertShows(both, lamp, 2);

        Instant before = Instant.now();
        var locations = api.get(query(both, lamp) + YORK).is(200).json().items("/items/0/locations");
        Instant after = Instant.now();

        assertThat(Instant.parse(locations.getFirst().text("/pickupReadyAt")))
                .isBetween(before.plus(Duration.ofMinutes(90)).minusMillis(1), after.plus(Duration.ofMinutes(90)));
        assertThat(locations.get(1).find("/pickupReadyAt")).isEmpty();
    }

    @Test
    void noMoreThanTheFiveNearest_areTold() {
        String[] stores = IntStream.range(0, 8)
                .mapToObj(i -> shop.store("s" + i, 50 + i * 0.1, 0))
                .toArray(String[]::new);
        String wide = shop.channel("wide", stores);
        for (String store : stores) {
            shop.receive(lamp, store, 1);
        }
        assertShows(wide, lamp, 8);

        var near = api.get(query(wide, lamp) + "&near=50,0").is(200).json().items("/items/0/locations");

        assertThat(near.stream().map(one -> one.text("/location")))
                .containsExactlyElementsOf(List.of(stores).subList(0, 5));
    }

    @Test
    void aHundredItems_areAnsweredInTheirOrder_alsoThoseThatNeverHadStock() {
        List<String> skus = shop.items(100);
        shop.receive(skus.get(42), leeds, 7);
        assertShows(web, skus.get(42), 7);
        String all = skus.stream().map(sku -> "&sku=" + sku).collect(Collectors.joining());

        api.get(query(web) + all + "&sku=" + skus.getFirst()).refuses(400, "invalid-parameter", "sku");
        var answer = api.get(query(web) + all).is(200);

        assertThat(answer.json().items("/items").stream().map(item -> item.text("/sku")))
                .containsExactlyElementsOf(skus);
        assertThat(answer.json().items("/items").stream()
                        .mapToLong(item -> item.number("/availableToPromise"))
                        .sum())
                .isEqualTo(7);
        assertThat(api.get(query(web, lamp) + "&sku=" + lamp).is(200).json().items("/items"))
                .hasSize(1);
    }

    @Test
    void whatDoesNotExist_isNamed() {
        api.get(query(shop.own("nowhere"), lamp)).refuses(422, "unknown-channel", "channel");
        var refused = api.get(query(web, lamp) + "&sku=B-" + lamp + "&sku=A-" + lamp)
                .refuses(422, "unknown-item", "sku", "sku");
        assertThat(refused.text("/errors/0/detail")).contains("A-" + lamp);

        String later = shop.item("later");
        assertShows(web, later, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&near=91,0",
                "&near=0,180.1",
                "&near=53.96",
                "&near=53.96,-1.08,3",
                "&near=north,west",
                "&near=",
                "&near=53.96;-1.08",
                "&near=NaN,0",
                "&near=1e1,0"
            })
    void aPointThatIsNone_isRefused(String near) {
        api.get(query(web, lamp) + near).refuses(400, "invalid-parameter", "near");
    }

    @Test
    void aParameterThatIsMissingOrOdd_isRefused() {
        api.get("/api/v1/availability?channel=" + web).refuses(400, "invalid-parameter", "sku");
        api.get("/api/v1/availability?sku&channel=" + web).refuses(400, "invalid-parameter", "sku");
        api.get("/api/v1/stock?sku").refuses(400, "invalid-parameter", "sku");
        api.get("/api/v1/availability?sku=%20&channel=" + web).refuses(400, "invalid-parameter", "sku");
        api.get("/api/v1/availability?sku=" + lamp).refuses(400, "invalid-parameter", "channel");
        api.get(query("!", lamp)).refuses(400, "invalid-parameter", "channel");
        api.get(query(web, lamp) + "&limit=1").refuses(400, "invalid-parameter", "limit");
    }

    @Test
    void aStorefront_asksForItsOwnChannelAlone() {
        shop.receive(lamp, leeds, 3);
        assertShows(web, lamp, 3);
        var storefront = Api.storefront(web);

        assertThat(storefront.get(query(web, lamp)).is(200).number("/items/0/availableToPromise"))
                .isEqualTo(3);
        storefront.get(query(shop.channel("app", leeds), lamp)).refuses(403, "forbidden");
    }

    /** Whatever is shown while orders are placed side by side, in the end it is what the levels say. */
    @Test
    void afterTheRush_itIsWhatTheLevelsSay() {
        List<String> skus = shop.items(20);
        skus.forEach(sku -> shop.receive(sku, leeds, 50));
        var reads = Crowd.meanwhile(() -> Crowd.of(4)
                .call(400, i -> api.get(query(web, skus.get(i % 20))).is(200).number("/items/0/availableToPromise")));
        Crowd.of(8)
                .call(
                        400,
                        i -> shop.place(shop.order(web, line(skus.get(i % 20), 1 + i % 3)))
                                .is(201));

        assertThat(reads.join()).allMatch(shown -> shown >= 0 && shown <= 50);
        for (String sku : skus) {
            assertShows(web, sku, shop.level(sku, leeds).availableToFulfil());
        }
    }

    private void turn(String location, String switches) {
        api.put("/api/v1/locations/" + location + "/switches", Json.of(switches))
                .succeeds();
    }

    private void setSafetyStock(String sku, String location, long units) {
        api.put(
                        Shop.SAFETY_STOCK,
                        Json.of("{entries: []}").with("/entries", Json.array(List.of(entry(sku, location, units)))))
                .is(200);
    }

    private static Json cartLine(String sku, int units) {
        return Json.of("{sku: '%s', quantity: %d}".formatted(sku, units));
    }

    /** A change shows when a round has begun after it. */
    private void assertShows(String channel, String sku, long units) {
        assertShows(channel, sku, units, Instant.MAX);
    }

    /** As above, unless it is as of that time or later. */
    private void assertShows(String channel, String sku, long units, Instant until) {
        Reply answer = awaitAsOf(channel, sku, Instant.now());
        if (Instant.parse(answer.text("/asOf")).isBefore(until)) {
            assertThat(answer.number("/items/0/availableToPromise")).isEqualTo(units);
        }
    }

    private Reply awaitAsOf(String channel, String sku, Instant time) {
        return await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> api.get(query(channel, sku)).is(200),
                        answer -> Instant.parse(answer.text("/asOf")).isAfter(time));
    }

    private static String query(String channel, String... skus) {
        return "/api/v1/availability?channel=" + channel
                + List.of(skus).stream().map(sku -> "&sku=" + Api.encoded(sku)).collect(Collectors.joining());
    }
}
