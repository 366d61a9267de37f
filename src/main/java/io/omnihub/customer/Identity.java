package io.omnihub.customer;

import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key, and whose it is. Its row is made by whoever asks for it first, and locked while somebody finds out whose it is, so
 * that those who show it at once become one customer.
 *
 * @param id by which events and callers name it, since the key is personal data
 * @param owner the customer that it was linked to, who may have been merged since; empty while it is nobody's
 * @param blocked by the retailer: many share it, and it tells nobody
 * @param source over which it was shown first
 * @param verifiedAt when somebody proved that it is theirs
 * @param linkedAt when it became the owner's
 */
public record Identity(
        IdentityKey key,
        UUID id,
        Optional<UUID> owner,
        boolean blocked,
        Optional<ChannelCode> source,
        Optional<Instant> verifiedAt,
        Optional<Instant> linkedAt) {
    static final Table<IdentityKey, Identity> TABLE = new Table<>("customer-identity", 600);

    public Identity {
        if (owner.isPresent() != linkedAt.isPresent()) {
            throw new IllegalArgumentException("a key is linked to somebody, or to nobody");
        }
    }

    Identity linked(UUID customer, Claim claim, ChannelCode over, Instant now) {
        return new Identity(
                key,
                id,
                Optional.of(customer),
                blocked,
                Optional.of(over),
                claim.authenticated() ? Optional.of(now) : Optional.empty(),
                Optional.of(now));
    }

    Identity verified(Instant now) {
        return new Identity(key, id, owner, blocked, source, Optional.of(now), linkedAt);
    }

    /** Nobody's again. */
    Identity unlinked() {
        return new Identity(key, id, Optional.empty(), blocked, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Identity blocked(boolean now) {
        return new Identity(key, id, owner, now, source, verifiedAt, linkedAt);
    }
}
