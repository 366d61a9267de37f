package io.omnihub.customer;

import java.util.Comparator;
import java.util.Optional;

/**
 * One key of a person. What is unique only in something has that in it: {@code web/1234}.
 *
 * @param value as {@link IdentityType#normalised} writes it
 */
public record IdentityKey(IdentityType type, String value) implements Comparable<IdentityKey> {
    private static final Comparator<IdentityKey> ORDER =
            Comparator.comparing(IdentityKey::type).thenComparing(IdentityKey::value);

    public IdentityKey {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a key of a person has a value");
        }
    }

    /** {@link IdentityType#normalised} */
    public static Optional<IdentityKey> of(IdentityType type, String raw, Optional<String> region) {
        return type.normalised(raw, region).map(value -> new IdentityKey(type, value));
    }

    /** What the limits of a customer count it as. */
    String counted() {
        return type.counted(value);
    }

    /** In the order in which keys are trusted, then by value. */
    @Override
    public int compareTo(IdentityKey other) {
        return ORDER.compare(this, other);
    }
}
