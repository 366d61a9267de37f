package io.omnihub.sourcing;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Location;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The nearest location that serves all; else, where a split is allowed, again and again the location that covers most
 * of what is left, the nearest of equals.
 */
public final class Sourcing {
    private Sourcing() {}

    /** What is to be sourced. */
    public record Demand(List<Line> lines, boolean allowSplit, long threshold) {
        public Demand {
            lines = List.copyOf(lines);
        }

        /** Units of one line of the order. */
        public record Line(int lineNumber, Sku sku, long quantity) {
            public Line {
                Quantity.require(quantity);
            }
        }
    }

    /** Where a demand is fulfilled from, or why it cannot be. */
    public sealed interface Plan {
        /** Every unit has a location. */
        record Sourced(List<Assignment> assignments) implements Plan {}

        /** There is not enough; what there is of each SKU. */
        record Shortage(Map<Sku, Long> available) implements Plan {}
    }

    /** What one location fulfils; a line of the demand may be divided among several. */
    public record Assignment(LocationCode location, List<Demand.Line> lines) {}

    /** The locations of a pool that can ship, the nearest first; without a destination in the pool's order. */
    public static List<LocationCode> candidates(
            List<LocationCode> pool, Catalog catalog, Optional<GeoPoint> destination) {
        List<Location> able = pool.stream()
                .flatMap(code -> catalog.location(code).stream())
                .filter(Location::canShip)
                .toList();
        if (destination.isEmpty()) {
            return able.stream().map(Location::code).toList();
        }
        record Near(LocationCode code, double distanceKm) {}
        return able.stream()
                .map(location -> new Near(location.code(), location.position().distanceKm(destination.get())))
                .sorted(Comparator.comparingDouble(Near::distanceKm))
                .map(Near::code)
                .toList();
    }

    /**
     * @param available what can be promised of a cell; below zero counts as nothing
     * @param candidates the locations in the order of preference
     */
    public static Plan plan(Demand demand, ToLongFunction<Cell> available, List<LocationCode> candidates) {
        var problem = new Problem(demand, available, candidates);
        if (!problem.isWithinThreshold()) {
            return new Plan.Shortage(problem.shortage());
        }
        for (int location = 0; location < candidates.size(); location++) {
            if (problem.serves(location) == problem.total) {
                return new Plan.Sourced(List.of(problem.take(location)));
            }
        }
        return demand.allowSplit() ? problem.split() : new Plan.Shortage(problem.shortage());
    }

    /** The demand per SKU and what each candidate has, as numbers. */
    private static final class Problem {
        private final Demand demand;
        private final List<LocationCode> candidates;
        private final Map<Sku, Integer> skus = new LinkedHashMap<>();
        private final long[] wanted;
        private final long[][] stock;
        private final long[] left;
        private final long total;

        Problem(Demand demand, ToLongFunction<Cell> available, List<LocationCode> candidates) {
            this.demand = demand;
            this.candidates = candidates;
            demand.lines().forEach(line -> skus.putIfAbsent(line.sku(), skus.size()));
            this.wanted = new long[skus.size()];
            demand.lines().forEach(line -> wanted[skus.getOrDefault(line.sku(), 0)] += line.quantity());
            this.stock = new long[candidates.size()][skus.size()];
            skus.forEach((sku, s) -> {
                for (int location = 0; location < stock.length; location++) {
                    stock[location][s] = Math.max(0, available.applyAsLong(new Cell(sku, candidates.get(location))));
                }
            });
            this.left = demand.lines().stream().mapToLong(Demand.Line::quantity).toArray();
            this.total = Arrays.stream(wanted).sum();
        }

        boolean isWithinThreshold() {
            for (int s = 0; s < wanted.length; s++) {
                if (wanted[s] > promisable(s)) {
                    return false;
                }
            }
            return true;
        }

        /** How many of the wanted units this location covers. */
        long serves(int location) {
            long covered = 0;
            for (int s = 0; s < wanted.length; s++) {
                covered += Math.min(wanted[s], stock[location][s]);
            }
            return covered;
        }

        Plan split() {
            List<Assignment> assignments = new ArrayList<>();
            while (Arrays.stream(wanted).anyMatch(units -> units > 0)) {
                assignments.add(take(mostCovering()));
            }
            return new Plan.Sourced(assignments);
        }

        /** Takes all that this location covers, line by line. */
        Assignment take(int location) {
            List<Demand.Line> lines = new ArrayList<>();
            for (int i = 0; i < left.length; i++) {
                Demand.Line line = demand.lines().get(i);
                int s = skus.getOrDefault(line.sku(), 0);
                long units = Math.min(left[i], stock[location][s]);
                if (units > 0) {
                    left[i] -= units;
                    wanted[s] -= units;
                    stock[location][s] -= units;
                    lines.add(new Demand.Line(line.lineNumber(), line.sku(), units));
                }
            }
            return new Assignment(candidates.get(location), lines);
        }

        Map<Sku, Long> shortage() {
            Map<Sku, Long> available = new LinkedHashMap<>();
            boolean single = !demand.allowSplit() && stock.length > 0;
            int best = single ? mostCovering() : -1;
            skus.forEach(
                    (sku, s) -> available.put(sku, single ? Math.min(promisable(s), stock[best][s]) : promisable(s)));
            return available;
        }

        private int mostCovering() {
            int best = 0;
            long most = -1;
            for (int location = 0; location < stock.length; location++) {
                long covered = serves(location);
                if (covered > most) {
                    best = location;
                    most = covered;
                }
            }
            return best;
        }

        private long promisable(int s) {
            long sum = -demand.threshold();
            for (long[] location : stock) {
                sum += location[s];
            }
            return Math.max(0, sum);
        }
    }
}
