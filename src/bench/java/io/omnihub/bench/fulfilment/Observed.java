package io.omnihub.bench.fulfilment;

import io.omnihub.inventory.Cell;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import io.omnihub.scarcity.Market;
import io.omnihub.scarcity.PastOrder;
import io.omnihub.scarcity.PriceLimits;
import io.omnihub.scarcity.Pricing;
import io.omnihub.sourcing.Demand.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prices as the hub finds them by itself: of the orders of an earlier time, which had as many arrivals, and of the stock
 * that there is. Nothing else is known of what will be ordered.
 */
final class Observed {
    private static final ChannelCode CHANNEL = new ChannelCode("bench");

    private final Instance instance;
    private final List<PastOrder> orders;

    /** @param seed of the earlier arrivals, which are others than those that are served */
    Observed(Instance instance, long seed) {
        this.instance = instance;
        this.orders = new ArrayList<>();
        var arrivals = instance.arrivals(seed);
        for (int t = 0; t < instance.size.arrivals; t++) {
            var order = arrivals.next();
            if (order != null) {
                orders.add(order(order));
            }
        }
    }

    /**
     * By item and centre, in dollars.
     *
     * @param arrivals that are still to come
     */
    double[][] prices(long[][] stock, int arrivals) {
        Map<Cell, Long> supply = new HashMap<>();
        for (int i = 0; i < stock.length; i++) {
            for (int k = 0; k < instance.nowhere; k++) {
                if (stock[i][k] > 0) {
                    supply.put(Planned.cell(i, k), stock[i][k]);
                }
            }
        }
        var pricing = new Pricing(
                orders,
                Map.of(CHANNEL, new Market(Planned.centres(instance), Planned.POLICY)),
                supply,
                (double) arrivals / instance.size.arrivals,
                Planned.NOW,
                PriceLimits.DEFAULT);
        Map<Cell, Double> found = pricing.find(System::nanoTime).prices();
        double[][] prices = new double[stock.length][instance.nowhere];
        for (int i = 0; i < stock.length; i++) {
            for (int k = 0; k < instance.nowhere; k++) {
                prices[i][k] = found.getOrDefault(Planned.cell(i, k), 0.0) / Planned.DOLLAR;
            }
        }
        return prices;
    }

    private PastOrder order(Instance.Arrival arrival) {
        Map<Sku, Long> units = new HashMap<>();
        for (int item : instance.types[arrival.type()]) {
            units.put(Planned.sku(item), 1L);
        }
        return new PastOrder(CHANNEL, new Delivery.Ship(Optional.of(instance.cities.get(arrival.city()))), true, units);
    }
}
