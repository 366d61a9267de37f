package io.omnihub.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets of keys: made from 256 random bits, known afterwards by their SHA-256 alone. */
final class Secret {
    private static final int BYTES = 32;
    private static final int MIN_LENGTH = 32;
    private static final int MAX_LENGTH = 128;

    private Secret() {}

    /** Whether this could be a secret; what could not is not looked up. */
    static boolean isPossible(String text) {
        return text.length() >= MIN_LENGTH && text.length() <= MAX_LENGTH;
    }

    static String random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
