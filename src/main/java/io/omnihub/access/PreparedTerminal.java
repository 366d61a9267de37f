package io.omnihub.access;

import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A terminal that may be enrolled once, by whoever shows its code.
 *
 * @param selector of its code
 * @param secretHash SHA-256 of the whole code, in hexadecimal; it is of little use to break it later than the code ends
 * @param triesLeft 0 once it was redeemed, or guessed at too often
 */
public record PreparedTerminal(
        String selector, String secretHash, String name, LocationCode location, Instant expiresAt, int triesLeft) {
    static final Table<String, PreparedTerminal> TABLE = new Table<>("terminal-code", 14);

    /** Long enough to walk to the terminal or to read the code out over the telephone. */
    static final Duration LIFE = Duration.ofMinutes(15);

    static final int MAX_TRIES = 5;

    public PreparedTerminal {
        if (triesLeft < 0 || triesLeft > MAX_TRIES) {
            throw new IllegalArgumentException("a code has 0 to " + MAX_TRIES + " tries, not " + triesLeft);
        }
    }

    boolean isOpen(Instant now) {
        return triesLeft > 0 && now.isBefore(expiresAt);
    }

    PreparedTerminal spent() {
        return withTries(0);
    }

    PreparedTerminal guessedAt() {
        return withTries(triesLeft - 1);
    }

    private PreparedTerminal withTries(int left) {
        return new PreparedTerminal(selector, secretHash, name, location, expiresAt, left);
    }

    /** What the audit log keeps of it. */
    Map<String, Object> facts() {
        return Map.of("name", name, "location", location.value(), "expiresAt", expiresAt.toString());
    }
}
