package io.omnihub.inventory;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.UUID;

/**
 * Units that are promised to whom they are expected for: nobody else gets them.
 *
 * @param source of {@link DatedSupply}
 * @param expectedAt when they were to come as it was promised last
 */
public record ExpectedUnits(UUID source, Sku sku, LocationCode location, Instant expectedAt, long quantity) {
    public ExpectedUnits {
        Quantity.require(quantity);
    }

    public ExpectedUnits of(long units) {
        return new ExpectedUnits(source, sku, location, expectedAt, units);
    }

    /** The same as it is expected now. */
    public ExpectedUnits at(Instant now) {
        return new ExpectedUnits(source, sku, location, now, quantity);
    }

    /** Where they are once they have come. */
    public Cell cell() {
        return new Cell(sku, location);
    }
}
