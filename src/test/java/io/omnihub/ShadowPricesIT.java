package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the hub finds of the orders of late, and what it then does with the scarce unit. */
class ShadowPricesIT implements LedgerProven {
    private static final String PATH = "/api/v1/sourcing/shadow-prices";
    private static final String COMPUTATIONS = PATH + "/computations";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private final String lamp = shop.item("lamp");
    private final String north = shop.store("north", 55, -1.5);
    private final String south = shop.store("south", 51, -1.5);
    private final String web = shop.channel("web", north, south);

    /**
     * What the north has does for those who live there and for some of those between, but not for all. So a unit there is
     * worth what it saves between; the last of them saves less.
     */
    @Test
    void theScarceUnit_isLeftToThoseWhomItSavesMore() {
        shop.receive(lamp, north, 220);
        shop.receive(lamp, south, 1_000);
        for (int n = 0; n < 6; n++) {
            assertThat(Shop.parts(place(55))).containsExactly(north + "[1×1]");
        }
        for (int n = 0; n < 3; n++) {
            assertThat(Shop.parts(place(53.4))).containsExactly(north + "[1×1]");
        }
        assertThat(Shop.parts(place(53.1))).as("without prices").containsExactly(north + "[1×1]");

        compute();

        assertThat(api.all(PATH + "?sku=" + lamp, 1)).singleElement().satisfies(price -> {
            assertThat(price.text("/location")).isEqualTo(north);
            assertThat(Double.parseDouble(price.at("/price").toString())).isPositive();
        });
        assertThat(api.all(PATH + "?sku=" + lamp + "&location=" + south, 1)).isEmpty();
        await().atMost(LIMIT).until(() -> Shop.parts(place(53.1)).equals(List.of(south + "[1×1]")));
        assertThat(Shop.parts(place(55))).as("who lives there").containsExactly(north + "[1×1]");
    }

    @Test
    void aComputation_tellsWhatItWasMadeOf_andIsMadeOnceForAKey() {
        shop.receive(lamp, north, 10);
        place(55);
        String key = UUID.randomUUID().toString();

        Reply asked = request(key).is(202);

        assertThat(request(key).isReplay().json()).isEqualTo(asked.json());
        await().atMost(LIMIT).until(() -> isDone(asked.text("/dueWork")));
        Json newest = api.all(COMPUTATIONS, 50).getFirst();
        assertThat(newest.number("/orders")).isPositive();
        assertThat(newest.number("/solved")).isEqualTo(newest.number("/skus"));
        assertThat(newest.number("/aheadDays")).isEqualTo(28);
    }

    @Test
    void itComesAgainByItself() {
        assertThat(api.all("/api/v1/due-work?kind=shadow-prices&subject=all&state=waiting", 50))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'?sku=%20', invalid-parameter, sku",
        "'?location=a%20b', invalid-parameter, location",
        "?order=1, invalid-parameter, order",
        "?after=xyz, invalid-cursor, after",
        "/computations?sku=1, invalid-parameter, sku",
        "/computations?after=xyz, invalid-cursor, after"
    })
    void badParameters_areNamed(String query, String code, String parameter) {
        api.get(PATH + query).refuses(400, code, parameter);
    }

    private void compute() {
        String work = request(UUID.randomUUID().toString()).is(202).text("/dueWork");
        await().atMost(LIMIT).until(() -> isDone(work));
    }

    private Reply request(String key) {
        return api.post(COMPUTATIONS, Json.of("{}"), "Idempotency-Key", key);
    }

    private boolean isDone(String work) {
        return api.all("/api/v1/due-work?kind=shadow-prices&state=done", 50).stream()
                .anyMatch(done -> done.text("/id").equals(work));
    }

    private Json place(double latitude) {
        return shop.place(shop.order(web, line(lamp, 1))
                        .with("/delivery/address/position/latitude", latitude)
                        .with("/delivery/address/position/longitude", -1.5))
                .is(201)
                .json();
    }
}
