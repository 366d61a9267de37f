package io.omnihub.inventory;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One SKU at one location: what a stock level counts. */
public record Cell(Sku sku, LocationCode location) {
    /** All these SKUs at all these locations. */
    public static List<Cell> cross(Collection<Sku> skus, Collection<LocationCode> locations) {
        List<Cell> cells = new ArrayList<>(skus.size() * locations.size());
        for (Sku sku : skus) {
            for (LocationCode location : locations) {
                cells.add(new Cell(sku, location));
            }
        }
        return cells;
    }
}
