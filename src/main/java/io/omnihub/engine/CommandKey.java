package io.omnihub.engine;

import java.util.UUID;

/**
 * A key by which a command is idempotent.
 *
 * @param scope who chose the key, or what it names: {@code order:web}, or a caller with a route
 * @param key unique in its scope
 * @param fingerprint a hash of the canonical body: the same key with another body is an error
 */
public record CommandKey(String scope, String key, UUID fingerprint) implements Comparable<CommandKey> {
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
