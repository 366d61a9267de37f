package io.omnihub;

import static io.omnihub.Shop.counted;
import static io.omnihub.Shop.entry;
import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.Shop.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountsIT implements LedgerProven {
    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.8, -1.55);
        lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 10);
    }

    @Test
    void aCount_bringsOnHandToWhatWasCounted_andARepeatChangesNothing() {
        Json asked = shop.count(counted(lamp, leeds, 7).with("/onHandVersion", 1));

        Json first = api.post(Shop.COUNTS, asked).is(201).json();

        assertThat(first.at("/entries/0")).isEqualTo(posted(7, -3, false));
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(7);
        shop.receive(lamp, leeds, 5);
        assertThat(api.post(Shop.COUNTS, asked).isReplay().json()).isEqualTo(first);
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(12);
        api.post(Shop.COUNTS, asked.with("/entries/0/counted", 8)).refuses(422, "idempotency-key-reused", "/reference");
    }

    @Test
    void aStaleCount_isRefusedWithWhatIsThere_andPromisesMakeNoneStale() {
        String vase = shop.item("vase");
        shop.receive(vase, leeds, 4);
        shop.place(shop.order(shop.channel("web", leeds), line(vase, 2))).is(201);
        shop.receive(lamp, leeds, 1);

        Reply refused = api.post(
                        Shop.COUNTS,
                        shop.count(
                                counted(vase, leeds, 3).with("/onHandVersion", 1),
                                counted(lamp, leeds, 9).with("/onHandVersion", 1)))
                .refuses(409, "stale-count");

        assertThat(refused.json().items("/entries"))
                .containsExactly(counted(lamp, leeds, 9)
                        .with("/countedVersion", 1)
                        .with("/onHand", 11)
                        .with("/onHandVersion", 2));
        assertThat(shop.level(vase, leeds).onHand()).isEqualTo(4);
        api.post(Shop.COUNTS, shop.count(counted(vase, leeds, 3).with("/onHandVersion", 1)))
                .is(201);
    }

    @Test
    void ofManyWhoCountedTheSameVersion_oneIsTaken() {
        List<Reply> replies = Crowd.of(16)
                .call(
                        16,
                        i -> api.post(
                                Shop.COUNTS,
                                shop.count(counted(lamp, leeds, 20 + i).with("/onHandVersion", 1))));

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 201)
                .allSatisfy(reply -> assertThat(reply.text("/code")).isEqualTo("stale-count"));
    }

    @Test
    void fewerThanPromised_isAFact_andSomebodyIsTold() {
        shop.place(shop.order(shop.channel("web", leeds), line(lamp, 8))).is(201);

        api.post(Shop.COUNTS, shop.count(counted(lamp, leeds, 5))).is(201);

        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(5, 0, 8, 0, -3));
        assertThat(Announced.types(lamp + "@" + leeds)).contains("stock.oversold");
    }

    @Test
    void aCountThatIsReportedLate_keepsWhatHasHappenedSince() {
        String counted = shop.adjust("found", entry(lamp, leeds, 1)).is(201).text("/recordedAt");
        shop.adjust("write-off", entry(lamp, leeds, 4)).is(201);
        Json late = shop.count(counted(lamp, leeds, 10)).with("/occurredAt", "'" + counted + "'");

        Json first = api.post(Shop.COUNTS, late).is(201).json();

        assertThat(first.at("/entries/0")).isEqualTo(posted(10, -1, false));
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(6);
        assertThat(api.post(Shop.COUNTS, late).isReplay().json()).isEqualTo(first);
    }

    @Test
    void whatHappenedBeforeACountAndIsReportedAfterIt_isRecordedAndHasNoEffect() {
        String before = shop.adjust("found", entry(lamp, leeds, 1)).is(201).text("/recordedAt");
        api.post(Shop.COUNTS, shop.count(counted(lamp, leeds, 7))).is(201);

        Json late =
                shop.adjustment("write-off", List.of(entry(lamp, leeds, 20))).with("/occurredAt", "'" + before + "'");
        Json recorded = api.post(Shop.ADJUSTMENTS, late).is(201).json();
        assertThat(recorded.at("/entries/0"))
                .isEqualTo(entry(lamp, leeds, -20).with("/counter", "'on-hand'").with("/superseded", true));
        assertThat(api.post(Shop.ADJUSTMENTS, late).isReplay().json()).isEqualTo(recorded);
        Json older = shop.count(counted(lamp, leeds, 3)).with("/occurredAt", "'" + before + "'");
        assertThat(api.post(Shop.COUNTS, older).is(201).json().at("/entries/0")).isEqualTo(posted(3, 0, true));
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(7, 0, 0, 0, 7));

        // What is damaged was counted too, and what happens now is none of the past.
        api.post(
                        Shop.ADJUSTMENTS,
                        late.with("/reference", "'" + shop.fresh("ref") + "'")
                                .with("/reason", "'damaged'")
                                .with("/entries/0/quantity", 1))
                .is(201);
        shop.adjust("write-off", entry(lamp, leeds, 1)).is(201);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(6, 1, 0, 0, 5));
    }

    private Json posted(long units, long difference, boolean superseded) {
        return counted(lamp, leeds, units).with("/difference", difference).with("/superseded", superseded);
    }

    @Test
    void whatCannotBeCounted_isNamed_andNothingIsRecorded() {
        String unknown = shop.own("unknown");
        api.post(Shop.COUNTS, shop.count(counted(lamp, leeds, 1), counted(unknown, leeds, 1)))
                .refuses(422, "unknown-item", "/entries/1/sku");
        api.post(Shop.COUNTS, shop.count(counted(lamp, leeds, 1), counted(lamp, shop.own("nowhere"), 1)))
                .refuses(422, "unknown-location", "/entries/1/location");
        api.post(Shop.COUNTS, shop.count(counted(lamp, leeds, 1), counted(lamp, leeds, 2)))
                .refuses(422, "invalid-field", "/entries/1");
        api.post(Shop.COUNTS, shop.count(counted(lamp, leeds, -1)))
                .refuses(422, "quantity-out-of-range", "/entries/0/counted");
        assertThat(shop.level(lamp, leeds).onHand()).isEqualTo(10);
    }

    @Test
    void whereNothingWasEverStocked_theVersionIsZero() {
        String bath = shop.store("bath", 51.4, -2.4);

        api.post(Shop.COUNTS, shop.count(counted(lamp, bath, 2).with("/onHandVersion", 1)))
                .refuses(409, "stale-count");
        api.post(Shop.COUNTS, shop.count(counted(lamp, bath, 2).with("/onHandVersion", 0)))
                .is(201);

        assertThat(shop.level(lamp, bath).onHand()).isEqualTo(2);
    }

    @Test
    void tenThousandEntries_areCountedAtOnce() {
        List<String> skus = shop.items(500);
        List<String> stores = Crowd.of(8).call(20, i -> shop.store("store" + i, 50 + i, 0));
        List<Json> entries = new ArrayList<>();
        stores.forEach(store -> skus.forEach(sku -> entries.add(counted(sku, store, 3))));

        api.post(Shop.COUNTS, shop.count(entries.toArray(Json[]::new))).is(201);

        assertThat(shop.level(skus.getLast(), stores.getLast()).onHand()).isEqualTo(3);
        entries.add(counted(lamp, leeds, 1));
        api.post(Shop.COUNTS, shop.count(entries.toArray(Json[]::new))).refuses(422, "too-many-entries", "/entries");
    }

    @Test
    void countingBesideSales_losesNothing() {
        String web = shop.channel("web", leeds);
        shop.receive(lamp, leeds, 90);

        Crowd.of(8)
                .call(
                        40,
                        i -> i % 2 == 0
                                ? shop.place(shop.order(web, line(lamp, 1))).is(201)
                                : shop.adjust("found", entry(lamp, leeds, 1)).is(201));

        api.post(Shop.COUNTS, shop.count(counted(lamp, leeds, 100))).is(201);
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(100, 0, 20, 0, 80));
    }
}
