package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator pauses a place, and from then on no order goes there. */
class LocationSwitchesIT implements LedgerProven {
    private static final String REASON = "Water in the stock room";

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private final String leeds = shop.store("leeds", 53.8, -1.55);
    private final String lamp = shop.item("lamp");
    private final String web = shop.channel("web", leeds);

    @Test
    void aPausedStore_getsNoOrder_onEitherHub_untilItGoesOn() {
        shop.receive(lamp, leeds, 10);
        String picked = shop.place(shop.order(web, line(lamp, 1))).is(201).text("/fulfillmentOrders/0/id");
        new Work(api).steps(picked, "acknowledge", "start-picking", "pick");

        Reply paused = set(true, false).is(200);
        assertThat(paused.header("ETag")).isEqualTo("\"2\"");
        assertThat(api.get("/api/v1/audit?limit=1&subject=location:" + leeds)
                        .is(200)
                        .text("/items/0/after/reason"))
                .isEqualTo(REASON);
        shop.place(shop.order(web, line(lamp, 1))).refuses(409, "insufficient-stock");
        api.onSecondHub().post(Shop.ORDERS, shop.order(web, line(lamp, 1))).refuses(409, "insufficient-stock");

        set(false, false).is(200);
        api.onSecondHub().post(Shop.ORDERS, shop.order(web, line(lamp, 1))).is(201);
        shop.place(shop.order(web, line(lamp, 1))).is(201);
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(3);
    }

    @Test
    void aStorePausedInTheMiddleOfTraffic_getsNoOrderFromThatMoment() {
        String bath = shop.store("bath", 51.4, -2.4);
        String both = shop.channel("both", leeds, bath);
        shop.receive(lamp, leeds, 1_000);
        shop.receive(lamp, bath, 1_000);
        var switched = new AtomicLong(Long.MAX_VALUE);

        List<Reply> late = Crowd.of(8)
                .call(200, i -> {
                    if (i == 100) {
                        set(true, false).is(200);
                        switched.set(System.nanoTime());
                    }
                    boolean isLate = System.nanoTime() > switched.get();
                    Reply placed = (i % 2 == 0 ? api : api.onSecondHub())
                            .post(Shop.ORDERS, shop.order(both, line(lamp, 1)))
                            .is(201);
                    return new Placed(isLate, placed);
                })
                .stream()
                .filter(Placed::isLate)
                .map(Placed::reply)
                .toList();

        assertThat(late)
                .isNotEmpty()
                .allSatisfy(reply -> assertThat(Shop.parts(reply.json())).containsExactly(bath + "[1×1]"));
    }

    private record Placed(boolean isLate, Reply reply) {}

    @Test
    void theSwitches_areShown_andALoadOfMasterDataLeavesThem() {
        set(true, true).is(200);

        Reply loaded = api.put("/api/v1/locations/" + leeds, Shop.storeContent("leeds", 53.8, -1.55));
        assertThat(loaded.is(200).number("/version")).isEqualTo(2);
        Reply moved = api.put("/api/v1/locations/" + leeds, Shop.storeContent("Leeds", 53.9, -1.55));
        assertThat(moved.is(200).number("/version")).isEqualTo(3);

        Json read = api.get("/api/v1/locations/" + leeds).is(200).json();
        assertThat(read).isEqualTo(moved.json());
        assertThat(read.at("/paused")).hasToString("true");
        assertThat(read.at("/pickupPaused")).hasToString("true");
    }

    @Test
    void switchesThatAreSoAlready_changeNothing_andEachChangeIsOneEvent() throws SQLException {
        assertThat(set(false, false).is(200).number("/version")).isEqualTo(1);
        assertThat(set(false, true).is(200).number("/version")).isEqualTo(2);
        assertThat(set(false, true).is(200).number("/version")).isEqualTo(2);

        List<Json> events = events("io.omnihub.location.switched.v1", leeds);
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().without("/actor"))
                .isEqualTo(Json.of("{code: '%s', version: 2, paused: false, pickupPaused: true, reason: '%s'}"
                        .formatted(leeds, REASON)));
        assertThat(events.getFirst().text("/actor")).hasSize(36);
    }

    @ParameterizedTest
    @CsvSource({
        "/reason, '''''', invalid-field",
        "/reason, ''' x''', invalid-field",
        "/paused, '''yes''', invalid-field",
        "/pickupPaused, null, invalid-field",
        "/until, '''later''', unknown-field"
    })
    void badSwitches_areNamed(String field, String value, String code) {
        var body = Json.of("{paused: true, pickupPaused: false, reason: 'x'}").with(field, value);
        api.put("/api/v1/locations/" + leeds + "/switches", body).refuses(422, code, field);
        assertThat(api.get("/api/v1/locations/" + leeds).number("/version")).isEqualTo(1);
    }

    @Test
    void aPlaceThatIsNotThere_isNotFound() {
        var body = Json.of("{paused: true, pickupPaused: false, reason: 'x'}");
        api.put("/api/v1/locations/" + shop.own("nowhere") + "/switches", body).refuses(404, "not-found");
        api.put("/api/v1/locations/a%20b/switches", body).refuses(400, "invalid-parameter", "code");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        /openingExceptions | [{date: '2026-02-29', periods: []}]                            | /openingExceptions/0/date
        /openingExceptions | [{date: '2026-1-1', periods: []}]                              | /openingExceptions/0/date
        /openingExceptions | [{date: '1026-01-01', periods: []}]                            | /openingExceptions/0/date
        /openingExceptions | [{date: '2026-01-01', periods: []}, {date: '2026-01-01', periods: []}] | /openingExceptions/1/date
        /openingExceptions | [{date: '2026-01-01', periods: [{opens: '9:00', closes: '10:00'}]}] | /openingExceptions/0/periods/0/opens
        /openingExceptions | [{date: '2026-01-01', periods: [{opens: '09:00', closes: '24:00'}]}] | /openingExceptions/0/periods/0/closes
        /cutOff            | '15:60'                                                        | /cutOff
        /acceptanceRate    | 1.01                                                           | /acceptanceRate
        /acceptanceRate    | -0.01                                                          | /acceptanceRate
        /acceptanceRate    | '1'                                                            | /acceptanceRate
        """)
    void badHoursAndRates_areNamed(String field, String value, String fault) {
        var content = Shop.storeContent("Leeds", 53.8, -1.55).with(field, value);
        api.put("/api/v1/locations/" + leeds, content).refuses(422, "invalid-field", fault);
    }

    @Test
    void aThousandExceptions_areTaken_andShownByDate() {
        List<Json> days = new ArrayList<>();
        for (int day = 0; day < 1_000; day++) {
            days.addFirst(Json.of("{date: '%s', periods: []}"
                    .formatted(LocalDate.of(2026, 1, 1).plusDays(day))));
        }
        var content = Shop.storeContent("Leeds", 53.8, -1.55).with("/openingExceptions", Json.array(days));

        Reply put = api.put("/api/v1/locations/" + leeds, content).is(200);

        assertThat(put.json().items("/openingExceptions")).isEqualTo(days.reversed());
        days.add(Json.of("{date: '2035-01-01', periods: []}"));
        api.put("/api/v1/locations/" + leeds, content.with("/openingExceptions", Json.array(days)))
                .refuses(422, "too-many-entries", "/openingExceptions");
    }

    private Reply set(boolean paused, boolean pickupPaused) {
        return api.put(
                "/api/v1/locations/" + leeds + "/switches",
                Json.of("{paused: %s, pickupPaused: %s, reason: '%s'}".formatted(paused, pickupPaused, REASON)));
    }

    static List<Json> events(String type, String subject) throws SQLException {
        try (var connection = Hub.connect();
                var select = connection.prepareStatement(
                        "SELECT data FROM event WHERE type = ? AND subject = ? ORDER BY seq")) {
            select.setString(1, type);
            select.setString(2, subject);
            List<Json> events = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(Json.of(rows.getString(1)));
                }
            }
            return events;
        }
    }
}
