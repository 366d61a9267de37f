package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** What the hub answered. */
public record Reply(int status, Map<String, List<String>> headers, String body) {
    public Reply is(int expected) {
        assertThat(status).as(this::toString).isEqualTo(expected);
        return this;
    }

    public Reply succeeds() {
        assertThat(status).as(this::toString).isBetween(200, 299);
        return this;
    }

    /** Shows a refusal with this code that blames exactly these fields. */
    public Reply refuses(int expected, String code, String... fields) {
        is(expected);
        assertThat(text("/code")).as(this::toString).isEqualTo(code);
        assertThat(json().items("/errors").stream().map(error -> error.text("/field")))
                .as(this::toString)
                .containsExactly(fields);
        return this;
    }

    /** Shows that it answers a repeat. */
    public Reply isReplay() {
        is(200);
        assertThat(header("Idempotency-Replayed")).isEqualTo("true");
        return this;
    }

    public Json json() {
        return Json.of(body);
    }

    public String text(String pointer) {
        return json().text(pointer);
    }

    public long number(String pointer) {
        return json().number(pointer);
    }

    /** Empty where it is not given. */
    public String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> String.join(", ", header.getValue()))
                .findFirst()
                .orElse("");
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
