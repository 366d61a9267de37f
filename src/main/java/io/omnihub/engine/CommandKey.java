package io.omnihub.engine;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A key by which a command is idempotent.
 *
 * @param scope who chose the key, or what it names: {@code order:web}, or a caller with a route
 * @param key unique in its scope
 * @param fingerprint a hash of the canonical body: the same key with another body is an error
 */
public record CommandKey(String scope, String key, UUID fingerprint) implements Comparable<CommandKey> {
    /** The fingerprint of what is written so. */
    public static UUID fingerprint(byte[] canonical) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(canonical));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Keys with equal names contend for one place, whatever their fingerprint. */
    Name name() {
        return new Name(scope, key);
    }

    @Override
    public int compareTo(CommandKey other) {
        int byScope = scope.compareTo(other.scope);
        return byScope != 0 ? byScope : key.compareTo(other.key);
    }

    record Name(String scope, String key) {}
}
