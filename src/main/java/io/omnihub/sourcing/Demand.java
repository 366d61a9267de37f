package io.omnihub.sourcing;

import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.util.List;

/**
 * What is to be sourced.
 *
 * @param lines the same SKU may stand on several
 * @param allowSplit whether several locations may share it
 * @param threshold units of each SKU, summed over the pool, that must stay unsold
 */
public record Demand(List<Line> lines, boolean allowSplit, long threshold) {
    public Demand {
        lines = List.copyOf(lines);
    }

    /** Units of one line of the order. */
    public record Line(int lineNumber, Sku sku, long quantity) {
        public Line {
            Quantity.require(quantity);
        }
    }
}
