package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are made, shown once, bound to what their role asks for, rotated, and ended. */
class KeysIT {
    private static final String KEYS = "/api/v1/keys";

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private final String leeds = shop.store("leeds", 53.8, -1.55);
    private final String web = shop.channel("web", leeds);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {name: 'x', role: 'storefront'}                                        | missing-field    | /channel
        {name: 'x', role: 'store'}                                             | missing-field    | /location
        {name: 'x', role: 'storefront', channel: 'nowhere'}                    | unknown-channel  | /channel
        {name: 'x', role: 'store', location: 'nowhere'}                        | unknown-location | /location
        {name: 'x', role: 'storefront', channel: 'nowhere', location: 'x'}     | unknown-field    | /location
        {name: 'x', role: 'store', location: 'nowhere', channel: 'x'}          | unknown-field    | /channel
        {name: 'x', role: 'service', channel: 'nowhere'}                       | unknown-field    | /channel
        {name: 'x', role: 'administrator', location: 'nowhere'}                | unknown-field    | /location
        {name: 'x', role: 'king'}                                              | invalid-field    | /role
        {name: 'x', role: 'service', secret: 'one-that-the-caller-has-chosen'} | unknown-field    | /secret
        {name: 'x', role: 'service', id: '0195d3a0-11c2-7aa0-8c31-5b7d9e0f1a22'} | unknown-field  | /id
        """)
    void aKeyThatIsNotWhatItsRoleAsksFor_isRefused(String asked, String code, String field) {
        make(Json.of(asked)).refuses(422, code, field);
    }

    @Test
    void aKeyShowsWhatItBelongsTo() {
        Json store = make(Json.of("{name: 'Till', role: 'store', location: '%s'}".formatted(leeds)))
                .is(201)
                .json();
        assertThat(store.text("/location")).isEqualTo(leeds);
        assertThat(api.get(KEYS + "/" + store.text("/id")).json()).isEqualTo(store.without("/secret"));

        Json service = make(Json.of("{name: 'ERP', role: 'service'}")).is(201).json();
        assertThat(service.find("/location")).isEmpty();
        assertThat(service.find("/channel")).isEmpty();
    }

    @Test
    void aDeletedKey_opensNothingAnyMore() {
        var asked = Json.of("{name: 'Night shift', role: 'administrator'}");
        var made = api.post(KEYS, asked, "Idempotency-Key", shop.fresh("key"));
        var nightShift = Api.withKey(made.is(201).text("/secret"));
        nightShift.get(KEYS).is(200);

        api.send("DELETE", KEYS + "/" + made.text("/id"), BodyPublishers.noBody())
                .is(204);

        nightShift.get(KEYS).refuses(401, "unauthenticated");
        api.get(KEYS + "/" + made.text("/id")).refuses(404, "not-found");
    }

    @Test
    void theSecretOfAKey_isShownOnce() {
        var asked = Json.of("{name: 'Web', role: 'storefront', channel: '%s'}".formatted(web));
        var key = shop.fresh("key");
        var made = api.post(KEYS, asked, "Idempotency-Key", key).is(201);

        var repeat = api.post(KEYS, asked, "Idempotency-Key", key);

        assertThat(repeat.isReplay().json()).isEqualTo(made.json().without("/secret"));
        assertThat(api.get(KEYS + "/" + made.text("/id")).json()).isEqualTo(repeat.json());
        assertThat(api.all(KEYS, 2)).contains(repeat.json());
        api.post(KEYS, asked.with("/name", "'App'"), "Idempotency-Key", key)
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");
        api.post(KEYS, asked).refuses(400, "idempotency-key-required", "Idempotency-Key");
        api.post(KEYS, asked.with("/channel", "'nowhere'"), "Idempotency-Key", shop.fresh("key"))
                .refuses(422, "unknown-channel", "/channel");
    }

    @Test
    void aRotatedKey_isOpenedByBothSecrets_andIsTheSameCaller() throws SQLException {
        Json key = storefront();
        Api before = Api.withKey(key.text("/secret"));
        String lamp = shop.item("lamp");
        shop.receive(lamp, leeds, 10);
        var cart = shop.cart(web, 600, Shop.entry(lamp, 1));
        String idempotencyKey = shop.fresh("hold");
        Json hold = before.post(Shop.HOLDS, cart, "Idempotency-Key", idempotencyKey)
                .is(201)
                .json();

        Json rotated = rotate(key, "{}").is(201).json();
        Api after = Api.withKey(rotated.text("/secret"));

        assertThat(rotated.without("/secret").without("/previousSecretUntil")).isEqualTo(key.without("/secret"));
        assertThat(api.get(KEYS + "/" + key.text("/id")).json()).isEqualTo(rotated.without("/secret"));
        assertThat(Duration.between(
                        Instant.parse(key.text("/createdAt")), Instant.parse(rotated.text("/previousSecretUntil"))))
                .isBetween(Duration.ofHours(24), Duration.ofHours(25));
        before.get(Shop.ORDERS).is(200);
        after.get(Shop.ORDERS).is(200);
        assertThat(after.post(Shop.HOLDS, cart, "Idempotency-Key", idempotencyKey)
                        .isReplay()
                        .text("/id"))
                .isEqualTo(hold.text("/id"));
        assertThat(stored(key.text("/id"))).doesNotContain(key.text("/secret"), rotated.text("/secret"));
    }

    @Test
    void aSecretEndsByItself_withItsOverlap() {
        Json key = storefront();
        Api before = Api.withKey(key.text("/secret"));
        Api other = Api.withKey(key.text("/secret")).onSecondHub();
        before.get(Shop.ORDERS).is(200);

        Json rotated = rotate(key, "{overlap: 'PT3S'}").is(201).json();

        await().until(() -> before.get(Shop.ORDERS).status() == 401);
        await().until(() -> other.get(Shop.ORDERS).status() == 401);
        Api.withKey(rotated.text("/secret")).get(Shop.ORDERS).is(200);
        assertThat(api.get(KEYS + "/" + key.text("/id")).json())
                .isEqualTo(rotated.without("/secret").without("/previousSecretUntil"));
    }

    @Test
    void withoutAnOverlap_theSecretBeforeEndsAtOnce() {
        Json key = storefront();
        Api before = Api.withKey(key.text("/secret"));
        before.get(Shop.ORDERS).is(200);

        rotate(key, "{overlap: 'PT0S'}").is(201);

        before.get(Shop.ORDERS).refuses(401, "unauthenticated");
    }

    @Test
    void aSecondRotation_endsTheOldestSecretAtOnce() {
        Json first = storefront();
        Json second = rotate(first, "{overlap: 'P7D'}").is(201).json();
        Json third = rotate(first, "{overlap: 'P7D'}").is(201).json();

        Api.withKey(first.text("/secret")).get(Shop.ORDERS).refuses(401, "unauthenticated");
        Api.withKey(second.text("/secret")).get(Shop.ORDERS).is(200);
        Api.withKey(third.text("/secret")).get(Shop.ORDERS).is(200);
    }

    @Test
    void aDeletedKey_isOpenedByNeitherSecret_andNotRotated() {
        Json key = storefront();
        Json rotated = rotate(key, "{}").is(201).json();
        api.send("DELETE", KEYS + "/" + key.text("/id"), BodyPublishers.noBody())
                .is(204);

        Api.withKey(key.text("/secret")).get(Shop.ORDERS).refuses(401, "unauthenticated");
        Api.withKey(rotated.text("/secret")).get(Shop.ORDERS).refuses(401, "unauthenticated");
        rotate(key, "{}").refuses(404, "not-found");
    }

    @Test
    void aRepeatedRotation_changesNothing_andShowsNoSecret() {
        Json key = storefront();
        String path = KEYS + "/" + key.text("/id") + "/rotations";
        String idempotencyKey = shop.fresh("rotation");
        Json rotated = api.post(path, Json.of("{}"), "Idempotency-Key", idempotencyKey)
                .is(201)
                .json();

        Reply repeat = api.post(path, Json.of("{overlap: 'PT1440M'}"), "Idempotency-Key", idempotencyKey);

        assertThat(repeat.isReplay().json()).isEqualTo(rotated.without("/secret"));
        Api.withKey(rotated.text("/secret")).get(Shop.ORDERS).is(200);
        Api.withKey(key.text("/secret")).get(Shop.ORDERS).is(200);
        api.post(path, Json.of("{overlap: 'PT1H'}"), "Idempotency-Key", idempotencyKey)
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");
        api.post(path, Json.of("{}")).refuses(400, "idempotency-key-required", "Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'P8D'", "'P7DT1S'", "'-PT1S'", "'1 day'", "''", "60", "'PT9999999999999999999S'"})
    void anOverlapThatIsNone_isRefused(String overlap) {
        Json key = storefront();
        rotate(key, "{overlap: %s}".formatted(overlap)).refuses(422, "invalid-field", "/overlap");
        Api.withKey(key.text("/secret")).get(Shop.ORDERS).is(200);
    }

    private Json storefront() {
        return make(Json.of("{name: 'Web', role: 'storefront', channel: '%s'}".formatted(web)))
                .is(201)
                .json();
    }

    private Reply rotate(Json key, String content) {
        return api.post(
                KEYS + "/" + key.text("/id") + "/rotations",
                Json.of(content),
                "Idempotency-Key",
                shop.fresh("rotation"));
    }

    private static String stored(String id) throws SQLException {
        try (var connection = Hub.connect();
                var select = connection.prepareStatement("SELECT k::text FROM caller_key k WHERE id = ?::uuid")) {
            select.setString(1, id);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private Reply make(Json asked) {
        return api.post(KEYS, asked, "Idempotency-Key", shop.fresh("key"));
    }
}
