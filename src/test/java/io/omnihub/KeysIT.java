package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys are made, shown once, bound to what their role asks for, and ended. */
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

    private Reply make(Json asked) {
        return api.post(KEYS, asked, "Idempotency-Key", shop.fresh("key"));
    }
}
