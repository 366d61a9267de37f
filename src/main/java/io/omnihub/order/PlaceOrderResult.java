package io.omnihub.order;

import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.Sku;
import java.util.Map;
import java.util.Set;

/** What became of placing an order; refusals in the order in which they are looked for. */
public sealed interface PlaceOrderResult {
    /**
     * Every unit is promised.
     *
     * @param repeated whether an earlier call placed it; it is then shown as it is now
     */
    record Placed(OrderDetails details, boolean repeated) implements PlaceOrderResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused(CommandKey key) implements PlaceOrderResult {}

    /** {@code unknown-channel} */
    record UnknownChannel() implements PlaceOrderResult {}

    /** {@code inactive-channel} */
    record InactiveChannel() implements PlaceOrderResult {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements PlaceOrderResult {}

    /** {@code inactive-item} */
    record InactiveItems(Set<Sku> skus) implements PlaceOrderResult {}

    /**
     * {@code insufficient-stock}
     *
     * @param available units of each SKU that could be promised now
     */
    record InsufficientStock(Map<Sku, Long> available) implements PlaceOrderResult {}
}
