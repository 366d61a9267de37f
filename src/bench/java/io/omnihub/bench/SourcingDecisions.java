package io.omnihub.bench;

import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.Location.OpeningHours;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Demand.Delivery;
import io.omnihub.sourcing.Explanation;
import io.omnihub.sourcing.Planner;
import io.omnihub.sourcing.Site;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.StockFacts;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Prints how long one sourcing decision takes, by locations and lines: parcels over random places with opening hours,
 * cut-offs and capacities, of which each has every second SKU, by the default policy. It needs neither hub nor database.
 */
final class SourcingDecisions {
    /** By which it is asked for. */
    private static final long SEED = 6;

    private static final int SKUS = 200;
    private static final int DEMANDS = 2_000;
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Random random = new Random(SEED);
    private final List<Site> sites = new ArrayList<>();
    private final Map<Cell, Long> stock = new HashMap<>();
    private final List<Demand> demands = new ArrayList<>();
    private final long[] nanos = new long[4_000_000];
    private int count;
    private int served;
    private int parts;
    private int exact;
    private double gaps;

    private SourcingDecisions(int locations, int lines) {
        for (int i = 0; i < locations; i++) {
            place(new LocationCode("L" + i));
        }
        for (int i = 0; i < DEMANDS; i++) {
            demands.add(demand(lines));
        }
    }

    /** @param stretch how long each size is decided about */
    static void print(Duration stretch) {
        System.out.printf(
                "%n%-11s %7s %12s %12s %10s %8s %8s %8s %8s%n",
                "locations", "lines", "p50", "p99", "decisions", "served", "parts", "exact", "gap");
        for (int locations : new int[] {10, 100, 1_000}) {
            for (int lines : new int[] {1, 10, 100}) {
                new SourcingDecisions(locations, lines).measure(locations, lines, stretch);
            }
        }
        new SourcingDecisions(1_000, 1_000).measure(1_000, 1_000, stretch);
        System.out.printf(
                "machine: %d processors; JDK %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
    }

    /** The first half of the time warms up. */
    private void measure(int locations, int lines, Duration stretch) {
        decide(stretch.dividedBy(2), 20);
        decide(stretch.dividedBy(2), 100);
        Arrays.sort(nanos, 0, count);
        System.out.printf(
                Locale.ROOT,
                "%-11d %7d %9.1f µs %9.1f µs %10d %7.0f%% %8.2f %7.0f%% %7.1f%%%n",
                locations,
                lines,
                nanos[count / 2] / 1e3,
                nanos[(int) (count * 0.99)] / 1e3,
                count,
                100.0 * served / count,
                (double) parts / Math.max(1, served),
                100.0 * exact / count,
                100.0 * gaps / Math.max(1, served));
    }

    private void decide(Duration stretch, int atLeast) {
        count = 0;
        served = 0;
        parts = 0;
        exact = 0;
        gaps = 0;
        long end = System.nanoTime() + stretch.toNanos();
        StockFacts facts = cell -> stock.getOrDefault(cell, 0L);
        while (count < nanos.length && (count < atLeast || System.nanoTime() < end)) {
            var demand = demands.get(count % demands.size());
            long start = System.nanoTime();
            var plan = Planner.plan(demand, sites, facts, SourcingPolicy.DEFAULT, NOON);
            nanos[count++] = System.nanoTime() - start;
            exact += plan.explanation().exact() ? 1 : 0;
            if (plan instanceof SourcingPlan.Sourced(var of, var _, var _)) {
                served++;
                parts += of.size();
                gaps += gap(plan.explanation());
            }
        }
    }

    /** By how much the plan may be dearer than the best one, as far as is known. */
    private static double gap(Explanation explanation) {
        return (double) explanation.weighed().getFirst().terms().total() / explanation.lowerBound() - 1;
    }

    private void place(LocationCode code) {
        var zone = ZoneId.of("Europe/London");
        List<OpeningHours> hours = new ArrayList<>();
        for (var day : EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY)) {
            hours.add(new OpeningHours(day, LocalTime.of(9, 0), LocalTime.of(18, 0)));
        }
        sites.add(new Site(
                code,
                random.nextInt(10) == 0 ? Kind.WAREHOUSE : Kind.STORE,
                point(),
                new OpeningTimes(zone, hours, List.of()),
                Optional.of(LocalTime.of(15, 0)),
                60,
                EnumSet.allOf(Capability.class),
                true,
                false,
                false,
                Optional.of(1_000L),
                0.9 + random.nextDouble() / 10));
        for (int s = 0; s < SKUS; s++) {
            if (random.nextBoolean()) {
                stock.put(new Cell(sku(s), code), 1L + random.nextInt(20));
            }
        }
    }

    private Demand demand(int lines) {
        List<Demand.Line> wanted = new ArrayList<>();
        for (int i = 1; i <= lines; i++) {
            wanted.add(new Demand.Line(i, sku(random.nextInt(SKUS)), 1 + random.nextInt(3), 1_000));
        }
        return new Demand(wanted, new Delivery.Ship(Optional.of(point())), true, false, 0, Set.of());
    }

    private GeoPoint point() {
        return new GeoPoint(50 + 8 * random.nextDouble(), -5 + 6 * random.nextDouble());
    }

    private static Sku sku(int number) {
        return new Sku("SKU-" + number);
    }
}
