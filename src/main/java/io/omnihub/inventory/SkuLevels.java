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
    private final ConcurrentMap<LocationCode, HeldLevel> byLocation = new ConcurrentHashMap<>();

    SkuLevels(Sku sku, EntryState state, Collection<HeldLevel> levels) {
        this.sku = sku;
        this.state = state;
        levels.forEach(known -> byLocation.put(known.level().cell().location(), known));
    }

    Sku sku() {
        return sku;
    }

    /** How much memory it takes, about, in levels. */
    int weight() {
        return 1
                + byLocation.values().stream()
                        .mapToInt(known -> 1 + known.ends().size())
                        .sum();
    }

    /** Whether orders are taken for it. */
    boolean isSold() {
        return state == EntryState.ACTIVE;
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
        byLocation.put(level.cell().location(), new HeldLevel(level, List.of()));
        return level.held() == 0;
    }
}
