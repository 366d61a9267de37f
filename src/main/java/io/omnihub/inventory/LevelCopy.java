package io.omnihub.inventory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omnihub.kernel.Sku;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SKUs that were asked for lately, as many as the bound allows. One writes; others read meanwhile. */
final class LevelCopy {
    private final Cache<Sku, SkuLevels> bySku;

    /** @param maxLevels how many levels it keeps about; a SKU counts as one more, and so does each hold */
    LevelCopy(long maxLevels) {
        this.bySku = Caffeine.newBuilder()
                .maximumWeight(maxLevels)
                .weigher((Sku _, SkuLevels levels) -> levels.weight())
                .build();
    }

    Optional<SkuLevels> find(Sku sku) {
        return Optional.ofNullable(bySku.getIfPresent(sku));
    }

    void keep(SkuLevels levels) {
        bySku.put(levels.sku(), levels);
    }

    /** Takes a level that has changed, where anybody asked for its SKU; a level that holds units must be loaded. */
    void take(StockLevel level) {
        Sku sku = level.cell().sku();
        @Nullable SkuLevels known = bySku.policy().getIfPresentQuietly(sku);
        if (known == null) {
            return;
        }
        int before = known.weight();
        if (!known.take(level)) {
            forget(sku);
        } else if (known.weight() != before) {
            bySku.put(sku, known);
        }
    }

    void forget(Sku sku) {
        bySku.invalidate(sku);
    }

    void clear() {
        bySku.invalidateAll();
    }

    /** What it weighs once it has let go of what is too much. */
    long weight() {
        bySku.cleanUp();
        return bySku.policy()
                .eviction()
                .flatMap(eviction -> eviction.weightedSize().stream().boxed().findFirst())
                .orElseThrow();
    }
}
