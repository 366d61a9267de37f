package io.omnihub.bench.fulfilment;

/** Decides which place serves each item of an order. */
interface Rule {
    /**
     * @param stock what is left, by item and centre
     * @return by item of the order's type: a centre that has it, or {@link Instance#nowhere}
     */
    int[] places(Instance.Arrival order, long[][] stock);

    /**
     * Is told before each arrival.
     *
     * @param arrival counts from 0
     */
    default void at(int arrival, int arrivals, long[][] stock) {}

    /** Takes each item from the nearest centre that carries it; where that is empty, the item is not served. */
    static Rule myopic(Instance instance) {
        return (order, stock) -> {
            int[] items = instance.types[order.type()];
            int[] places = new int[items.length];
            for (int n = 0; n < places.length; n++) {
                int nearest = instance.nearestCarrying(items[n], order.city());
                places[n] = stock[items[n]][nearest] > 0 ? nearest : instance.nowhere;
            }
            return places;
        };
    }
}
