package io.omnihub.inventory;

import io.omnihub.catalog.EntryState;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What is known of one SKU: whether it is sold, and its levels, which newer ones replace while others read. */
final class SkuLevels {
    private final Sku sku;
    private final EntryState state;
    private final ConcurrentMap<LocationCode, StockLevel> byLocation = new ConcurrentHashMap<>();

    SkuLevels(Sku sku, EntryState state, Collection<StockLevel> levels) {
        this.sku = sku;
        this.state = state;
        levels.forEach(this::take);
    }

    Sku sku() {
        return sku;
    }

    int size() {
        return byLocation.size();
    }

    /** Whether orders are taken for it. */
    boolean isSold() {
        return state == EntryState.ACTIVE;
    }

    /** What can be promised from there, never below zero. */
    long availableToFulfil(LocationCode location) {
        @Nullable StockLevel level = byLocation.get(location);
        return level == null ? 0 : Math.max(0, level.availableToFulfil());
    }

    /** Takes the level unless it knows it, or a later one; whether it had none of that location. */
    boolean take(StockLevel level) {
        int before = size();
        byLocation.merge(
                level.cell().location(), level, (known, other) -> other.version() > known.version() ? other : known);
        return size() > before;
    }
}
