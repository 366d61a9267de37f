package io.omnihub.returns;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Optional;

/**
 * What a location took back without an order, from somebody who showed a receipt or none.
 *
 * @param reference unique at the location, for instance the receipt's number
 */
public record TakenBack(String reference, LocationCode location, List<Line> lines) {
    public record Line(Sku sku, long quantity, Optional<String> reason) {
        public Line {
            Quantity.require(quantity);
        }
    }

    public TakenBack {
        lines = List.copyOf(lines);
    }
}
