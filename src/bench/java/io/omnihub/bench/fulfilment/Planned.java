package io.omnihub.bench.fulfilment;

import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Transit;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Demand.Delivery;
import io.omnihub.sourcing.Planner;
import io.omnihub.sourcing.Site;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.StockFacts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The hub's planner. Its minor unit is a millionth of a dollar, so that the instance's costs are whole numbers, but for
 * 2 in a million of the rate of distance.
 *
 * <p>{@link Instance#nowhere} is a place of the pool with any stock at the farthest centre's position. It rejects
 * everything, and a rejection costs a box, so its boxes count twice; a shadow price as high as the farthest centre's
 * cost of a unit makes its units count twice. So the planner weighs the leaving of an item as the instance prices it.
 */
final class Planned implements Rule {
    static final double DOLLAR = 1_000_000;
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final LocationCode NOWHERE = new LocationCode("NOWHERE");

    static final SourcingPolicy POLICY = new SourcingPolicy(
            1,
            SourcingPolicy.MAX_SPLIT,
            0,
            Optional.empty(),
            true,
            false,
            Transit.DEFAULT,
            Transit.DEFAULT,
            new CostPolicy(
                    Math.round(Instance.PER_BOX * DOLLAR),
                    Math.round(Instance.PER_UNIT * DOLLAR),
                    Math.round(Instance.PER_UNIT_MILE / Instance.KM_PER_MILE * DOLLAR * 1_000),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    Math.round(Instance.PER_BOX * DOLLAR),
                    1,
                    0));

    private final Instance instance;
    private final Map<Sku, Integer> items = new HashMap<>();
    private final Map<LocationCode, Integer> places = new HashMap<>();
    /** By city, since the farthest centre differs. */
    private final List<List<Site>> pools = new ArrayList<>();

    private final Demand[][] demands;
    private double[][] prices;

    /** @param prices of a unit, by item and centre, in dollars */
    Planned(Instance instance, double[][] prices) {
        this.instance = instance;
        this.prices = prices;
        for (int i = 0; i < instance.size.items; i++) {
            items.put(sku(i), i);
        }
        List<Site> centres = centres(instance);
        for (int k = 0; k < instance.nowhere; k++) {
            places.put(centres.get(k).code(), k);
        }
        places.put(NOWHERE, instance.nowhere);
        for (int[] nearest : instance.nearest) {
            List<Site> pool = new ArrayList<>(centres);
            pool.add(site(NOWHERE, instance.centres.get(nearest[nearest.length - 1]), 0));
            pools.add(pool);
        }
        this.demands = new Demand[instance.types.length][instance.cities.size()];
        for (int q = 0; q < demands.length; q++) {
            for (int j = 0; j < demands[q].length; j++) {
                demands[q][j] = demand(q, j);
            }
        }
    }

    static Planned withoutPrices(Instance instance) {
        return new Planned(instance, new double[instance.size.items][instance.nowhere]);
    }

    static List<Site> centres(Instance instance) {
        List<Site> centres = new ArrayList<>();
        for (int k = 0; k < instance.nowhere; k++) {
            centres.add(site(code(k), instance.centres.get(k), 1));
        }
        return centres;
    }

    static Cell cell(int item, int centre) {
        return new Cell(sku(item), code(centre));
    }

    private static LocationCode code(int centre) {
        return new LocationCode("C" + centre);
    }

    void reprice(double[][] others) {
        prices = others;
    }

    @Override
    public int[] places(Instance.Arrival order, long[][] stock) {
        var facts = new Facts(order.city(), stock);
        var demand = demands[order.type()][order.city()];
        return switch (Planner.plan(demand, pools.get(order.city()), facts, POLICY, NOW)) {
            case SourcingPlan.Sourced plan when plan.backordered().isEmpty() -> places(order.type(), plan);
            case SourcingPlan plan -> throw new IllegalStateException("a unit can always be left: " + plan);
        };
    }

    private int[] places(int type, SourcingPlan.Sourced plan) {
        int[] chosen = new int[instance.types[type].length];
        for (var part : plan.parts()) {
            int place = places.getOrDefault(part.location(), -1);
            for (var line : part.lines()) {
                chosen[line.lineNumber() - 1] = place;
            }
        }
        return chosen;
    }

    private Demand demand(int type, int city) {
        List<Demand.Line> lines = new ArrayList<>();
        for (int item : instance.types[type]) {
            lines.add(new Demand.Line(lines.size() + 1, sku(item), 1, 0));
        }
        return new Demand(lines, new Delivery.Ship(Optional.of(instance.cities.get(city))), true, false, 0, Set.of());
    }

    private static Site site(LocationCode code, GeoPoint position, double acceptanceRate) {
        return new Site(
                code,
                Kind.WAREHOUSE,
                position,
                new OpeningTimes(ZoneOffset.UTC, List.of(), List.of()),
                Optional.empty(),
                0,
                EnumSet.allOf(Capability.class),
                true,
                false,
                false,
                Optional.empty(),
                acceptanceRate);
    }

    static Sku sku(int item) {
        return new Sku("ITEM-" + item);
    }

    private final class Facts implements StockFacts {
        private final int city;
        private final long[][] stock;

        Facts(int city, long[][] stock) {
            this.city = city;
            this.stock = stock;
        }

        @Override
        public long available(Cell cell) {
            int place = places.getOrDefault(cell.location(), -1);
            return place == instance.nowhere ? Long.MAX_VALUE / 4 : stock[items.getOrDefault(cell.sku(), -1)][place];
        }

        @Override
        public double shadowPrice(Cell cell) {
            int place = places.getOrDefault(cell.location(), -1);
            return DOLLAR
                    * (place == instance.nowhere
                            ? instance.unit[place][city] / 2
                            : prices[items.getOrDefault(cell.sku(), -1)][place]);
        }
    }
}
