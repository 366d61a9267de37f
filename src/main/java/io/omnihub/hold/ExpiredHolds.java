package io.omnihub.hold;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The units of one SKU that are still counted as held although the end of their holds has passed. They are sums, so that
 * a batch is bounded by its locations however many holds have ended; their holds are not looked at.
 *
 * @param asOf ends up to then have passed; the same for all SKUs of a batch, which decides what is expired in it
 * @param units by location, without those that this batch has freed
 */
public record ExpiredHolds(Sku sku, Instant asOf, Map<LocationCode, Long> units) {
    /** Ranks before holds, so that a batch writes what it has freed before the holds that it makes. */
    public static final Table<Sku, ExpiredHolds> TABLE = new Table<>("expired-hold", 190);

    public ExpiredHolds {
        units = Map.copyOf(units);
    }

    /** Frees the units of those cells of these SKUs that the batch has locked: a plan can use no others. */
    public static void free(Collection<Sku> skus, View view, Changes changes, StockLedger ledger) {
        skus.forEach(sku -> view.find(TABLE, sku).ifPresent(expired -> expired.free(view, changes, ledger)));
    }

    private void free(View view, Changes changes, StockLedger ledger) {
        Map<LocationCode, Long> left = new HashMap<>(units);
        units.forEach((location, quantity) -> {
            var cell = new Cell(sku, location);
            if (view.find(StockLevel.TABLE, cell).isPresent()) {
                ledger.freeHeld(cell, quantity);
                left.remove(location);
            }
        });
        if (left.size() < units.size()) {
            changes.put(TABLE, sku, new ExpiredHolds(sku, asOf, left));
        }
    }
}
