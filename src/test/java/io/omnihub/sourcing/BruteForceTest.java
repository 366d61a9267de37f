package io.omnihub.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.Criterion;
import io.omnihub.catalog.LexicographicPolicy;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.Scoring;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Transit;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand.Delivery;
import io.omnihub.sourcing.SourcingPlan.Part;
import io.omnihub.sourcing.SourcingPlan.TransferLeg;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random small demands, against every way there is to serve them. */
class BruteForceTest {
    private static final long SEED = 20_261_123;
    private static final int ROUNDS = 20_000;
    private static final List<Sku> SKUS = List.of(new Sku("CUP"), new Sku("LAMP"), new Sku("TRAY"));

    private final Random random = new Random(SEED);

    @Test
    void noPlanIsInfeasible_norDearerThanTheBest_norAboveItsBound() {
        int exact = 0;
        int served = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var places = places();
            var policy = policy();
            var demand = demand(new Delivery.Ship(Optional.of(Places.CUSTOMER)));
            var plan = places.plan(demand, policy);
            String where = "seed %d, round %d: %s".formatted(SEED, round, plan);
            var all = new Everything(places, demand, policy);
            switch (plan) {
                case SourcingPlan.Sourced(var parts, var backordered, var explanation) -> {
                    served++;
                    exact += explanation.exact() ? 1 : 0;
                    assertThat(backordered).as(where).isEmpty();
                    checkParts(parts, demand, places, where);
                    checkRules(parts, demand, policy, places, where);
                    double[] score = all.score(units(parts));
                    long[] said = scores(explanation);
                    for (int c = 0; c < said.length; c++) {
                        assertThat(said[c]).as(where).isEqualTo((long) score[c]);
                    }
                    assertThat(all.best).as(where).isNotEmpty();
                    double[] best = all.best;
                    assertThat(explanation.lowerBound()).as(where).isLessThanOrEqualTo((long) best[0]);
                    if (explanation.exact()) {
                        assertThat(score).as(where).isEqualTo(best);
                        assertThat(explanation.lowerBound()).as(where).isEqualTo((long) best[0]);
                    } else {
                        assertThat(Search.compare(score, best)).as(where).isNotNegative();
                    }
                    checkExplanation(explanation, places, parts.size(), where);
                }
                case SourcingPlan.Shortage(var _, var _, var explanation) -> {
                    assertThat(all.best).as(where).isEmpty();
                    checkExplanation(explanation, places, 0, where);
                }
                case SourcingPlan.NoPickup _, SourcingPlan.NoStoreNear _ -> throw new AssertionError(where);
            }
        }
        assertThat(served).isBetween(ROUNDS / 4, ROUNDS);
        assertThat(exact).isGreaterThan(served * 9 / 10);
    }

    private Places places() {
        var places = new Places();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var capabilities = EnumSet.allOf(Capability.class);
            if (random.nextInt(8) == 0) {
                capabilities.remove(Capability.SHIP);
            }
            places.with(new Site(
                    new LocationCode("P" + i),
                    random.nextBoolean() ? Kind.STORE : Kind.WAREHOUSE,
                    Places.at(5 * random.nextInt(400)),
                    OpeningTimes.always(ZoneId.of("UTC")),
                    Optional.empty(),
                    60L * random.nextInt(100),
                    capabilities,
                    random.nextInt(15) != 0,
                    random.nextInt(15) == 0,
                    random.nextBoolean(),
                    random.nextInt(3) == 0 ? Optional.of(10L) : Optional.empty(),
                    random.nextBoolean() ? 1 : 0.5));
            for (Sku sku : SKUS) {
                var cell = new Cell(sku, new LocationCode("P" + i));
                places.stock.put(cell, (long) random.nextInt(8) - 1);
                places.shadowPrices.put(cell, random.nextInt(3) == 0 ? (double) random.nextInt(300) : 0);
            }
            places.today.put(new LocationCode("P" + i), (long) random.nextInt(10));
        }
        return places;
    }

    private Demand demand(Delivery delivery) {
        List<Demand.Line> lines = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 1; i <= count; i++) {
            Sku sku = SKUS.get(random.nextInt(SKUS.size()));
            lines.add(new Demand.Line(i, sku, 1 + random.nextInt(4), 100L * (1 + SKUS.indexOf(sku))));
        }
        Set<LocationCode> excluded = random.nextInt(10) == 0 ? Set.of(new LocationCode("P0")) : Set.of();
        return new Demand(lines, delivery, random.nextInt(5) > 0, false, random.nextInt(4) == 0 ? 2 : 0, excluded);
    }

    private SourcingPolicy policy() {
        var costs = new CostPolicy(
                random.nextInt(1_000),
                random.nextInt(50),
                random.nextInt(400),
                random.nextInt(100),
                random.nextInt(100),
                random.nextInt(200),
                random.nextInt(300),
                random.nextInt(4),
                1,
                random.nextInt(500),
                random.nextInt(2),
                10);
        List<Criterion> criteria = new ArrayList<>(List.of(Criterion.values()));
        Collections.shuffle(criteria, random);
        Scoring scoring = random.nextBoolean()
                ? costs
                : new LexicographicPolicy(criteria.subList(0, 1 + random.nextInt(4)), costs);
        return new SourcingPolicy(
                7,
                1 + random.nextInt(4),
                random.nextInt(4) == 0 ? random.nextInt(500) : 0,
                random.nextInt(4) == 0 ? Optional.of(1_000.0) : Optional.empty(),
                random.nextInt(6) > 0,
                true,
                Transit.DEFAULT,
                Transit.DEFAULT,
                scoring);
    }

    private static long[] scores(Explanation explanation) {
        var chosen = explanation.weighed().getFirst();
        assertThat(chosen.chosen()).isTrue();
        return chosen.scores().stream().mapToLong(Long::longValue).toArray();
    }

    private static void checkParts(List<Part> parts, Demand demand, Places places, String where) {
        Map<Integer, Long> given = new HashMap<>();
        Map<Cell, Long> taken = new HashMap<>();
        for (Part part : parts) {
            assertThat(part.lines().size() + part.legs().size()).as(where).isPositive();
            take(part.location(), part.lines(), given, taken);
            for (TransferLeg leg : part.legs()) {
                take(leg.from(), leg.lines(), given, taken);
            }
        }
        demand.lines()
                .forEach(line ->
                        assertThat(given.get(line.lineNumber())).as(where).isEqualTo(line.quantity()));
        taken.forEach((cell, units) -> assertThat(units).as(where).isLessThanOrEqualTo(places.available(cell)));
    }

    private static void take(
            LocationCode from, List<Demand.Line> lines, Map<Integer, Long> given, Map<Cell, Long> taken) {
        for (Demand.Line line : lines) {
            given.merge(line.lineNumber(), line.quantity(), Long::sum);
            taken.merge(new Cell(line.sku(), from), line.quantity(), Long::sum);
        }
    }

    private static void checkRules(
            List<Part> parts, Demand demand, SourcingPolicy policy, Places places, String where) {
        assertThat(parts.size()).as(where).isLessThanOrEqualTo(demand.allowSplit() ? policy.splitLimit() : 1);
        for (Part part : parts) {
            assertThat(mayShip(site(places, part.location()), demand, policy))
                    .as(where)
                    .isTrue();
            long worth = part.lines().stream()
                    .mapToLong(line -> line.quantity() * line.unitPrice())
                    .sum();
            assertThat(parts.size() == 1 || worth >= policy.minPartWorth())
                    .as(where)
                    .isTrue();
        }
    }

    private static void checkExplanation(Explanation explanation, Places places, int chosen, String where) {
        int out =
                explanation.out().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(out + chosen).as(where).isEqualTo(places.sites.size());
        assertThat(explanation.policyVersion()).isEqualTo(7);
        for (var weighed : explanation.weighed()) {
            assertThat(weighed.terms().total()).as(where).isNotNegative();
        }
    }

    private static Site site(Places places, LocationCode code) {
        return Objects.requireNonNull(places.sites.get(code.value()));
    }

    private static boolean mayShip(Site site, Demand demand, SourcingPolicy policy) {
        return site.active()
                && !site.paused()
                && !demand.excluded().contains(site.code())
                && site.can(Capability.SHIP)
                && (policy.storesShip() || site.kind() == Kind.WAREHOUSE)
                && site.position().distanceKm(Places.CUSTOMER)
                        <= policy.maxDistanceKm().orElse(1e9);
    }

    /** Units by place and SKU. */
    private static long[][] units(List<Part> parts) {
        long[][] units = new long[5][SKUS.size()];
        for (Part part : parts) {
            int place = part.location().value().charAt(1) - '0';
            part.lines().forEach(line -> units[place][SKUS.indexOf(line.sku())] += line.quantity());
        }
        return units;
    }

    /** Every way to serve a demand, and the best of them, measured by the words of the policy. */
    private static final class Everything {
        private final Places places;
        private final Demand demand;
        private final SourcingPolicy policy;
        private final List<Site> sites;
        private final long[] wanted = new long[SKUS.size()];
        /** Empty: there is no way. */
        double[] best = {};

        Everything(Places places, Demand demand, SourcingPolicy policy) {
            this.places = places;
            this.demand = demand;
            this.policy = policy;
            this.sites = List.copyOf(places.sites.values());
            demand.lines().forEach(line -> wanted[SKUS.indexOf(line.sku())] += line.quantity());
            boolean open = false;
            for (boolean withFull : new boolean[] {false, true}) {
                if (!open && leavesThreshold(withFull)) {
                    assign(new long[sites.size()][SKUS.size()], 0, 0, wanted.clone(), withFull);
                }
                open = best.length > 0;
            }
        }

        private boolean isUsable(Site site, boolean withFull) {
            boolean full = site.dailyCapacity().isPresent() && places.unitsToday(site.code()) >= 10;
            return mayShip(site, demand, policy) && (withFull || !full);
        }

        private boolean leavesThreshold(boolean withFull) {
            for (Sku sku : SKUS) {
                long sum = sites.stream()
                        .filter(site -> isUsable(site, withFull))
                        .mapToLong(site -> Math.max(0, places.available(new Cell(sku, site.code()))))
                        .sum();
                long units = wanted[SKUS.indexOf(sku)];
                if (units > 0 && sum < units + demand.threshold()) {
                    return false;
                }
            }
            return true;
        }

        private void assign(long[][] units, int s, int place, long[] left, boolean withFull) {
            if (s == SKUS.size()) {
                consider(units);
            } else if (place == sites.size()) {
                if (left[s] == 0) {
                    assign(units, s + 1, 0, left, withFull);
                }
            } else {
                Site site = sites.get(place);
                long most = isUsable(site, withFull)
                        ? Math.min(left[s], Math.max(0, places.available(new Cell(SKUS.get(s), site.code()))))
                        : 0;
                for (long some = 0; some <= most; some++) {
                    units[place][s] = some;
                    left[s] -= some;
                    assign(units, s, place + 1, left, withFull);
                    left[s] += some;
                    units[place][s] = 0;
                }
            }
        }

        private void consider(long[][] units) {
            int parts = 0;
            boolean tooSmall = false;
            for (long[] part : units) {
                long worth = 0;
                for (int s = 0; s < part.length; s++) {
                    worth += part[s] * 100 * (s + 1);
                }
                parts += worth > 0 ? 1 : 0;
                tooSmall |= worth > 0 && worth < policy.minPartWorth();
            }
            if (parts <= (demand.allowSplit() ? policy.splitLimit() : 1) && (parts == 1 || !tooSmall)) {
                double[] score = score(units);
                best = best.length == 0 || Search.compare(score, best) < 0 ? score : best;
            }
        }

        double[] score(long[][] units) {
            List<Criterion> criteria = new ArrayList<>(
                    switch (policy.scoring()) {
                        case CostPolicy _ -> List.of(Criterion.LOWEST_COST);
                        case LexicographicPolicy rules -> rules.criteria();
                    });
            for (var last : List.of(Criterion.FEWEST_PARTS, Criterion.NEAREST, Criterion.POOL_ORDER)) {
                if (!criteria.contains(last)) {
                    criteria.add(last);
                }
            }
            double[] score = new double[criteria.size()];
            for (int place = 0; place < sites.size(); place++) {
                long sum = Arrays.stream(units[place]).sum();
                for (int c = 0; sum > 0 && c < score.length; c++) {
                    score[c] += score(criteria.get(c), place, units[place], sum);
                }
            }
            return score;
        }

        private double score(Criterion criterion, int place, long[] units, long sum) {
            Site site = sites.get(place);
            double km = site.position().distanceKm(Places.CUSTOMER);
            return switch (criterion) {
                case FEWEST_PARTS -> 1;
                case NEAREST -> sum * (double) Math.round(km * 1_000);
                case EARLIEST -> sum * (double) minutes(site, km);
                case WAREHOUSES_FIRST -> site.kind() == Kind.STORE ? sum : 0;
                case STORES_FIRST -> site.kind() == Kind.STORE ? 0 : sum;
                case POOL_ORDER -> sum * (double) place;
                case ACCEPTANCE -> sum * (1 - site.acceptanceRate()) * 1_000_000;
                case MOST_STOCK -> {
                    double stock = 0;
                    for (int s = 0; s < units.length; s++) {
                        stock -= units[s] * (double) Math.max(0, places.available(new Cell(SKUS.get(s), site.code())));
                    }
                    yield stock;
                }
                case LOWEST_COST -> cost(site, km, units, sum);
            };
        }

        private long minutes(Site site, double km) {
            boolean full = site.dailyCapacity().isPresent() && places.unitsToday(site.code()) >= 10;
            long ready = full ? Math.max(site.leadTimeMinutes(), 14 * 60) : site.leadTimeMinutes();
            return ready + 24 * 60L * policy.transit().days(km);
        }

        private double cost(Site site, double km, long[] units, long sum) {
            var costs = policy.scoring().costs();
            double load = site.dailyCapacity().isPresent() ? places.unitsToday(site.code()) / 10.0 : 0;
            long late = Math.max(0, minutes(site, km) - 24 * 60L * costs.shipTargetDays());
            double cost = 1_000.0 * costs.perBox();
            cost += 1_000.0 * costs.latePerDay() * Math.ceilDiv(late, 1_440L);
            cost += 1_000.0 * costs.rejection() * (1 - site.acceptanceRate());
            cost += sum * (1_000.0 * costs.perUnit() + Math.round(costs.perUnitKmMillis() * km));
            cost += sum * 1_000.0 * (site.kind() == Kind.STORE ? costs.handlingStore() : costs.handlingWarehouse());
            cost += sum * Math.rint(1_000.0 * costs.pressure() * load);
            for (int s = 0; s < units.length; s++) {
                cost += units[s]
                        * 1_000.0
                        * costs.shadowWeight()
                        * places.shadowPrice(new Cell(SKUS.get(s), site.code()));
            }
            return cost;
        }
    }
}
