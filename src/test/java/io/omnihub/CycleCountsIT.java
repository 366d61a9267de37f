package io.omnihub;

import static io.omnihub.Shop.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.Shop.Level;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CycleCountsIT implements LedgerProven {
    private static final String PATH = "/api/v1/cycle-counts";

    private final Api office = Api.service();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String lamp = "";
    private String vase = "";
    private Api store = office;

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.8, -1.55);
        store = Api.store(leeds);
        lamp = shop.item("lamp");
        vase = shop.item("vase");
        shop.receive(lamp, leeds, 100);
        shop.receive(vase, leeds, 3);
    }

    @Test
    void aStoreCountsItsShelves_isNotBelieved_countsAgain_andTheOfficeApproves() {
        Json count =
                office.post(PATH, content("{units: 1, percent: 2}")).is(201).json();
        assertThat(count.number("/left")).isEqualTo(2);
        String id = count.text("/id");
        assertThat(store.all(PATH + "/" + id + "/lines", 50))
                .extracting(line -> line.text("/sku"))
                .containsExactly(lamp, vase);

        // The store counts the lamps, and is not shown what the hub expects.
        Json entered = enter(store, id, lamp, 91).is(200).json();
        assertThat(entered.text("/state")).isEqualTo("open");
        assertThat(entered.number("/above"))
                .as("whether it is far off is no help to who counts")
                .isZero();
        assertThat(line(store, id, lamp).find("/expected")).isEmpty();
        assertThat(line(office, id, lamp).number("/difference")).isEqualTo(-9);

        // One vase of three is missing, which is within the tolerance; the lamps are to be counted once more.
        Json doubted = enter(store, id, vase, 2).is(200).json();
        assertThat(doubted.text("/state")).isEqualTo("recount");
        assertThat(doubted.number("/left")).isEqualTo(1);
        enter(store, id, vase, 3).refuses(422, "not-to-count", "/entries/0/sku");
        assertThat(line(store, id, lamp).toString()).contains("\"recount\":true");

        // They sell five meanwhile; the second count stands, and is still far off.
        shop.adjust("write-off", entry(lamp, leeds, 5)).is(201);
        Json counted = enter(store, id, lamp, 86).is(200).json();
        assertThat(counted.text("/state")).isEqualTo("counted");
        assertThat(counted.number("/above")).isEqualTo(1);
        step(store, id, "approve", "{}").refuses(403, "forbidden");

        // Five more are gone before the office approves: what was off is posted, not what was counted.
        shop.adjust("write-off", entry(lamp, leeds, 5)).is(201);
        Json posted = step(office, id, "approve", "{}").is(200).json();
        assertThat(posted.text("/state")).isEqualTo("posted");
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(100 - 9 - 5 - 5);
        assertThat(shop.level(vase, leeds).onHand()).isEqualTo(2);
        assertThat(line(store, id, lamp).number("/expected")).isEqualTo(95);
        step(office, id, "approve", "{}").refuses(409, "step-not-allowed");
        assertThat(Announced.types(id))
                .containsExactly(
                        "cycle-count.opened",
                        "cycle-count.recount-demanded",
                        "cycle-count.counted",
                        "cycle-count.posted");
    }

    @Test
    void withinTheTolerance_aStoreApprovesItsOwn() {
        String id = store.post(PATH, content()).is(201).text("/id");
        enter(store, id, lamp, 99).is(200);
        assertThat(enter(store, id, vase, 3).is(200).text("/state")).isEqualTo("counted");

        assertThat(step(store, id, "approve", "{}").is(200).text("/state")).isEqualTo("posted");

        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(99);
        store.post(PATH, content("{units: 9, percent: 2}")).refuses(403, "forbidden", "/tolerance");
        store.post(PATH, content().with("/blind", false)).refuses(403, "forbidden", "/blind");
        assertThat(store.get(PATH + "/" + id).is(200).json().items("/steps")).isEmpty();
    }

    @Test
    void whoApproves_mayWantItCountedAgain_orGiveItUp() {
        String id = store.post(PATH, content()).is(201).text("/id");
        enter(store, id, lamp, 100).is(200);
        enter(store, id, vase, 3).is(200);

        assertThat(step(office, id, "demand-recount", "{skus: ['%s']}".formatted(vase))
                        .is(200)
                        .text("/state"))
                .isEqualTo("recount");
        step(office, id, "approve", "{}").refuses(409, "step-not-allowed");
        assertThat(enter(store, id, vase, 2).is(200).text("/state")).isEqualTo("counted");
        assertThat(step(office, id, "reject", "{reason: 'Somebody moved the shelf.'}")
                        .is(200)
                        .text("/reason"))
                .isEqualTo("Somebody moved the shelf.");

        assertThat(shop.level(vase, leeds).onHand()).isEqualTo(3);
        enter(store, id, vase, 3).refuses(409, "step-not-allowed");
    }

    @Test
    void aRepeatedStep_isAnsweredAsBefore_andAnotherVersionIsRefused() {
        Json made = office.post(PATH, content()).is(201).json();
        String id = made.text("/id");
        String path = PATH + "/" + id + "/entries";
        Json entered = entered(lamp, 99);

        Json once = office.post(path, entered, "Idempotency-Key", shop.own("once"), "If-Match", "\"1\"")
                .is(200)
                .json();
        assertThat(office.post(path, entered, "Idempotency-Key", shop.own("once"))
                        .isReplay()
                        .json())
                .isEqualTo(once);
        office.post(path, entered(lamp, 98), "Idempotency-Key", shop.own("once"))
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");
        String other = office.post(PATH, content()).is(201).text("/id");
        office.post(PATH + "/" + other + "/entries", entered, "Idempotency-Key", shop.own("once"))
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");
        office.post(path, entered(lamp, 98), "Idempotency-Key", shop.own("twice"), "If-Match", "\"1\"")
                .refuses(412, "version-mismatch");
        office.post(path, entered(lamp, 98)).refuses(400, "idempotency-key-required", "Idempotency-Key");
    }

    @Test
    void aWholePlace_isWhatItHas_andWhatIsNotThereIsRefused() {
        String rug = shop.item("rug");
        Json place = Json.of("{reference: '%s', location: '%s'}".formatted(shop.fresh("place"), leeds));
        String id = office.post(PATH, place).is(201).text("/id");
        office.post(PATH, place).isReplay();
        office.post(PATH, place.with("/blind", false)).refuses(422, "idempotency-key-reused", "/reference");

        assertThat(office.all(PATH + "/" + id + "/lines", 1))
                .extracting(line -> line.text("/sku"))
                .containsExactly(lamp, vase);
        enter(office, id, rug, 1).refuses(422, "unknown-line", "/entries/0/sku");
        String empty = shop.store("empty", 51, 0);
        office.post(PATH, place.with("/reference", "'x'").with("/location", "'%s'".formatted(empty)))
                .refuses(422, "nothing-to-count", "/location");
        office.post(PATH, place.with("/reference", "'x'").with("/location", "'%s'".formatted(shop.own("nowhere"))))
                .refuses(422, "unknown-location", "/location");
        office.post(PATH, place.with("/reference", "'x'").with("/skus", "['%s', '%s']".formatted(lamp, shop.own("no"))))
                .refuses(422, "unknown-item", "/skus/1");
        Api.store(empty).get(PATH + "/" + id).refuses(404, "not-found");
    }

    @Test
    void aPlaceWithAThousandItems_isCountedInOneCall() {
        String bath = shop.store("bath", 51.4, -2.4);
        List<String> skus = shop.items(1_000);
        shop.adjust("receipt", skus.stream().map(sku -> entry(sku, bath, 5)).toArray(Json[]::new))
                .is(201);
        String id = office.post(PATH, Json.of("{reference: '%s', location: '%s'}".formatted(shop.fresh("place"), bath)))
                .is(201)
                .text("/id");
        String entries = IntStream.range(0, 1_000)
                .mapToObj(i -> "{sku: '%s', counted: %d}".formatted(skus.get(i), i % 10 == 0 ? 4 : 5))
                .collect(Collectors.joining(",", "{entries: [", "]}"));

        assertThat(step(office, id, "entries", entries).is(200).text("/state")).isEqualTo("counted");
        step(office, id, "approve", "{}").is(200);

        assertThat(shop.level(skus.get(10), bath)).isEqualTo(new Level(4, 0, 0, 0, 4));
        assertThat(shop.level(skus.get(11), bath)).isEqualTo(new Level(5, 0, 0, 0, 5));
    }

    @Test
    void aLocationsOwnTolerance_isThatOfItsCounts_unlessOneNamesAnother() {
        String path = "/api/v1/locations/" + leeds;
        Api api = Api.administrator();
        Json place = Shop.storeContent("leeds", 53.8, -1.55).with("/countTolerance", "{units: 7, percent: 3}");
        assertThat(api.put(path, place).is(200).json().at("/countTolerance"))
                .isEqualTo(Json.of("{units: 7, percent: 3}"));

        assertThat(office.post(PATH, content()).is(201).json().at("/tolerance"))
                .isEqualTo(Json.of("{units: 7, percent: 3}"));
        assertThat(office.post(PATH, content("{units: 1, percent: 2}"))
                        .is(201)
                        .json()
                        .at("/tolerance"))
                .isEqualTo(Json.of("{units: 1, percent: 2}"));
    }

    @Test
    void twoCountsOfOneShelf_correctItOnce() {
        String first = office.post(PATH, content()).is(201).text("/id");
        String second = office.post(PATH, content()).is(201).text("/id");
        for (String id : List.of(first, second)) {
            enter(office, id, lamp, 99).is(200);
            enter(office, id, vase, 3).is(200);
        }

        step(office, first, "approve", "{}").is(200);
        step(office, second, "approve", "{}").is(200);

        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(99);
    }

    @Test
    void ofTwoCountsOfOneShelf_theLaterOneStands_whicheverIsApprovedFirst() {
        String early = office.post(PATH, content()).is(201).text("/id");
        String late = office.post(PATH, content()).is(201).text("/id");
        enter(office, early, lamp, 99).is(200);
        enter(office, early, vase, 1).is(200);
        enter(office, late, lamp, 100).is(200);
        enter(office, late, vase, 3).is(200);
        shop.adjust("write-off", entry(lamp, leeds, 10)).is(201);

        step(office, late, "approve", "{}").is(200);
        step(office, early, "approve", "{}").is(200);

        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(90);
        assertThat(shop.level(vase, leeds).onHand()).isEqualTo(3);
    }

    @Test
    void aLaterCountThatFindsAllThere_takesBackWhatAnEarlierOneCorrected() {
        String early = office.post(PATH, content()).is(201).text("/id");
        String late = office.post(PATH, content()).is(201).text("/id");
        enter(office, early, lamp, 98).is(200);
        enter(office, early, vase, 3).is(200);
        enter(office, late, lamp, 100).is(200);
        enter(office, late, vase, 3).is(200);

        step(office, early, "approve", "{}").is(200);
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(98);
        step(office, late, "approve", "{}").is(200);

        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(100);
    }

    @Test
    void aCountThatFindsFewerThanPromised_isPosted() {
        shop.place(shop.order(shop.channel("web", leeds), Shop.line(vase, 3))).is(201);
        String id = office.post(PATH, content()).is(201).text("/id");
        enter(office, id, lamp, 100).is(200);
        enter(office, id, vase, 1).is(200);

        step(office, id, "approve", "{}").is(200);

        assertThat(shop.level(vase, leeds)).isEqualTo(new Level(1, 0, 3, 0, -2));
    }

    private Json content() {
        return Json.of("{reference: '%s', location: '%s', skus: ['%s', '%s']}"
                .formatted(shop.fresh("count"), leeds, lamp, vase));
    }

    private Json content(String tolerance) {
        return content().with("/tolerance", tolerance);
    }

    private static Json entered(String sku, long units) {
        return Json.of("{entries: [{sku: '%s', counted: %d}]}".formatted(sku, units));
    }

    private Reply enter(Api caller, String id, String sku, long units) {
        return step(caller, id, "entries", entered(sku, units).toString());
    }

    private Reply step(Api caller, String id, String step, String body) {
        return caller.post(PATH + "/" + id + "/" + step, Json.of(body), "Idempotency-Key", shop.fresh("step"));
    }

    private static Json line(Api caller, String id, String sku) {
        return caller.all(PATH + "/" + id + "/lines", 50).stream()
                .filter(line -> line.text("/sku").equals(sku))
                .findFirst()
                .orElseThrow();
    }
}
