package io.omnihub.catalog;

/**
 * What serving an order costs: all amounts in minor units and at least 0, except as noted.
 *
 * @param perBox for each location that sends something, transfers included
 * @param perUnit for each unit that is sent
 * @param perUnitKmMillis for each unit and kilometre, in thousandths of a minor unit
 * @param handlingStore for each unit that a store picks or hands over
 * @param handlingWarehouse for each unit that a warehouse picks
 * @param pressure for each unit at a location whose daily capacity is used up; less in proportion
 * @param latePerDay for each begun day that a part is promised after its target
 * @param shipTargetDays from placing to delivery
 * @param pickupTargetDays from placing until ready
 * @param rejection for each part, times the share of parts that its location rejects
 * @param shadowWeight by which shadow prices are multiplied
 * @param travelPerKm what the customer's way to the store counts, where the store is ours to choose
 */
public record CostPolicy(
        long perBox,
        long perUnit,
        long perUnitKmMillis,
        long handlingStore,
        long handlingWarehouse,
        long pressure,
        long latePerDay,
        int shipTargetDays,
        int pickupTargetDays,
        long rejection,
        double shadowWeight,
        long travelPerKm)
        implements Scoring {
    /** The largest price, so that the cost of any order is finite and exact in any real case. */
    public static final long MAX_PRICE = 1_000_000_000;

    public static final CostPolicy DEFAULT = new CostPolicy(400, 50, 200, 60, 30, 100, 200, 3, 1, 500, 1, 20);

    public CostPolicy {
        requirePrice("perBox", perBox);
        requirePrice("perUnit", perUnit);
        requirePrice("perUnitKmMillis", perUnitKmMillis);
        requirePrice("handlingStore", handlingStore);
        requirePrice("handlingWarehouse", handlingWarehouse);
        requirePrice("pressure", pressure);
        requirePrice("latePerDay", latePerDay);
        requireDays("shipTargetDays", shipTargetDays);
        requireDays("pickupTargetDays", pickupTargetDays);
        requirePrice("rejection", rejection);
        requirePrice("travelPerKm", travelPerKm);
        if (!(shadowWeight >= 0 && shadowWeight <= 1_000)) {
            throw new IllegalArgumentException("shadowWeight is 0 to 1000, not " + shadowWeight);
        }
    }

    @Override
    public CostPolicy costs() {
        return this;
    }

    private static void requirePrice(String name, long price) {
        if (price < 0 || price > MAX_PRICE) {
            throw new IllegalArgumentException(name + " is 0 to " + MAX_PRICE + ", not " + price);
        }
    }

    private static void requireDays(String name, int days) {
        if (days < 0 || days > Transit.MAX_DAYS) {
            throw new IllegalArgumentException(name + " is 0 to " + Transit.MAX_DAYS + ", not " + days);
        }
    }
}
