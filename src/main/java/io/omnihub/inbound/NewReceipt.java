package io.omnihub.inbound;

import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A delivery as a caller announces it.
 *
 * @param lines each SKU once
 */
public record NewReceipt(
        String reference,
        Optional<String> supplierReference,
        LocationCode location,
        Instant expectedAt,
        List<Line> lines) {
    /** @param quantity expected at all, with what has come */
    public record Line(Sku sku, long quantity) {}

    public NewReceipt {
        lines = List.copyOf(lines);
    }

    List<Sku> skus() {
        return lines.stream().map(Line::sku).toList();
    }

    List<Cell> cells() {
        return lines.stream().map(line -> new Cell(line.sku(), location)).toList();
    }
}
