package io.omnihub.inventory;

import io.omnihub.kernel.Sku;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The SKUs that were asked for lately, as many as the bound allows. One writes; others read meanwhile, and all that it
 * costs them is a look-up. What has to go is found as by the hand of a clock: it goes round, and takes whatever nobody
 * has asked for since it came by last.
 */
final class LevelCopy {
    private final long maxWeight;
    private final ConcurrentMap<Sku, SkuLevels> bySku = new ConcurrentHashMap<>();
    private Iterator<SkuLevels> hand = bySku.values().iterator();
    private long weight;

    /** @param maxWeight how many levels it keeps; a SKU counts as one more, and so does each hold */
    LevelCopy(long maxWeight) {
        this.maxWeight = maxWeight;
    }

    Optional<SkuLevels> find(Sku sku) {
        @Nullable SkuLevels levels = bySku.get(sku);
        if (levels != null) {
            levels.use();
        }
        return Optional.ofNullable(levels);
    }

    void keep(SkuLevels levels) {
        forget(levels.sku());
        bySku.put(levels.sku(), levels);
        weight += levels.weight();
        shrink();
    }

    /** Takes a level that has changed, where anybody asked for its SKU; a level that holds units must be loaded. */
    void take(StockLevel level) {
        @Nullable SkuLevels known = bySku.get(level.cell().sku());
        if (known == null) {
            return;
        }
        int before = known.weight();
        boolean isKnown = known.take(level);
        weight += known.weight() - before;
        if (!isKnown) {
            forget(known.sku());
        }
        shrink();
    }

    void forget(Sku sku) {
        @Nullable SkuLevels known = bySku.remove(sku);
        if (known != null) {
            weight -= known.weight();
        }
    }

    void clear() {
        bySku.clear();
        weight = 0;
    }

    long weight() {
        return weight;
    }

    private void shrink() {
        while (weight > maxWeight) {
            if (!hand.hasNext()) {
                hand = bySku.values().iterator();
            }
            SkuLevels next = hand.next();
            if (!next.wasUsed()) {
                forget(next);
            }
        }
    }

    /** The hand may come by what is there no longer, or has been replaced. */
    private void forget(SkuLevels levels) {
        if (bySku.remove(levels.sku(), levels)) {
            weight -= levels.weight();
        }
    }
}
