package io.omnihub.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What a customer shows to collect an order: digits, which can be said aloud. With the few tries that there are, eight of
 * them are enough.
 */
public record CollectionCode(String digits) {
    private static final int LENGTH = 8;

    public CollectionCode {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("a collection code has " + LENGTH + " digits");
        }
    }

    public static boolean isValid(String text) {
        return text.length() == LENGTH && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    static CollectionCode next(RandomGenerator random) {
        return new CollectionCode("%08d".formatted(random.nextInt(100_000_000)));
    }

    /** What is stored; the same code of another part has another one. */
    public String hash(UUID partId) {
        try {
            byte[] text = (partId + ":" + digits).getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** It stands in no log. */
    @Override
    public String toString() {
        return "a collection code";
    }
}
