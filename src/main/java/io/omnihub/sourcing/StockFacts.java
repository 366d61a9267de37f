package io.omnihub.sourcing;

import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import java.util.List;

/** What the planner asks about stock, as primitives, since it asks for every cell. */
public interface StockFacts {
    /** Units that can be promised; below zero counts as nothing. */
    long available(Cell cell);

    /** What stores help with, of that of which the channel is short. */
    default List<Explanation.Offered> offered() {
        return List.of();
    }

    /** What giving away one unit here is expected to cost later orders, in minor units, at least 0. */
    default double shadowPrice(Cell cell) {
        return 0;
    }

    /** Units that the location has promised so far on its local day; held against its daily capacity. */
    default long unitsToday(LocationCode location) {
        return 0;
    }
}
