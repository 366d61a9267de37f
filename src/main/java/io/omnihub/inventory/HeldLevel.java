package io.omnihub.inventory;

import java.time.Instant;
import java.util.List;

/**
 * A level together with the ends of what it counts as held, so that it can be told without asking again what is
 * available when an end has passed.
 */
record HeldLevel(StockLevel level, List<End> ends) {
    /** Units that are held until then. */
    record End(Instant at, long quantity) {}

    HeldLevel {
        ends = List.copyOf(ends);
    }

    int weight() {
        return 1 + ends.size();
    }

    /** ATF, with what has ended by then. */
    long availableToFulfil(Instant now) {
        long available = level.availableToFulfil();
        for (End end : ends) {
            available += end.at().isAfter(now) ? 0 : end.quantity();
        }
        return available;
    }
}
