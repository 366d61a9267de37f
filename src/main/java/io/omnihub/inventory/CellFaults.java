package io.omnihub.inventory;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.engine.View;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** What of the cells that somebody names there is not, or is not corrected. */
record CellFaults(Set<Sku> unknownItems, Set<LocationCode> unknownLocations, Set<LocationCode> inactiveLocations) {
    static CellFaults of(Collection<Cell> cells, View view) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var faults = new CellFaults(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (Cell cell : cells) {
            if (view.find(Item.TABLE, cell.sku()).isEmpty()) {
                faults.unknownItems.add(cell.sku());
            }
            catalog.location(cell.location())
                    .ifPresentOrElse(
                            location -> {
                                if (location.state() == EntryState.INACTIVE) {
                                    faults.inactiveLocations.add(cell.location());
                                }
                            },
                            () -> faults.unknownLocations.add(cell.location()));
        }
        return faults;
    }
}
