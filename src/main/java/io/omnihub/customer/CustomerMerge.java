package io.omnihub.customer;

import io.omnihub.engine.Table;
import io.omnihub.kernel.Wire;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That two customers are one person; it can be taken back.
 *
 * @param from who was merged
 * @param into whose all is since
 * @param actor the key of whoever said so, or of the caller whose evidence proved it
 * @param survivorName what the survivor was called before
 * @param undoneAt when it was taken back
 */
public record CustomerMerge(
        UUID id,
        UUID from,
        UUID into,
        Rule rule,
        UUID actor,
        Instant at,
        Optional<String> survivorName,
        Optional<Instant> undoneAt) {
    static final Table<UUID, CustomerMerge> TABLE = new Table<>("customer-merge", 612);

    /** Why. */
    public enum Rule implements Wire {
        /** Somebody proved that keys of both are theirs, and nothing spoke against it. */
        PROVED,
        /** Somebody on our side confirmed what was suggested. */
        CONFIRMED,
        /** Somebody on our side said so. */
        BY_HAND
    }

    CustomerMerge undone(Instant now) {
        return new CustomerMerge(id, from, into, rule, actor, at, survivorName, Optional.of(now));
    }
}
