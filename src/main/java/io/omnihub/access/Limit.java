package io.omnihub.access;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * How many requests somebody may send: a bucket of that many, which fills evenly over the window. Who was silent may send
 * all of them at once, and then one each time that another has come in.
 *
 * @param name of the policy, as callers see it
 * @param window whole seconds
 */
public record Limit(String name, int requests, Duration window) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})/([0-9]+[a-z]+)");
    private static final String NONE = "none";
    private static final Duration MAX_WINDOW = Duration.ofHours(1);
    private static final int MAX_PER_SECOND = 100_000;

    /** After this part of its requests a hub tells the others what it let through. */
    private static final int SLICES = 100;

    public Limit {
        if (window.compareTo(Duration.ofSeconds(1)) < 0
                || window.compareTo(MAX_WINDOW) > 0
                || window.toNanosPart() != 0
                || requests < 1
                || requests > MAX_PER_SECOND * window.toSeconds()) {
            throw new IllegalArgumentException(
                    "the limit %s allows 1 to %d requests a second, over whole seconds up to an hour"
                            .formatted(name, MAX_PER_SECOND));
        }
    }

    /** Reads {@code 600/1m}: so many requests in such a time. Empty for {@code none}. */
    static Optional<Limit> parse(String name, String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "omnihub.limits.%s is neither a limit, such as 600/1m, nor none: %s".formatted(name, text));
        }
        return Optional.of(
                new Limit(name, Integer.parseInt(parts.group(1)), DurationStyle.SIMPLE.parse(parts.group(2))));
    }

    /** How long it takes until so many requests have come in again. */
    long refillNs(long taken) {
        return taken * (window.toNanos() / requests);
    }

    /** How many requests a hub lets through before it tells. */
    int slice() {
        return Math.max(1, requests / SLICES);
    }

    /** The field {@code RateLimit-Policy}. */
    String policy() {
        return "\"%s\";q=%d;w=%d".formatted(name, requests, window.toSeconds());
    }
}
