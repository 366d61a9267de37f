package io.omnihub.scarcity;

import io.omnihub.engine.Log;
import io.omnihub.sourcing.ShadowPrices.Price;
import java.util.UUID;

/** A price that a computation found; it counts once the computation has ended. */
record FoundPrice(UUID computation, Price price) {
    static final Log<FoundPrice> LOG = new Log<>("shadow-price");
}
