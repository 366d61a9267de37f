package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A terminal is enrolled by a code, once, and is a key of its location until somebody ends it. */
class TerminalsIT {
    private static final String TERMINALS = "/api/v1/terminals";
    private static final String CODES = TERMINALS + "/codes";

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private final String leeds = shop.store("leeds", 53.8, -1.55);

    @Test
    void aTerminalsDay() throws SQLException {
        Api store = Api.store(leeds);
        String code = store.post(CODES, wanted(), "Idempotency-Key", shop.fresh("code"))
                .is(201)
                .text("/code");

        Json till = enrol(code).is(201).json();

        assertThat(till.text("/location")).isEqualTo(leeds);
        Api terminal = Api.withKey(till.text("/secret"));
        terminal.get("/api/v1/locations/" + leeds).is(200);
        terminal.get("/api/v1/stock").refuses(403, "forbidden");
        assertThat(store.get(TERMINALS).is(200).json().items("/items")).containsExactly(till.without("/secret"));
        assertThat(store.get(path(till)).is(200).json()).isEqualTo(till.without("/secret"));
        assertThat(stored(till)).doesNotContain(till.text("/secret"), code.replace("-", ""));

        store.send("DELETE", path(till), BodyPublishers.noBody()).is(204);
        store.send("DELETE", path(till), BodyPublishers.noBody()).is(204);

        terminal.get("/api/v1/locations/" + leeds).refuses(401, "unauthenticated");
        store.get(path(till)).refuses(404, "not-found");
        assertThat(store.get(TERMINALS).is(200).json().items("/items")).isEmpty();
        List<Json> audit = api.all("/api/v1/audit?subject=key:" + till.text("/id"), 50);
        assertThat(audit).extracting(entry -> entry.text("/action")).containsExactly("deleteTerminal", "enrolTerminal");
        assertThat(audit.toString()).doesNotContain(till.text("/secret"));
    }

    @Test
    void aCode_enrolsOneTerminal() {
        String code = code();
        enrol(code.toLowerCase(Locale.ROOT).replace("-", " ")).is(201);
        enrol(code).refuses(422, "code-not-good", "/code");
    }

    @Test
    void aCodeThatWasGuessedAt_isGoodNoMore_andAFewGuessesDoNotHarm() {
        String spared = code();
        String guessed = code();
        for (int i = 0; i < 4; i++) {
            enrol(guess(spared, i)).refuses(422, "code-not-good", "/code");
        }
        for (int i = 0; i < 5; i++) {
            enrol(guess(guessed, i)).refuses(422, "code-not-good", "/code");
        }

        enrol(spared).is(201);
        enrol(guessed).refuses(422, "code-not-good", "/code");
    }

    @Test
    void aCodeThatHasEnded_isGoodNoMore() throws SQLException {
        String code = code();
        try (var connection = Hub.connect();
                var end = connection.prepareStatement(
                        "UPDATE terminal_code SET expires_at = now() - interval '1 s' WHERE selector = ?")) {
            end.setString(1, code.replace("-", "").substring(0, 8));
            assertThat(end.executeUpdate()).isOne();
        }
        enrol(code).refuses(422, "code-not-good", "/code");
    }

    @Test
    void aCode_isShownOnce() {
        String key = shop.fresh("code");
        Json made = api.post(CODES, wanted(), "Idempotency-Key", key).is(201).json();

        assertThat(api.post(CODES, wanted(), "Idempotency-Key", key).isReplay().json())
                .isEqualTo(made.without("/code"));
        api.post(CODES, wanted().with("/name", "'x'"), "Idempotency-Key", key)
                .refuses(422, "idempotency-key-reused", "Idempotency-Key");
        api.post(CODES, wanted()).refuses(400, "idempotency-key-required", "Idempotency-Key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {location: 'x'}                         | missing-field    | /name
        {name: 'x'}                             | missing-field    | /location
        {name: 'x', location: 'nowhere'}        | unknown-location | /location
        {name: 'x', location: 'x', role: 'x'}   | unknown-field    | /role
        """)
    void aBadWish_isRefused(String wish, String code, String field) {
        api.post(CODES, Json.of(wish), "Idempotency-Key", shop.fresh("code")).refuses(422, code, field);
    }

    @Test
    void aKeyThatIsNoTerminal_isNotEndedHere() {
        String key = World.fresh().freshKey();
        api.get(TERMINALS + "/" + key).refuses(404, "not-found");
        api.send("DELETE", TERMINALS + "/" + key, BodyPublishers.noBody()).refuses(404, "not-found");
        api.get("/api/v1/keys/" + key).is(200);
    }

    private Json wanted() {
        return Json.of("{name: 'Till 1', location: '%s'}".formatted(leeds));
    }

    private String code() {
        return api.post(CODES, wanted(), "Idempotency-Key", shop.fresh("code"))
                .is(201)
                .text("/code");
    }

    private static Reply enrol(String code) {
        return Api.withoutKey().post(TERMINALS, Json.of("{code: '%s'}".formatted(code)));
    }

    /** A code that begins like that one. */
    private static String guess(String code, int number) {
        String proof = code.substring(code.length() - 4);
        String wrong = "%04d".formatted(number);
        return code.substring(0, code.length() - 4) + (wrong.equals(proof) ? "ZZZZ" : wrong);
    }

    private static String path(Json terminal) {
        return TERMINALS + "/" + terminal.text("/id");
    }

    private static String stored(Json terminal) throws SQLException {
        try (var connection = Hub.connect();
                var select = connection.prepareStatement("SELECT k::text FROM caller_key k WHERE id = ?::uuid")) {
            select.setString(1, terminal.text("/id"));
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
