package io.omnihub.scarcity;

import io.omnihub.catalog.CostPolicy;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what units are worth to the orders that are expected, as if those of the past came once more, or in another number,
 * and had to be served by the stock that there is. A SKU of which every location has more than is wanted in all costs
 * nothing; the others are divided among linear programs, the one that most orders are about first.
 */
public final class Pricing {
    private final List<PastOrder> orders;
    private final Map<ChannelCode, Market> markets;
    private final Map<Cell, Long> supply;
    private final double repeats;
    private final Instant now;
    private final PriceLimits limits;

    /**
     * @param orders those of other channels than there are markets for are left out
     * @param supply units that are there, or on their way, of every cell that has any
     * @param repeats how many times as many orders are expected
     */
    public Pricing(
            List<PastOrder> orders,
            Map<ChannelCode, Market> markets,
            Map<Cell, Long> supply,
            double repeats,
            Instant now,
            PriceLimits limits) {
        this.markets = Map.copyOf(markets);
        this.supply = Map.copyOf(supply);
        this.repeats = repeats;
        this.now = now;
        this.limits = limits;
        this.orders = inRegions(
                orders.stream().flatMap(order -> servable(order).stream()).toList());
    }

    /**
     * What was found.
     *
     * @param prices of a unit, above nothing, in minor units
     * @param skus of which some location may have too little
     * @param solved those of them that a linear program was solved for in time
     */
    public record Found(Map<Cell, Double> prices, int skus, int solved) {}

    /** @param nanoTime by which the time that it takes is limited */
    public Found find(LongSupplier nanoTime) {
        long end = nanoTime.getAsLong() + limits.solving().toNanos();
        Set<Sku> scarce = scarce();
        Map<Sku, List<Integer>> wanting = wanting(scarce);
        Map<Cell, Double> prices = new HashMap<>();
        int solved = 0;
        for (Set<Sku> group : groups(scarce, wanting)) {
            if (end - nanoTime.getAsLong() <= 0) {
                break;
            }
            List<PastOrder> about = group.stream()
                    .flatMap(sku -> wanting.getOrDefault(sku, List.of()).stream())
                    .distinct()
                    .map(orders::get)
                    .toList();
            var wishes = new Wishes(about, group, scarce, markets, supply.keySet(), repeats, now, limits);
            var program = new PriceProgram(wishes.all(), supply, group, ceiling(about), now);
            prices.putAll(program.solve(limits.rounds(), () -> end - nanoTime.getAsLong() > 0)
                    .prices());
            solved += group.size();
        }
        return new Found(prices, scarce.size(), solved);
    }

    /** Without the SKUs that its channel has none of; empty if that is all. */
    private Optional<PastOrder> servable(PastOrder order) {
        Market market = markets.get(order.channel());
        if (market == null) {
            return Optional.empty();
        }
        Map<Sku, Long> units = order.units().entrySet().stream()
                .filter(wanted -> market.pool().stream()
                        .anyMatch(site -> supply.containsKey(new Cell(wanted.getKey(), site.code()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return units.isEmpty()
                ? Optional.empty()
                : Optional.of(new PastOrder(order.channel(), order.delivery(), order.allowSplit(), units));
    }

    private List<PastOrder> inRegions(List<PastOrder> served) {
        Regions regions = Regions.of(
                served.stream()
                        .flatMap(order -> point(order.delivery()).stream())
                        .toList(),
                limits.regions());
        return served.stream()
                .map(order -> new PastOrder(
                        order.channel(), in(regions, order.delivery()), order.allowSplit(), order.units()))
                .toList();
    }

    private static Optional<GeoPoint> point(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Ship(Optional<GeoPoint> destination) -> destination;
            case Delivery.Pickup _ -> Optional.empty();
            case Delivery.PickupNearest(GeoPoint near, var _) -> Optional.of(near);
        };
    }

    private static Delivery in(Regions regions, Delivery delivery) {
        return switch (delivery) {
            case Delivery.Ship(Optional<GeoPoint> destination) -> new Delivery.Ship(destination.map(regions::of));
            case Delivery.Pickup pickup -> pickup;
            case Delivery.PickupNearest(GeoPoint near, var maxDistanceKm) ->
                new Delivery.PickupNearest(regions.of(near), maxDistanceKm);
        };
    }

    /** Those of which several locations have some, and one of them less than all orders want. */
    private Set<Sku> scarce() {
        Map<Sku, Double> wanted = new HashMap<>();
        orders.forEach(order -> order.units().forEach((sku, units) -> wanted.merge(sku, units * repeats, Double::sum)));
        Map<Sku, List<Long>> stock = new HashMap<>();
        supply.forEach((cell, units) ->
                stock.computeIfAbsent(cell.sku(), _ -> new ArrayList<>()).add(units));
        return wanted.entrySet().stream()
                .filter(sku -> stock.getOrDefault(sku.getKey(), List.of()).size() > 1)
                .filter(sku ->
                        stock.getOrDefault(sku.getKey(), List.of()).stream().anyMatch(units -> units < sku.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The numbers of the orders that want each. */
    private Map<Sku, List<Integer>> wanting(Set<Sku> scarce) {
        Map<Sku, List<Integer>> wanting = new HashMap<>();
        for (int n = 0; n < orders.size(); n++) {
            for (Sku sku : orders.get(n).units().keySet()) {
                if (scarce.contains(sku)) {
                    wanting.computeIfAbsent(sku, _ -> new ArrayList<>()).add(n);
                }
            }
        }
        return wanting;
    }

    private List<Set<Sku>> groups(Set<Sku> scarce, Map<Sku, List<Integer>> wanting) {
        List<Set<Sku>> baskets =
                orders.stream().map(order -> order.units().keySet()).toList();
        Comparator<Set<Sku>> byOrders = Comparator.comparingInt(group -> group.stream()
                .mapToInt(sku -> wanting.getOrDefault(sku, List.of()).size())
                .sum());
        return Groups.of(scarce, baskets, limits.skusTogether()).stream()
                .sorted(byOrders.reversed())
                .toList();
    }

    /** To do without a unit costs as much as to send one more by itself from the farthest location. */
    private double ceiling(List<PastOrder> about) {
        return about.stream()
                .flatMap(order -> Stream.ofNullable(markets.get(order.channel()))
                        .map(market -> farthest(order.delivery(), market)))
                .reduce(1.0, Math::max);
    }

    private static double farthest(Delivery delivery, Market market) {
        CostPolicy costs = market.policy().scoring().costs();
        double km = point(delivery)
                .map(point -> market.pool().stream()
                        .mapToDouble(site -> site.position().distanceKm(point))
                        .max()
                        .orElse(0))
                .orElse(0.0);
        return costs.perBox() + costs.perUnit() + costs.perUnitKmMillis() * km / 1_000;
    }
}
