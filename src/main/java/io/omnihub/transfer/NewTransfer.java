package io.omnihub.transfer;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A transfer that somebody wants.
 *
 * @param reference the caller's, unique for ever
 * @param approved whether its units are set aside at once; else it is a draft
 * @param expectedAt when it should arrive
 */
public record NewTransfer(
        String reference,
        LocationCode source,
        LocationCode destination,
        boolean approved,
        Optional<String> reason,
        Optional<Instant> expectedAt,
        List<Line> lines) {
    public NewTransfer {
        lines = List.copyOf(lines);
        if (source.equals(destination)) {
            throw new IllegalArgumentException("a transfer leads from one location to another");
        }
    }

    public record Line(Sku sku, long quantity) {
        public Line {
            Quantity.require(quantity);
        }
    }
}
