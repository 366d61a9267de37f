package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A barcode leads to one item, whoever gives it to whom. */
class BarcodesIT {
    private static final int ROUNDS = 20;

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();

    @Test
    void anItem_isFoundByEachOfItsBarcodes_andByNoneThatItGaveUp() {
        String first = shop.own("501");
        String second = shop.own("502");
        Reply put = put("lamp", first, second).is(201);

        assertThat(found(first)).containsExactly(put.json());
        assertThat(found(second)).containsExactly(put.json());
        assertThat(api.get("/api/v1/items?limit=1&barcode=" + first)
                        .is(200)
                        .json()
                        .find("/next"))
                .isEmpty();

        put("lamp", second, shop.own("503")).is(200);
        assertThat(found(first)).isEmpty();
        assertThat(found(shop.own("503"))).hasSize(1);
        assertThat(found(shop.own("never"))).isEmpty();
    }

    @Test
    void theOrderOfBarcodes_makesNoNewVersion() {
        String first = shop.own("a");
        String second = shop.own("b");
        put("lamp", second, first).is(201);

        Reply again = put("lamp", first, second).is(200);

        assertThat(again.number("/version")).isEqualTo(1);
        assertThat(again.json().items("/barcodes")).hasToString("[\"%s\", \"%s\"]".formatted(first, second));
    }

    @Test
    void aBarcodeOfAnotherItem_isRefused_untilThatOneGivesItUp() {
        String code = shop.own("501");
        put("lamp", code).is(201);

        Reply refused = put("shade", shop.own("free"), code);
        refused.refuses(409, "barcode-taken", "/barcodes/1");
        assertThat(refused.text("/errors/0/detail")).contains(shop.own("lamp"));
        api.get("/api/v1/items/" + shop.own("shade")).refuses(404, "not-found");
        assertThat(found(shop.own("free"))).isEmpty();

        put("bulb", shop.own("502")).is(201);
        put("shade", shop.own("502"), shop.own("free"), code)
                .refuses(409, "barcode-taken", "/barcodes/0", "/barcodes/2");

        put("lamp").is(200);
        put("shade", shop.own("free"), code).is(201);
        assertThat(found(code))
                .singleElement()
                .satisfies(item -> assertThat(item.text("/sku")).isEqualTo(shop.own("shade")));
        put("lamp", code).refuses(409, "barcode-taken", "/barcodes/0");
    }

    @Test
    void oneBarcodeForManyItemsAtOnce_onTwoHubs_goesToExactlyOne() {
        for (int round = 0; round < ROUNDS; round++) {
            String code = shop.fresh("code");
            List<String> skus =
                    IntStream.range(0, 8).mapToObj(i -> shop.fresh("sku")).toList();

            List<Reply> replies = Crowd.of(skus.size())
                    .call(skus.size(), i -> put(i % 2 == 0 ? api : api.onSecondHub(), skus.get(i), code));

            List<Reply> taken =
                    replies.stream().filter(reply -> reply.status() == 201).toList();
            assertThat(taken).hasSize(1);
            replies.stream()
                    .filter(reply -> reply.status() != 201)
                    .forEach(reply -> reply.refuses(409, "barcode-taken", "/barcodes/0"));
            assertThat(found(code)).containsExactly(taken.getFirst().json());
        }
    }

    /** Each wants what the other has: at any moment a barcode has one item, and in the end those who say so. */
    @Test
    void twoItemsThatSwapBarcodesAtOnce_neverShareOne() {
        String left = shop.own("left");
        String right = shop.own("right");
        for (int round = 0; round < ROUNDS; round++) {
            Crowd.of(4)
                    .call(
                            4,
                            i -> put(
                                    i % 2 == 0 ? api : api.onSecondHub(),
                                    shop.own(i < 2 ? "one" : "two"),
                                    i % 2 == 0 ? left : right));

            for (String code : List.of(left, right)) {
                List<String> owners = List.of("one", "two").stream()
                        .filter(name -> api.get("/api/v1/items/" + shop.own(name))
                                .body()
                                .contains('"' + code + '"'))
                        .map(shop::own)
                        .toList();
                assertThat(owners).hasSizeLessThanOrEqualTo(1);
                assertThat(found(code).stream().map(item -> item.text("/sku"))).isEqualTo(owners);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "tab\\t", "x64"})
    void whatNoScannerReads_isNamed(String code) {
        put("lamp", "fine", code.equals("x64") ? "x".repeat(65) : code).refuses(422, "invalid-field", "/barcodes/1");
    }

    @Test
    void aBarcodeTwice_orTooMany_areRefused() {
        put("lamp", "a", "b", "a").refuses(422, "invalid-field", "/barcodes");
        String[] many =
                IntStream.range(0, 21).mapToObj(i -> shop.own("code" + i)).toArray(String[]::new);
        put("lamp", many).refuses(422, "too-many-entries", "/barcodes");
    }

    private Reply put(String name, String... barcodes) {
        return put(api, shop.own(name), barcodes);
    }

    private static Reply put(Api hub, String sku, String... barcodes) {
        return hub.put(
                "/api/v1/items/" + sku,
                Json.of("{name: 'Lamp'}")
                        .with(
                                "/barcodes",
                                Json.array(List.of(barcodes).stream()
                                        .map(code -> Json.of("'%s'".formatted(code)))
                                        .toList())));
    }

    private List<Json> found(String barcode) {
        return api.get("/api/v1/items?barcode=" + Api.encoded(barcode))
                .is(200)
                .json()
                .items("/items");
    }
}
