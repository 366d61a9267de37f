package io.omnihub.inventory;

import java.util.List;

/**
 * A cell as it is and was.
 *
 * @param hours in which something happened there, the newest first
 * @param expected what is to come to it in time, less what is to be taken away
 */
public record CellHistory(StockLevel level, List<Turnover> hours, long expected) {
    public CellHistory {
        hours = List.copyOf(hours);
    }
}
