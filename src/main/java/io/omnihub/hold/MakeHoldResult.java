package io.omnihub.hold;

import io.omnihub.catalog.Saleability;
import io.omnihub.kernel.Sku;
import java.util.Map;

/** What became of asking for a hold; refusals in the order in which they are looked for. */
public sealed interface MakeHoldResult {
    /** @param repeated whether an earlier call made it; it is then shown as it is now */
    record Made(Hold hold, boolean repeated) implements MakeHoldResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements MakeHoldResult {}

    /** {@code unknown-channel}, {@code inactive-channel}, {@code unknown-item}, {@code inactive-item} */
    record Unsaleable(Saleability.Unsaleable why) implements MakeHoldResult {}

    /**
     * {@code insufficient-stock}
     *
     * @param available units of each SKU that could be held now
     */
    record InsufficientStock(Map<Sku, Long> available) implements MakeHoldResult {}
}
