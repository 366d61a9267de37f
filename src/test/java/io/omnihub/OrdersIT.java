package io.omnihub;

import static io.omnihub.Shop.line;
import static io.omnihub.Shop.part;
import static io.omnihub.Shop.parts;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.Shop.Level;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersIT implements LedgerProven {
    /** From York, where every order goes, Leeds is nearest and Bath is farthest. */
    private static final double[] LEEDS = {53.80, -1.55};

    private static final double[] DERBY = {52.92, -1.48};
    private static final double[] BATH = {51.38, -2.36};

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String derby = "";
    private String bath = "";
    private String web = "";
    private String lamp = "";
    private String vase = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", LEEDS[0], LEEDS[1]);
        derby = shop.store("derby", DERBY[0], DERBY[1]);
        bath = shop.store("bath", BATH[0], BATH[1]);
        web = shop.channel("web", bath, leeds, derby);
        lamp = shop.item("lamp");
        vase = shop.item("vase");
    }

    @Test
    void anOrder_isPlaced_read_partlyCancelled_andCancelled() {
        shop.receive(lamp, leeds, 10);
        shop.receive(vase, leeds, 10);
        var asked = shop.order(web, line(lamp, 6), line(vase, 2));

        var placed = shop.place(asked).is(201);

        String id = placed.text("/id");
        assertThat(placed.header("Location")).isEqualTo(Shop.ORDERS + "/" + id);
        assertThat(placed.text("/number")).matches("OH-[1-9][0-9]+");
        assertThat(placed.text("/state")).isEqualTo("placed");
        assertThat(placed.json().at("/delivery")).isEqualTo(asked.at("/delivery"));
        assertThat(placed.json().at("/customer")).isEqualTo(asked.at("/customer"));
        assertThat(placed.number("/total/amount")).isEqualTo(8 * 255);
        assertThat(parts(placed.json())).containsExactly(leeds + "[1×6, 2×2]");
        assertThat(api.get(Shop.ORDERS + "/" + id).is(200).json()).isEqualTo(placed.json());
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 6, 0, 4));

        var fewer = shop.cancel(id, part(1, 4).with("/reason", "'Too many'")).is(201);
        assertThat(fewer.json().items("/lines")).containsExactly(Json.of("{lineNumber: 1, quantity: 4}"));
        assertThat(fewer.number("/order/lines/0/current")).isEqualTo(2);
        assertThat(fewer.number("/order/lines/0/ordered")).isEqualTo(6);
        assertThat(fewer.number("/order/total/amount")).isEqualTo(4 * 255);
        assertThat(fewer.text("/order/state")).isEqualTo("placed");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 2, 0, 8));

        var rest = shop.cancel(id, Json.of("{}")).is(201);
        assertThat(rest.json().items("/lines"))
                .containsExactly(Json.of("{lineNumber: 1, quantity: 2}"), Json.of("{lineNumber: 2, quantity: 2}"));
        assertThat(rest.text("/order/state")).isEqualTo("cancelled");
        assertThat(rest.text("/order/fulfillmentOrders/0/state")).isEqualTo("cancelled");
        assertThat(rest.number("/order/total/amount")).isZero();
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(10, 0, 0, 0, 10));
        assertThat(shop.level(vase, leeds)).isEqualTo(new Level(10, 0, 0, 0, 10));
        assertThat(api.get(Shop.ORDERS + "/" + id).json()).isEqualTo(rest.json().at("/order"));
    }

    @Test
    void aCancellationsKey_usedForAnotherOrder_cancelsNothing() {
        shop.receive(lamp, leeds, 10);
        String first = shop.place(shop.order(web, line(lamp, 1))).is(201).text("/id");
        String second = shop.place(shop.order(web, line(lamp, 1))).is(201).text("/id");
        String key = shop.fresh("key");

        shop.cancel(first, Json.of("{}"), key).is(201);

        shop.cancel(second, Json.of("{}"), key).refuses(422, "idempotency-key-reused", "Idempotency-Key");
        assertThat(api.get(Shop.ORDERS + "/" + second).text("/state")).isEqualTo("placed");
        shop.cancel(first, Json.of("{}"), key).isReplay();
    }

    @Test
    void aRepeat_byEitherKey_isTheFirstOrderAsItIsNow() {
        shop.receive(lamp, leeds, 10);
        var asked = shop.order(web, line(lamp, 6));
        String key = shop.fresh("key");
        String id = shop.place(asked, "Idempotency-Key", key).is(201).text("/id");
        var now = shop.cancel(id, part(1, 1)).is(201).json().at("/order");

        assertThat(shop.place(asked).isReplay().json()).isEqualTo(now);
        assertThat(shop.place(asked, "Idempotency-Key", key).isReplay().json()).isEqualTo(now);
        assertThat(shop.place(asked, "Idempotency-Key", shop.fresh("key"))
                        .isReplay()
                        .json())
                .isEqualTo(now);
        assertThat(Api.storefront(web).post(Shop.ORDERS, asked).isReplay().json())
                .isEqualTo(now);
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(5);
    }

    @Test
    void theSameOrderWrittenOtherwise_isARepeat() {
        shop.receive(lamp, leeds, 10);
        var asked = shop.order(web, line(lamp, 6));
        String id = shop.place(asked).is(201).text("/id");

        for (var same : List.of(
                asked.with("/allowSplit", true).with("/allowBackorder", false).with("/holds", "[]"),
                asked.with("/lines/0/quantity", "6.0"),
                asked.with("/lines/0/quantity", "6e0").with("/lines/0/unitPrice/amount", "25.5e1"),
                asked.with("/delivery/address/position/latitude", "53.960"),
                asked.without("/lines").with("/lines", asked.at("/lines")))) {
            assertThat(shop.place(same).isReplay().text("/id")).isEqualTo(id);
        }
    }

    @Test
    void aKeyWithOtherContent_isRefused() {
        shop.receive(lamp, leeds, 10);
        var asked = shop.order(web, line(lamp, 6));
        String key = shop.fresh("key");
        shop.place(asked, "Idempotency-Key", key).is(201);

        for (var other : List.of(
                asked.with("/lines/0/quantity", 5),
                asked.with("/lines/0/unitPrice/amount", 256),
                asked.with("/allowSplit", false),
                asked.without("/customer"),
                asked.with("/delivery/address/line2", "'Second floor'"))) {
            shop.place(other).refuses(422, "idempotency-key-reused", "/externalId");
            shop.place(other.with("/externalId", "'" + shop.fresh("other") + "'"), "Idempotency-Key", key)
                    .refuses(422, "idempotency-key-reused", "Idempotency-Key");
        }
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(6);
    }

    @Test
    void aKeyBelongsToItsCaller_andAnExternalIdToItsChannel() {
        shop.receive(lamp, leeds, 10);
        String app = shop.channel("app", leeds);
        String key = shop.fresh("key");
        var asked = shop.order(web, line(lamp, 1));
        String id = shop.place(asked, "Idempotency-Key", key).is(201).text("/id");

        var another = Api.storefront(web)
                .post(Shop.ORDERS, asked.with("/externalId", "'" + shop.fresh("order") + "'"), "Idempotency-Key", key);
        assertThat(another.is(201).text("/id")).isNotEqualTo(id);
        assertThat(shop.place(asked.with("/channel", "'" + app + "'")).is(201).text("/id"))
                .isNotEqualTo(id);
    }

    @Test
    void aRefusal_leavesNoKey() {
        var asked = shop.order(web, line(lamp, 6));
        String key = shop.fresh("key");
        shop.place(asked, "Idempotency-Key", key).refuses(409, "insufficient-stock");

        shop.receive(lamp, leeds, 6);

        shop.place(asked, "Idempotency-Key", key).is(201);
    }

    @Test
    void withoutEnoughStock_theAnswerSaysWhatIsAvailable() {
        shop.receive(lamp, leeds, 2);
        shop.receive(lamp, bath, 3);
        shop.receive(vase, leeds, 9);

        var refused = shop.place(shop.order(web, line(lamp, 6), line(vase, 1)));

        assertThat(refused.refuses(409, "insufficient-stock").json().items("/lines"))
                .containsExactly(Json.of("{lineNumber: 1, sku: '%s', requested: 6, available: 5}".formatted(lamp)));
        assertThat(shop.level(vase, leeds).allocated()).isZero();
    }

    @Test
    void withoutASplit_itSaysWhatTheBestSingleLocationHas() {
        shop.receive(lamp, leeds, 2);
        shop.receive(lamp, bath, 3);
        var asked = shop.order(web, line(lamp, 4)).with("/allowSplit", false);

        var refused = shop.place(asked);

        assertThat(refused.refuses(409, "insufficient-stock").number("/lines/0/available"))
                .isEqualTo(3);
        shop.place(asked.with("/lines/0/quantity", 3)).is(201);
    }

    @Test
    void withoutASplit_linesThatNoLocationHasTogether_areRefused() {
        shop.receive(lamp, leeds, 5);
        shop.receive(vase, bath, 5);
        var asked = shop.order(web, line(lamp, 2), line(vase, 1)).with("/allowSplit", false);

        assertThat(shop.place(asked).refuses(409, "insufficient-stock").json().items("/lines"))
                .containsExactly(Json.of("{lineNumber: 2, sku: '%s', requested: 1, available: 0}".formatted(vase)));
    }

    @Test
    void anItemOnTwoLines_isCountedTogether() {
        shop.receive(lamp, leeds, 5);

        var refused = shop.place(shop.order(web, line(lamp, 3), line(vase, 1), line(lamp, 3)));

        assertThat(refused.refuses(409, "insufficient-stock").json().items("/lines"))
                .containsExactly(
                        Json.of("{lineNumber: 1, sku: '%s', requested: 3, available: 5}".formatted(lamp)),
                        Json.of("{lineNumber: 2, sku: '%s', requested: 1, available: 0}".formatted(vase)),
                        Json.of("{lineNumber: 3, sku: '%s', requested: 3, available: 5}".formatted(lamp)));
        var placed = shop.place(shop.order(web, line(lamp, 3), line(lamp, 2))).is(201);
        assertThat(parts(placed.json())).containsExactly(leeds + "[1×3, 2×2]");
    }

    @Test
    void aChannelsThreshold_isNeverPromised() {
        shop.putChannel(web, Shop.channelContent(bath, leeds).with("/threshold", 4));
        shop.receive(lamp, leeds, 3);
        shop.receive(lamp, bath, 3);

        var refused = shop.place(shop.order(web, line(lamp, 3)));

        assertThat(refused.refuses(409, "insufficient-stock").number("/lines/0/available"))
                .isEqualTo(2);
        shop.place(shop.order(web, line(lamp, 2))).is(201);
        assertThat(shop.place(shop.order(web, line(lamp, 1)))
                        .refuses(409, "insufficient-stock")
                        .number("/lines/0/available"))
                .isZero();
    }

    @Test
    void whatIsUnavailableOrKeptBack_isNotPromised() {
        shop.receive(lamp, leeds, 10);
        shop.adjust("damaged", Shop.entry(lamp, leeds, 3)).is(201);
        api.put(Shop.SAFETY_STOCK, Json.of("{entries: [%s]}".formatted(Shop.entry(lamp, leeds, 2))));

        var refused = shop.place(shop.order(web, line(lamp, 6)));

        assertThat(refused.refuses(409, "insufficient-stock").number("/lines/0/available"))
                .isEqualTo(5);
        shop.place(shop.order(web, line(lamp, 5))).is(201);
    }

    @Test
    void aLocationWithLessThanNothing_doesNotLessenWhatOthersHave() {
        shop.receive(lamp, leeds, 5);
        shop.receive(lamp, bath, 1);
        api.put(Shop.SAFETY_STOCK, Json.of("{entries: [%s]}".formatted(Shop.entry(lamp, bath, 4))));

        shop.place(shop.order(web, line(lamp, 5))).is(201);
    }

    @Test
    void theNearestLocationThatHasAll_servesTheOrder() {
        List.of(bath, derby).forEach(location -> shop.receive(lamp, location, 5));
        shop.receive(lamp, leeds, 4);

        assertThat(parts(shop.place(shop.order(web, line(lamp, 4))).is(201).json()))
                .containsExactly(leeds + "[1×4]");
        assertThat(parts(shop.place(shop.order(web, line(lamp, 4))).is(201).json()))
                .containsExactly(derby + "[1×4]");
        assertThat(parts(shop.place(shop.order(web, line(lamp, 4))).is(201).json()))
                .containsExactly(bath + "[1×4]");
    }

    @Test
    void noneHasAll_theOrderIsSplit_andALineDivided() {
        shop.receive(lamp, leeds, 2);
        shop.receive(lamp, bath, 3);
        shop.receive(vase, derby, 4);
        shop.receive(vase, bath, 3);

        var placed = shop.place(shop.order(web, line(lamp, 5), line(vase, 4))).is(201);

        assertThat(parts(placed.json())).containsExactly(leeds + "[1×2]", derby + "[2×4]", bath + "[1×3]");
        assertThat(shop.level(lamp, bath).availableToFulfil()).isZero();
        String id = placed.text("/id");
        var fewer = shop.cancel(id, Json.of("{lines: [{lineNumber: 1, quantity: 4}]}"))
                .is(201);
        assertThat(shop.level(lamp, bath).allocated() + shop.level(lamp, leeds).allocated())
                .isEqualTo(1);
        assertThat(fewer.number("/order/lines/0/current")).isEqualTo(1);
    }

    @Test
    void withoutAPosition_thePoolsOrderDecides() {
        List.of(leeds, derby, bath).forEach(location -> shop.receive(lamp, location, 5));
        var asked = shop.order(web, line(lamp, 4)).without("/delivery/address/position");

        assertThat(parts(shop.place(asked).is(201).json())).containsExactly(bath + "[1×4]");
    }

    @Test
    void aLocationThatIsInactive_orDoesNotShip_orIsNotInThePool_isNeverUsed() {
        List.of(leeds, derby, bath).forEach(location -> shop.receive(lamp, location, 5));
        String york = shop.store("york", 53.96, -1.08);
        shop.receive(lamp, york, 100);
        shop.putLocation(leeds, Shop.storeContent("leeds", LEEDS[0], LEEDS[1]).with("/state", "'inactive'"));
        shop.putLocation(derby, Shop.storeContent("derby", DERBY[0], DERBY[1]).with("/capabilities", "['pickup']"));

        var refused = shop.place(shop.order(web, line(lamp, 6)));

        assertThat(refused.refuses(409, "insufficient-stock").number("/lines/0/available"))
                .isEqualTo(5);
        assertThat(parts(shop.place(shop.order(web, line(lamp, 5))).is(201).json()))
                .containsExactly(bath + "[1×5]");
    }

    @Test
    void aPoolWithoutALocationThatShips_hasNothing() {
        String app = shop.channel("app");

        assertThat(shop.place(shop.order(app, line(lamp, 1)))
                        .refuses(409, "insufficient-stock")
                        .number("/lines/0/available"))
                .isZero();
    }

    @Test
    void theWholePoolIsSearched_howeverLargeItIs() {
        String[] stores = Crowd.of(8)
                .call(70, i -> shop.store("store%02d".formatted(i), 40 - i * 0.1, 0))
                .toArray(String[]::new);
        String app = shop.channel("app", stores);
        shop.receive(lamp, stores[69], 3);
        shop.receive(lamp, stores[0], 1);

        assertThat(parts(shop.place(shop.order(app, line(lamp, 3))).is(201).json()))
                .containsExactly(stores[69] + "[1×3]");
        assertThat(shop.place(shop.order(app, line(lamp, 2)))
                        .refuses(409, "insufficient-stock")
                        .number("/lines/0/available"))
                .isEqualTo(1);
    }

    @Test
    void anOrderOfAThousandLines_isPlacedAndCancelled_andOneMoreLineIsTooMany() {
        List<String> skus = shop.items(1_000);
        api.post(
                        Shop.ADJUSTMENTS,
                        shop.adjustment(
                                "receipt",
                                skus.stream()
                                        .map(sku -> Shop.entry(sku, derby, 2))
                                        .toList()))
                .is(201);
        var lines = skus.stream().map(sku -> line(sku, 2)).toList();

        var placed = shop.place(shop.order(web, lines)).is(201);

        assertThat(placed.json().items("/lines")).hasSize(1_000);
        assertThat(shop.place(shop.order(web, lines))
                        .refuses(409, "insufficient-stock")
                        .json()
                        .items("/lines"))
                .hasSize(1_000);
        shop.cancel(placed.text("/id"), Json.of("{}")).is(201);
        assertThat(shop.level(skus.getLast(), derby)).isEqualTo(new Level(2, 0, 0, 0, 2));
        shop.place(shop.order(web, Shop.lines(1_001, lamp))).refuses(422, "too-many-lines", "/lines");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/lines/0/quantity        | 0             | quantity-out-of-range",
                "/lines/0/quantity        | -1            | quantity-out-of-range",
                "/lines/0/quantity        | 1000000001    | quantity-out-of-range",
                "/lines/0/quantity        | 1000000000000000000000 | quantity-out-of-range",
                "/lines/0/quantity        | 1.5           | invalid-field",
                "/lines/0/unitPrice/amount | -1            | money-out-of-range",
                "/lines/0/unitPrice/amount | 1000000000001 | money-out-of-range",
                "/lines/0/unitPrice/currency | 'EUR'      | currency-mismatch",
                "/lines/0/unitPrice/currency | 'QQQ'      | invalid-field",
                "/lines/0/sku             | 'no-such-sku' | unknown-item",
                "/lines                   | []            | invalid-field",
                "/channel                 | 'no-such-one' | unknown-channel",
                "/allowBackorder          | 1             | invalid-field",
                "/delivery/address/country | 'gb'          | invalid-field",
                "/delivery/address/position/latitude | 90.1 | invalid-field",
                "/customer/email          | 'nobody'      | invalid-field",
                "/externalId              | ' a'          | invalid-field"
            })
    void anOrderThatCannotBe_isRefusedByItsField(String field, String value, String code) {
        shop.place(shop.order(web, line(lamp, 1)).with(field, value)).refuses(422, code, field);
    }

    @Test
    void aTotalOutOfRange_isRefused_andTheLargestIsNot() {
        shop.receive(lamp, leeds, 1_000_000_000);
        var largest = shop.order(web, line(lamp, 1_000)).with("/lines/0/unitPrice/amount", 1_000_000_000_000L);

        shop.place(largest.with("/lines/0/quantity", 1_001)).refuses(422, "money-out-of-range", "/lines");
        assertThat(shop.place(largest).is(201).number("/total/amount")).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void whatIsInactive_takesNoOrders() {
        shop.receive(lamp, leeds, 5);
        shop.putItem(vase, Json.of("{name: 'Vase', state: 'inactive'}"));
        shop.place(shop.order(web, line(lamp, 1), line(vase, 1), line(vase, 2)))
                .refuses(422, "inactive-item", "/lines/1/sku", "/lines/2/sku");

        shop.putChannel(web, Shop.channelContent(leeds).with("/state", "'inactive'"));
        shop.place(shop.order(web, line(lamp, 1))).refuses(422, "inactive-channel", "/channel");
    }

    @Test
    void skus_areCaseSensitiveInOrders() {
        shop.receive(lamp, leeds, 5);

        shop.place(shop.order(web, line(lamp.toUpperCase(Locale.ROOT), 1)))
                .refuses(422, "unknown-item", "/lines/0/sku");
    }

    @Test
    void orders_areListedNewestFirst_pageByPage_andFiltered() {
        shop.receive(lamp, leeds, 100);
        String app = shop.channel("app", leeds);
        List<Json> placed = IntStream.range(0, 5)
                .mapToObj(i -> shop.place(shop.order(i == 3 ? app : web, line(lamp, 1))))
                .map(reply -> reply.is(201).json())
                .toList();
        shop.cancel(placed.get(1).text("/id"), Json.of("{}")).is(201);

        assertThat(ids(api.all(Shop.ORDERS + "?channel=" + web, 2)))
                .containsExactlyElementsOf(ids(List.of(placed.get(4), placed.get(2), placed.get(1), placed.get(0))));
        assertThat(ids(api.all(Shop.ORDERS + "?channel=" + web + "&state=cancelled", 2)))
                .containsExactlyElementsOf(ids(placed.subList(1, 2)));
        assertThat(ids(api.all(Shop.ORDERS + "?number=" + placed.get(3).text("/number"), 2)))
                .containsExactlyElementsOf(ids(placed.subList(3, 4)));
        assertThat(ids(api.all(Shop.ORDERS + "?externalId=" + placed.get(2).text("/externalId"), 2)))
                .containsExactlyElementsOf(ids(placed.subList(2, 3)));
        assertThat(api.all(Shop.ORDERS + "?number=NONE-1", 2)).isEmpty();
        assertThat(api.all(Shop.ORDERS + "?externalId=" + shop.fresh("none"), 2))
                .isEmpty();
        assertThat(api.all(Shop.ORDERS + "?channel=" + shop.own("none"), 2)).isEmpty();
        assertThat(api.all(Shop.ORDERS + "?channel=" + app + "&state=cancelled", 2))
                .isEmpty();
    }

    @Test
    void anotherChannelsOrder_isAsGoodAsNone() {
        shop.receive(lamp, leeds, 5);
        var placed = shop.place(shop.order(web, line(lamp, 1))).is(201).json();
        var foreign = Api.storefront(shop.channel("app", leeds));
        String path = Shop.ORDERS + "/" + placed.text("/id");

        foreign.get(path).refuses(404, "not-found");
        foreign.post(path + "/cancellations", Json.of("{}"), "Idempotency-Key", "a")
                .refuses(404, "not-found");
        assertThat(foreign.all(Shop.ORDERS + "?number=" + placed.text("/number"), 2))
                .isEmpty();
        assertThat(foreign.all(Shop.ORDERS + "?externalId=" + placed.text("/externalId"), 2))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "00000000-0000-0000-0000-00000000000g", "0", "00000000000000000000000000000000"})
    void whatIsNoOrder_isNotFound(String id) {
        api.get(Shop.ORDERS + "/" + id).refuses(404, "not-found");
        shop.cancel(id, Json.of("{}")).refuses(404, "not-found");
        shop.cancel(UUID.randomUUID().toString(), Json.of("{}")).refuses(404, "not-found");
    }

    @Test
    void aRepeatedCancellation_isAnsweredAsBefore() {
        shop.receive(lamp, leeds, 5);
        String id = shop.place(shop.order(web, line(lamp, 5))).is(201).text("/id");
        String key = shop.fresh("cancel");
        var first = shop.cancel(id, part(1, 2), key).is(201);
        var second = shop.cancel(id, part(1, 1)).is(201);

        var repeat = shop.cancel(id, part(1, 2).with("/lines/0/quantity", "2.0"), key)
                .isReplay();

        assertThat(repeat.json())
                .isEqualTo(first.json().with("/order", second.json().at("/order")));
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(2);
        shop.cancel(id, part(1, 1), key).refuses(422, "idempotency-key-reused", "Idempotency-Key");
        api.post(Shop.ORDERS + "/" + id + "/cancellations", part(1, 1))
                .refuses(400, "idempotency-key-required", "Idempotency-Key");
    }

    @Test
    void cancellingWhatIsNotThere_isRefused_andChangesNothing() {
        shop.receive(lamp, leeds, 5);
        shop.receive(vase, leeds, 5);
        String id = shop.place(shop.order(web, line(lamp, 2), line(vase, 2)))
                .is(201)
                .text("/id");
        shop.cancel(id, part(1, 1)).is(201);

        var tooMuch = shop.cancel(id, Json.of("{lines: [%s, %s]}".formatted(units(2, 2), units(1, 2))));
        assertThat(tooMuch.refuses(409, "quantity-not-cancellable").json().items("/lines"))
                .containsExactly(Json.of("{lineNumber: 1, requested: 2, cancellable: 1}"));
        shop.cancel(id, Json.of("{lines: [%s, %s]}".formatted(units(1, 1), units(3, 1))))
                .refuses(422, "unknown-line", "/lines/1/lineNumber");
        shop.cancel(id, Json.of("{lines: [%s, %s]}".formatted(units(1, 1), units(1, 1))))
                .refuses(422, "invalid-field", "/lines/1/lineNumber");
        assertThat(shop.level(vase, leeds).allocated()).isEqualTo(2);

        shop.cancel(id, Json.of("{}")).is(201);
        shop.cancel(id, Json.of("{}")).refuses(409, "quantity-not-cancellable");
        shop.cancel(id, part(2, 1)).refuses(409, "quantity-not-cancellable");
    }

    private static Json units(int lineNumber, long quantity) {
        return part(lineNumber, quantity).at("/lines/0");
    }

    private static List<String> ids(List<Json> orders) {
        return orders.stream().map(order -> order.text("/id")).toList();
    }
}
