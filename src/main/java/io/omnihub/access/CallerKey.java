package io.omnihub.access;

import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key by which a caller is known, without its secret.
 *
 * @param channel the channel that a storefront belongs to
 * @param secretHash SHA-256 of the secret, in hexadecimal; long random secrets need no slower hash
 * @param revokedAt when it was deleted
 */
public record CallerKey(
        UUID id,
        String name,
        Role role,
        Optional<ChannelCode> channel,
        String secretHash,
        Instant createdAt,
        Optional<Instant> revokedAt) {
    public static final Table<UUID, CallerKey> TABLE = new Table<>("caller-key", 15);

    public CallerKey {
        if ((role == Role.STOREFRONT) != channel.isPresent()) {
            throw new IllegalArgumentException("a storefront belongs to a channel, an administrator to none");
        }
    }

    boolean isLive() {
        return revokedAt.isEmpty();
    }

    CallerKey revoke(Instant now) {
        return new CallerKey(id, name, role, channel, secretHash, createdAt, Optional.of(now));
    }

    Caller caller() {
        return new Caller(id, role, channel);
    }
}
