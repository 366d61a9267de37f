package io.omnihub.returns;

import io.omnihub.engine.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Units of an order that came back or are to come back, by its line numbers. They are summed from its returns under the
 * order's lock; a decision that changes them puts them among its changes, for those after it in the batch.
 */
record ReturnedUnits(UUID orderId, Map<Integer, Long> units) {
    static final Table<UUID, ReturnedUnits> TABLE = new Table<>("returned-units", 445);

    ReturnedUnits {
        units = Map.copyOf(units);
    }

    long of(int orderLine) {
        return units.getOrDefault(orderLine, 0L);
    }

    ReturnedUnits plus(Map<Integer, Long> more) {
        Map<Integer, Long> sums = new HashMap<>(units);
        more.forEach((line, quantity) -> sums.merge(line, quantity, Long::sum));
        return new ReturnedUnits(orderId, sums);
    }
}
