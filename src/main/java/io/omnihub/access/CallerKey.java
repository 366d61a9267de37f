package io.omnihub.access;

import io.omnihub.engine.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key by which a caller is known, without its secret.
 *
 * @param scope what it is bound to, as its role asks for
 * @param secretHash SHA-256 of the secret, in hexadecimal; long random secrets need no slower hash
 * @param revokedAt when it was deleted
 */
public record CallerKey(
        UUID id,
        String name,
        Role role,
        Scope scope,
        String secretHash,
        Instant createdAt,
        Optional<Instant> revokedAt) {
    public static final Table<UUID, CallerKey> TABLE = new Table<>("caller-key", 15);

    public CallerKey {
        if (scope.reach() != role.widest()) {
            throw new IllegalArgumentException("a " + role + " has no " + scope);
        }
    }

    boolean isLive() {
        return revokedAt.isEmpty();
    }

    CallerKey revoke(Instant now) {
        return new CallerKey(id, name, role, scope, secretHash, createdAt, Optional.of(now));
    }

    Caller caller() {
        return new Caller(id, name, role, scope);
    }
}
