package io.omnihub.returns;

import io.omnihub.kernel.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * What a customer wants to give back of an order.
 *
 * @param reference unique in the order's channel
 * @param lines each line of the order once
 */
public record NewReturn(String reference, List<Line> lines) {
    /** @param lineNumber of the order */
    public record Line(int lineNumber, long quantity, Optional<String> reason) {
        public Line {
            Quantity.require(quantity);
        }
    }

    public NewReturn {
        lines = List.copyOf(lines);
    }
}
