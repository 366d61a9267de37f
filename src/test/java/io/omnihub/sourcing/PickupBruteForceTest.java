package io.omnihub.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Transit;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand.Delivery;
import io.omnihub.sourcing.SourcingPlan.Part;
import io.omnihub.sourcing.SourcingPlan.Sourced;
import io.omnihub.sourcing.SourcingPlan.TransferLeg;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random small pickups, at a chosen store and at the best one, against every way there is to bring them together. */
class PickupBruteForceTest {
    private static final long SEED = 20_261_125;
    private static final int ROUNDS = 10_000;
    private static final List<Sku> SKUS = List.of(new Sku("CUP"), new Sku("LAMP"));

    private final Random random = new Random(SEED);
    private Places places = new Places();

    @Test
    void noPickupIsInfeasible_norDearerThanTheBest() {
        int served = 0;
        int withLegs = 0;
        for (int round = 0; round < ROUNDS; round++) {
            places = places();
            boolean nearest = random.nextBoolean();
            var demand = Places.demand(
                            "1 CUP",
                            nearest
                                    ? new Delivery.PickupNearest(Places.CUSTOMER, Optional.of(200.0))
                                    : new Delivery.Pickup(new LocationCode("P0")))
                    .with(lines());
            var policy = policy();
            var plan = places.plan(demand, policy);
            String where = "seed %d, round %d: %s".formatted(SEED, round, plan);
            double best = best(demand, policy, nearest);
            if (plan instanceof Sourced(var parts, var _, var explanation)) {
                served++;
                withLegs += parts.getFirst().legs().isEmpty() ? 0 : 1;
                check(parts, demand, policy, where);
                assertThat(explanation.weighed().getFirst().terms().total())
                        .as(where)
                        .isEqualTo((long) best);
                assertThat(explanation.exact()).as(where).isTrue();
                assertThat(explanation.lowerBound()).as(where).isEqualTo((long) best);
            } else {
                assertThat(best).as(where).isInfinite();
            }
            int out = plan.explanation().out().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            int chosen = plan instanceof Sourced(var parts, var _, var _)
                    ? 1 + parts.getFirst().legs().size()
                    : 0;
            assertThat(out + chosen).as(where).isEqualTo(places.sites.size());
        }
        assertThat(served).isBetween(ROUNDS / 4, ROUNDS * 3 / 4);
        assertThat(withLegs).isGreaterThan(ROUNDS / 10);
    }

    private void check(List<Part> parts, Demand demand, SourcingPolicy policy, String where) {
        assertThat(parts).as(where).hasSize(1);
        Part part = parts.getFirst();
        Map<Sku, Long> given = new HashMap<>();
        add(part.location(), part.lines(), given, where);
        assertThat(part.legs().size()).as(where).isLessThanOrEqualTo(policy.splitLimit());
        for (TransferLeg leg : part.legs()) {
            assertThat(maySend(site(leg.from()))).as(where).isTrue();
            assertThat(site(part.location()).can(Capability.TRANSFER_IN))
                    .as(where)
                    .isTrue();
            assertThat(leg.from()).as(where).isNotEqualTo(part.location());
            add(leg.from(), leg.lines(), given, where);
        }
        assertThat(mayHandOver(site(part.location()))).as(where).isTrue();
        demand.lines().forEach(line -> given.merge(line.sku(), -line.quantity(), Long::sum));
        assertThat(given.values()).as(where).containsOnly(0L);
        assertThat(part.promisedAt()).as(where).isAfterOrEqualTo(Places.NOW);
    }

    private void add(LocationCode from, List<Demand.Line> lines, Map<Sku, Long> given, String where) {
        Map<Sku, Long> here = new HashMap<>();
        lines.forEach(line -> here.merge(line.sku(), line.quantity(), Long::sum));
        here.forEach((sku, units) -> {
            assertThat(units).as(where).isLessThanOrEqualTo(places.available(new Cell(sku, from)));
            given.merge(sku, units, Long::sum);
        });
    }

    private Site site(LocationCode code) {
        return Objects.requireNonNull(places.sites.get(code.value()));
    }

    private static boolean mayHandOver(Site site) {
        return site.active()
                && site.kind() == Kind.STORE
                && site.can(Capability.PICKUP)
                && !site.paused()
                && !site.pickupPaused();
    }

    private static boolean maySend(Site site) {
        return site.active() && !site.paused() && site.can(Capability.TRANSFER_OUT);
    }

    private boolean isFull(Site site) {
        return site.dailyCapacity().isPresent() && places.unitsToday(site.code()) >= 10;
    }

    /** The least cost in thousandths of a minor unit; full places are used where others cannot serve. */
    private double best(Demand demand, SourcingPolicy policy, boolean nearest) {
        if (!nearest) {
            Site store = site(new LocationCode("P0"));
            return mayHandOver(store) ? cost(store, 0, demand, policy) : Double.POSITIVE_INFINITY;
        }
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (Site store : places.sites.values()) {
            double km = store.position().distanceKm(Places.CUSTOMER);
            if (mayHandOver(store) && km <= 200) {
                int tier = isFull(store) ? 1 : 0;
                least[tier] = Math.min(least[tier], cost(store, km, demand, policy));
            }
        }
        return Double.isInfinite(least[0]) ? least[1] : least[0];
    }

    private double cost(Site store, double km, Demand demand, SourcingPolicy policy) {
        var costs = policy.scoring().costs();
        long[] missing = new long[SKUS.size()];
        demand.lines().forEach(line -> missing[SKUS.indexOf(line.sku())] += line.quantity());
        double units = 0;
        double own = 0;
        double cost =
                Math.rint(1_000 * costs.travelPerKm() * km) + 1_000 * costs.rejection() * (1 - store.acceptanceRate());
        for (int s = 0; s < missing.length; s++) {
            var cell = new Cell(SKUS.get(s), store.code());
            long taken = Math.min(missing[s], Math.max(0, places.available(cell)));
            units += missing[s];
            missing[s] -= taken;
            own += taken;
            cost += 1_000 * taken * places.shadowPrice(cell);
        }
        cost += units * (1_000 * costs.handlingStore() + Math.rint(1_000 * costs.pressure() * load(store)));
        cost += own > 0 ? late(store.leadTimeMinutes() + (isFull(store) ? 14 * 60 : 0), costs) : 0;
        for (boolean withFull : new boolean[] {false, true}) {
            double sent =
                    sent(store, new ArrayList<>(places.sites.values()), missing, policy, policy.splitLimit(), withFull);
            if (!Double.isInfinite(sent)) {
                return cost + sent;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The least cost of sending what is missing from the given places, in every way. */
    private double sent(
            Site store, List<Site> from, long[] missing, SourcingPolicy policy, int limit, boolean withFull) {
        if (missing[0] + missing[1] == 0) {
            return 0;
        }
        if (from.isEmpty() || limit == 0 || !store.can(Capability.TRANSFER_IN)) {
            return Double.POSITIVE_INFINITY;
        }
        Site sender = from.getFirst();
        List<Site> rest = from.subList(1, from.size());
        double least = sent(store, rest, missing, policy, limit, withFull);
        if (sender.equals(store) || !maySend(sender) || (isFull(sender) && !withFull)) {
            return least;
        }
        var cups = new Cell(SKUS.get(0), sender.code());
        var lamps = new Cell(SKUS.get(1), sender.code());
        for (long cup = 0; cup <= Math.min(missing[0], Math.max(0, places.available(cups))); cup++) {
            for (long lamp = 0; lamp <= Math.min(missing[1], Math.max(0, places.available(lamps))); lamp++) {
                if (cup + lamp > 0) {
                    double cost = leg(sender, store, (double) cup + lamp, policy)
                            + 1_000 * (cup * places.shadowPrice(cups) + lamp * places.shadowPrice(lamps));
                    long[] left = {missing[0] - cup, missing[1] - lamp};
                    least = Math.min(least, cost + sent(store, rest, left, policy, limit - 1, withFull));
                }
            }
        }
        return least;
    }

    private double leg(Site sender, Site store, double units, SourcingPolicy policy) {
        var costs = policy.scoring().costs();
        double km = sender.position().distanceKm(store.position());
        long left = leavesMinutes(sender, isFull(sender));
        long handling = sender.kind() == Kind.STORE ? costs.handlingStore() : costs.handlingWarehouse();
        return 1_000 * costs.perBox()
                + late(left + 1_440L * policy.transfer().days(km) + store.leadTimeMinutes(), costs)
                + 1_000 * costs.rejection() * (1 - sender.acceptanceRate())
                + units
                        * (1_000 * (costs.perUnit() + handling)
                                + Math.rint(costs.perUnitKmMillis() * km)
                                + Math.rint(1_000 * costs.pressure() * load(sender)));
    }

    /** Minutes from now; every place is always open, and what a full one sends waits for midnight, 14 hours away. */
    private static long leavesMinutes(Site site, boolean full) {
        return Math.max(site.leadTimeMinutes(), full ? 14 * 60 : 0);
    }

    private static double late(long minutes, CostPolicy costs) {
        return 1_000
                * costs.latePerDay()
                * Math.ceilDiv(Math.max(0, minutes - 1_440L * costs.pickupTargetDays()), 1_440L);
    }

    private double load(Site site) {
        return site.dailyCapacity().isPresent() ? places.unitsToday(site.code()) / 10.0 : 0;
    }

    private Places places() {
        var made = new Places();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var capabilities = EnumSet.allOf(Capability.class);
            capabilities.removeIf(_ -> random.nextInt(12) == 0);
            var code = new LocationCode("P" + i);
            made.with(new Site(
                    code,
                    random.nextInt(3) > 0 ? Kind.STORE : Kind.WAREHOUSE,
                    Places.at(5 * random.nextInt(50)),
                    OpeningTimes.always(ZoneId.of("UTC")),
                    Optional.empty(),
                    60L * random.nextInt(30),
                    capabilities,
                    random.nextInt(15) != 0,
                    random.nextInt(15) == 0,
                    random.nextInt(15) == 0,
                    random.nextInt(3) == 0 ? Optional.of(10L) : Optional.empty(),
                    random.nextBoolean() ? 1 : 0.5));
            for (Sku sku : SKUS) {
                made.stock.put(new Cell(sku, code), (long) random.nextInt(6) - 1);
                made.shadowPrices.put(new Cell(sku, code), random.nextInt(3) == 0 ? (double) random.nextInt(300) : 0);
            }
            made.today.put(code, (long) random.nextInt(12));
        }
        return made;
    }

    private List<Demand.Line> lines() {
        return Stream.iterate(1, i -> i + 1)
                .limit(1 + random.nextInt(2))
                .map(i -> new Demand.Line(i, SKUS.get(random.nextInt(2)), 1 + random.nextInt(4), 100))
                .toList();
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
                3,
                random.nextInt(3),
                2L * random.nextInt(250),
                1,
                random.nextInt(30));
        return new SourcingPolicy(
                1, 1 + random.nextInt(3), 0, Optional.empty(), true, true, Transit.DEFAULT, Transit.DEFAULT, costs);
    }
}
