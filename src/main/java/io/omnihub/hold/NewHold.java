package io.omnihub.hold;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Optional;

/**
 * What a channel asks to be held, checked as far as that can be done without looking anything up.
 *
 * @param lines 1 to {@value Hold#MAX_LINES}; the same SKU may stand on several
 * @param seconds how long, 1 to {@value Hold#MAX_SECONDS}
 * @param near where the units will probably go; without it every location counts as equally far
 */
public record NewHold(ChannelCode channel, List<Line> lines, long seconds, Optional<GeoPoint> near) {
    public record Line(Sku sku, long quantity) {
        public Line {
            Quantity.require(quantity);
        }
    }

    public NewHold {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > Hold.MAX_LINES || seconds < 1 || seconds > Hold.MAX_SECONDS) {
            throw new IllegalArgumentException("a hold's lines or its seconds are out of range");
        }
    }
}
