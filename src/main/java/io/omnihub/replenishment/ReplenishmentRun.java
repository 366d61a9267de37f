package io.omnihub.replenishment;

import io.omnihub.engine.Table;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One look at all items, or at some: a chain of pages.
 *
 * @param skus what it is about, in their order; empty for all that something was ever counted of
 * @param startedBy whose key
 * @param finishedAt empty while it goes on
 * @param items looked at so far
 * @param proposals found so far
 * @param purchases suggested so far, in items
 * @param skipped items that could not be looked at, though it was tried again and again
 */
public record ReplenishmentRun(
        UUID id,
        Optional<List<Sku>> skus,
        UUID startedBy,
        Instant startedAt,
        Optional<Instant> finishedAt,
        long items,
        long proposals,
        long purchases,
        List<Sku> skipped) {
    public static final Table<UUID, ReplenishmentRun> TABLE = new Table<>("replenishment-run", 380);

    /** How many items a run can be about, where it is not about all. */
    public static final int MAX_SKUS = 1_000;

    public ReplenishmentRun {
        skus = skus.map(named -> named.stream().sorted().distinct().toList());
        skipped = List.copyOf(skipped);
    }

    static ReplenishmentRun started(UUID id, Optional<List<Sku>> skus, UUID by, Instant now) {
        return new ReplenishmentRun(id, skus, by, now, Optional.empty(), 0, 0, 0, List.of());
    }

    ReplenishmentRun with(long moreItems, long moreProposals, long morePurchases, Optional<Instant> finished) {
        return new ReplenishmentRun(
                id,
                skus,
                startedBy,
                startedAt,
                finished,
                items + moreItems,
                proposals + moreProposals,
                purchases + morePurchases,
                skipped);
    }

    /** @param all those that could not be looked at so far */
    ReplenishmentRun skipping(List<Sku> all) {
        return new ReplenishmentRun(id, skus, startedBy, startedAt, finishedAt, items, proposals, purchases, all);
    }

    /** How many are named at most; the due work tells of each. */
    static final int MAX_SKIPPED = 100;
}
