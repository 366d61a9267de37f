package io.omnihub.replenishment;

import java.util.List;
import java.util.Set;

/**
 * What is best done about one item.
 *
 * @param moves each route once
 * @param purchases each place once
 */
public record Balance(List<Move> moves, List<Purchase> purchases) {
    public Balance {
        moves = List.copyOf(moves);
        purchases = List.copyOf(purchases);
    }

    /**
     * Units that are wanted more elsewhere.
     *
     * @param saved units that are sold and would otherwise not be, on average
     * @param value of these, in minor units
     * @param transport what it costs to move them
     */
    public record Move(
            Shelf source,
            Shelf destination,
            long quantity,
            double saved,
            long value,
            long transport,
            Set<Reason> reasons) {
        public Move {
            reasons = Set.copyOf(reasons);
        }

        public Route route() {
            return new Route(source.place().code(), destination.place().code());
        }

        /** What is won by it. */
        public long gain() {
            return value - transport;
        }
    }

    /**
     * Units that no place has to spare.
     *
     * @param saved as of a {@link Move}
     * @param value of these, in minor units
     */
    public record Purchase(Shelf shelf, long quantity, double saved, long value, Set<Reason> reasons) {
        public Purchase {
            reasons = Set.copyOf(reasons);
        }
    }
}
