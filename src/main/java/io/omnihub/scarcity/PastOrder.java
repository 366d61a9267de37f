package io.omnihub.scarcity;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand;
import java.util.Map;

/**
 * What an order wanted, as far as it says what others will want.
 *
 * @param units of each SKU
 */
public record PastOrder(ChannelCode channel, Demand.Delivery delivery, boolean allowSplit, Map<Sku, Long> units) {
    public PastOrder {
        units = Map.copyOf(units);
        if (units.isEmpty()) {
            throw new IllegalArgumentException("an order wants something");
        }
        units.values().forEach(Quantity::require);
    }
}
