package io.omnihub.sourcing;

import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be sourced.
 *
 * @param lines the same SKU may stand on several
 * @param allowSplit whether several locations may send or hand over parts; transfers to the store of a pickup are no split
 * @param allowBackorder whether what is short may wait; where a split is not allowed, all of it waits
 * @param threshold units of each SKU, summed over the locations that could serve it, that must stay unsold
 * @param excluded locations that must not be used
 */
public record Demand(
        List<Line> lines,
        Delivery delivery,
        boolean allowSplit,
        boolean allowBackorder,
        long threshold,
        Set<LocationCode> excluded) {
    public Demand {
        lines = List.copyOf(lines);
        excluded = Set.copyOf(excluded);
        if (lines.isEmpty() || threshold < 0) {
            throw new IllegalArgumentException("a demand has lines and a threshold of at least 0");
        }
    }

    /**
     * Units of one line of the order.
     *
     * @param unitPrice in minor units
     */
    public record Line(int lineNumber, Sku sku, long quantity, long unitPrice) {
        public Line {
            Quantity.require(quantity);
            if (unitPrice < 0) {
                throw new IllegalArgumentException("a price is not less than nothing");
            }
        }

        Line of(long units) {
            return units == quantity ? this : new Line(lineNumber, sku, units, unitPrice);
        }
    }

    /** Where the customer wants it. */
    public sealed interface Delivery {
        /**
         * Sent to an address.
         *
         * @param destination without it every location counts as equally far
         */
        record Ship(Optional<GeoPoint> destination) implements Delivery {}

        /**
         * Collected at the store that the customer chose.
         *
         * @param from where other stores are looked for in its place; empty for around it
         */
        record Pickup(LocationCode store, Optional<GeoPoint> from) implements Delivery {
            public Pickup(LocationCode store) {
                this(store, Optional.empty());
            }
        }

        /** Collected at the store that serves best, seen from this point. */
        record PickupNearest(GeoPoint near, Optional<Double> maxDistanceKm) implements Delivery {}
    }

    /** The same, with other lines. */
    Demand with(List<Line> others) {
        return new Demand(others, delivery, allowSplit, allowBackorder, threshold, excluded);
    }
}
