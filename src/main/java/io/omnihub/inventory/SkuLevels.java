package io.omnihub.inventory;

import io.omnihub.catalog.EntryState;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What is known of one SKU: whether it is sold, and its levels, which newer ones replace while others read. */
final class SkuLevels {
    private final Sku sku;
    private final EntryState state;
    private final DatedSupply supply;
    private final ConcurrentMap<LocationCode, HeldLevel> byLocation = new ConcurrentHashMap<>();

    /** Of interest to the one who writes alone. */
    private int weight;

    private volatile boolean used;

    SkuLevels(Sku sku, EntryState state, Collection<HeldLevel> levels, DatedSupply supply) {
        this.sku = sku;
        this.state = state;
        this.supply = supply;
        this.weight = 1 + supply.lines().size();
        levels.forEach(this::put);
    }

    Sku sku() {
        return sku;
    }

    /** How much memory it takes, about, in levels. */
    int weight() {
        return weight;
    }

    /** Readers write only where it changes something, so that they do not get in each other's way. */
    void use() {
        if (!used) {
            used = true;
        }
    }

    /** Whether anybody has asked for it since this was last called. */
    boolean wasUsed() {
        boolean before = used;
        used = false;
        return before;
    }

    /** Whether orders are taken for it. */
    boolean isSold() {
        return state == EntryState.ACTIVE;
    }

    /** What is expected of it. */
    DatedSupply supply() {
        return supply;
    }

    /** What could be promised from there at that time, never below zero. */
    long availableToFulfil(LocationCode location, Instant at) {
        @Nullable HeldLevel known = byLocation.get(location);
        return known == null ? 0 : Math.max(0, known.availableToFulfil(at));
    }

    /**
     * Takes a level unless it knows that one already, or a later one.
     *
     * @return whether it knows the level now; a level alone does not say until when it holds what it holds
     */
    boolean take(StockLevel level) {
        @Nullable HeldLevel known = byLocation.get(level.cell().location());
        if (known != null && known.level().version() >= level.version()) {
            return true;
        }
        put(new HeldLevel(level, List.of()));
        return level.held() == 0;
    }

    private void put(HeldLevel level) {
        @Nullable HeldLevel before = byLocation.put(level.level().cell().location(), level);
        weight += level.weight() - (before == null ? 0 : before.weight());
    }
}
