package io.omnihub.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.Criterion;
import io.omnihub.catalog.LexicographicPolicy;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Scoring;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Transit;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import io.omnihub.sourcing.Demand.Delivery;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the planner chooses, computed by hand. The customer lives at kilometre 0. NEAR is a store at kilometre 10, MILL
 * one at 20; DEPOT is a warehouse at 100 and PORT one at 400. A box costs 300, a unit 10 and 1 more for each kilometre;
 * handling a unit costs 20 in a store, 5 in a warehouse. So a unit costs 40 from NEAR, 50 from MILL, 115 from DEPOT and
 * 415 from PORT. Parcels take one day to 50 km, two to 500; more than three days cost 100 each, and for a pickup more
 * than one. The customer's way to a store counts 10 for each kilometre. Each unit sells for 100.
 */
class PlannerTest {
    private final Places places = new Places()
            .store("NEAR", 10)
            .store("MILL", 20)
            .warehouse("DEPOT", 100)
            .warehouse("PORT", 400);

    private SourcingPolicy policy = policy(4, 0, Optional.empty(), true, costs());
    private Demand demand = Places.demand("1 CUP", Places.ship());

    @ParameterizedTest(name = "{1} of [{0}], {2}: {3} ({5})")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        NEAR: 5 CUP; DEPOT: 5 CUP           | 2 CUP         |             | NEAR 2 CUP               |  380 | 300 + 2 × 40
        DEPOT: 5 CUP; PORT: 5 CUP           | 2 CUP         |             | DEPOT 2 CUP              |  530 | 300 + 2 × 115
        NEAR: 1 CUP; DEPOT: 9 CUP           | 2 CUP         |             | DEPOT 2 CUP              |  530 | one box from afar beats two: 340 + 415
        NEAR: 9 CUP; PORT: 10 CUP           | 10 CUP        |             | NEAR 9 CUP + PORT 1 CUP  | 1375 | two boxes beat ten units from afar: 300 + 4150
        NEAR: 2 CUP; MILL: 2 LAMP           | 1 CUP, 1 LAMP |             | NEAR 1 CUP + MILL 1 LAMP |  690 | 340 + 350
        NEAR: 2 CUP; MILL: 2 LAMP; DEPOT: 1 CUP, 1 LAMP | 1 CUP, 1 LAMP | | DEPOT 1 CUP, 1 LAMP      |  530 | one box beats two: 690
        NEAR: 5 CUP; MILL: 5 CUP            | 8 CUP         |             | NEAR 5 CUP + MILL 3 CUP  |  950 | as many as possible from the nearer
        NEAR: 2 CUP; MILL: 2 LAMP           | 1 CUP, 1 LAMP | no split    | short: 0 LAMP, 2 CUP     |    - | the best single place has no lamp
        NEAR: 2 CUP; MILL: 2 CUP; DEPOT: 3 CUP | 3 CUP      | no split    | DEPOT 3 CUP              |  645 | only DEPOT has all
        NEAR: 2 CUP; MILL: 1 CUP            | 4 CUP         |             | short: 3 CUP             |    - | all that there is
        NEAR: 1 CUP; MILL: 1 CUP; DEPOT: 1 CUP | 3 CUP      | limit 2     | short: 2 CUP             |    - | two places may share
        NEAR: 1 CUP; MILL: 1 CUP; DEPOT: 1 CUP | 3 CUP      | limit 3     | NEAR 1 CUP + MILL 1 CUP + DEPOT 1 CUP | 1105 | 340 + 350 + 415
        NEAR: 9 CUP; PORT: 10 CUP           | 10 CUP        | worth 200   | NEAR 8 CUP + PORT 2 CUP  | 1750 | a part for one cup is worth too little
        NEAR: 9 CUP; PORT: 10 CUP           | 10 CUP        | worth 600   | PORT 10 CUP              | 4450 | two parts of 600 cannot be
        NEAR: 5 CUP; MILL: 5 CUP            | 8 CUP         | threshold 2 | NEAR 5 CUP + MILL 3 CUP  |  950 | two are left
        NEAR: 5 CUP; MILL: 5 CUP            | 8 CUP         | threshold 3 | short: 7 CUP             |    - | three must be left
        NEAR: 2 CUP                         | 5 CUP         | backorder   | NEAR 2 CUP, later 3 CUP  |  380 | two go now, three wait
        NEAR: 2 CUP                         | 5 CUP         | backorder, no split | later 5 CUP      |    - | what must come together waits together
        MILL: 5 CUP                         | 5 CUP, 1 LAMP | backorder   | MILL 5 CUP, later 1 LAMP |  550 | nobody has a lamp
        DEPOT: 5 CUP                        | 2 CUP         | within 50 km | short: 0 CUP            |    - | DEPOT is too far
        NEAR: 5 CUP; DEPOT: 5 CUP           | 2 CUP         | no stores   | DEPOT 2 CUP              |  530 | stores may not ship
        """)
    void parcel(String stock, String order, @Nullable String rules, String expected, @Nullable Long cost, String why) {
        check(stock, order, rules, expected, cost, why);
    }

    @ParameterizedTest(name = "{1} of [{0}], {2}: {3} ({5})")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        NEAR: 5 CUP; MILL: 5 CUP  | 2 CUP | NEAR paused                  | MILL 2 CUP |  400 | nothing goes to a paused store
        NEAR: 5 CUP; MILL: 5 CUP  | 2 CUP | NEAR inactive                | MILL 2 CUP |  400 | nor to one that is not in use
        NEAR: 5 CUP; MILL: 5 CUP  | 2 CUP | NEAR excluded                | MILL 2 CUP |  400 | nor to one that this order must avoid
        NEAR: 5 CUP; MILL: 5 CUP  | 2 CUP | NEAR pickup-paused           | NEAR 2 CUP |  380 | it may still ship
        NEAR: 5 CUP; DEPOT: 5 CUP | 2 CUP | NEAR full                    | DEPOT 2 CUP |  530 | a full store is spared
        NEAR: 5 CUP               | 2 CUP | NEAR full                    | NEAR 2 CUP |  580 | but serves where nobody else can: 380 + 2 × 100
        NEAR: 5 CUP; MILL: 5 CUP  | 2 CUP | NEAR half-full               | MILL 2 CUP |  400 | NEAR costs 50 more a unit
        NEAR: 5 CUP; MILL: 5 CUP  | 1 CUP | NEAR rejects half            | MILL 1 CUP |  350 | NEAR costs 100 more
        NEAR: 5 CUP; MILL: 5 CUP  | 2 CUP | NEAR values a CUP at 30      | MILL 2 CUP |  400 | NEAR may still sell its cups at 30 more
        NEAR: 5 CUP; MILL: 5 CUP  | 2 CUP | NEAR values a CUP at 5       | NEAR 2 CUP |  390 | 380 + 2 × 5
        NEAR: 5 CUP; MILL: 5 CUP  | 2 CUP | NEAR needs 49 hours          | MILL 2 CUP |  400 | from NEAR it would come a day late: 480
        """)
    void parcelWhenPlacesDiffer(
            String stock, String order, @Nullable String rules, String expected, @Nullable Long cost, String why) {
        check(stock, order, rules, expected, cost, why);
    }

    @ParameterizedTest(name = "{1} of [{0}] {2}: {3} ({4})")
    @CsvSource(delimiter = '|', textBlock = """
        NEAR: 5 CUP; DEPOT: 5 CUP             | 2 CUP | by warehouses-first              | DEPOT 2 CUP | whatever it costs
        NEAR: 1 CUP; DEPOT: 5 CUP             | 2 CUP | by stores-first                  | NEAR 1 CUP + DEPOT 1 CUP | as much from stores as there is
        NEAR: 1 CUP; DEPOT: 5 CUP             | 2 CUP | by fewest-parts > stores-first   | DEPOT 2 CUP | no split for it
        PORT: 5 CUP; DEPOT: 5 CUP             | 2 CUP | by warehouses-first > nearest    | DEPOT 2 CUP | among equals the nearest
        NEAR: 1 CUP; MILL: 5 CUP              | 2 CUP | by nearest                       | NEAR 1 CUP + MILL 1 CUP | each unit from the nearest
        NEAR: 2 CUP; PORT: 9 CUP              | 2 CUP | by most-stock                    | PORT 2 CUP | where most are left over
        NEAR: 5 CUP; MILL: 5 CUP              | 2 CUP | by acceptance, NEAR rejects half | MILL 2 CUP | who keeps promises
        NEAR: 5 CUP; MILL: 5 CUP              | 2 CUP | by earliest, NEAR needs 2 hours  | MILL 2 CUP | its parcel comes two hours sooner
        DEPOT: 5 CUP; NEAR: 5 CUP; MILL: 5 CUP | 2 CUP | by pool-order                   | NEAR 2 CUP | the first in the pool
        NEAR: 5 CUP; PORT: 5 CUP              | 2 CUP | by fewest-parts > lowest-cost    | NEAR 2 CUP | 380 against 1130
        """)
    void strictRules(String stock, String order, String rules, String expected, String why) {
        check(stock, order, rules, expected, null, why);
    }

    @ParameterizedTest(name = "{1} of [{0}], {2}: {3} ({5})")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        MILL: 2 CUP; NEAR: 9 CUP            | 2 CUP | at MILL                       | MILL 2 CUP              |   40 | two units are handled
        MILL: 1 CUP; NEAR: 5 CUP; DEPOT: 5 CUP | 2 CUP | at MILL                    | MILL 1 CUP (NEAR 1 CUP) |  380 | 40, and a box with one unit over 10 km: 300 + 10 + 10 + 20
        MILL: 1 CUP; NEAR: 5 CUP; DEPOT: 5 CUP | 2 CUP | at MILL, NEAR keeps        | MILL 1 CUP (DEPOT 1 CUP) | 535 | 40 + 300 + 10 + 80 + 5, and a day late: 100
        NEAR: 1 CUP; DEPOT: 1 LAMP          | 1 CUP, 1 LAMP | at MILL               | MILL (NEAR 1 CUP) (DEPOT 1 LAMP) | 875 | 40 + 340 + 395 + 100
        NEAR: 1 CUP; DEPOT: 1 LAMP          | 1 CUP, 1 LAMP | at MILL, limit 1      | short: 0 LAMP, 1 CUP    |    - | only one place may send
        MILL: 1 CUP; NEAR: 5 CUP            | 2 CUP | at MILL, MILL takes nothing   | short: 1 CUP            |    - | no transfers to it
        MILL: 1 CUP; NEAR: 5 CUP            | 2 CUP | at MILL, no split             | MILL 1 CUP (NEAR 1 CUP) |  380 | the customer collects all in one place
        MILL: 1 CUP                         | 3 CUP | at MILL, backorder            | MILL 1 CUP, later 2 CUP |   20 | two wait
        MILL: 5 CUP                         | 2 CUP | at MILL, threshold 4          | short: 1 CUP            |    - | four must be left
        MILL: 5 CUP; NEAR: 2 CUP            | 2 CUP | at MILL, threshold 4          | MILL 2 CUP              |   40 | five are left
        DEPOT: 5 CUP                        | 2 CUP | at DEPOT                      | DEPOT not-a-store       |    - | a warehouse
        NEAR: 5 CUP                         | 2 CUP | at GONE                       | GONE unknown            |    - | not in the pool
        NEAR: 5 CUP                         | 2 CUP | at NEAR, NEAR inactive        | NEAR inactive           |    - | closed for good
        NEAR: 5 CUP                         | 2 CUP | at NEAR, NEAR paused          | NEAR paused             |    - | paused
        NEAR: 5 CUP                         | 2 CUP | at NEAR, NEAR pickup-paused   | NEAR pickup-paused      |    - | its counter is closed
        NEAR: 5 CUP                         | 2 CUP | at NEAR, NEAR excluded        | NEAR excluded           |    - | this order must avoid it
        NEAR: 5 CUP                         | 2 CUP | at NEAR, NEAR hands over nothing | NEAR no-pickup       |    - | it has no counter
        NEAR: 2 CUP; MILL: 2 CUP            | 2 CUP | near                          | NEAR 2 CUP              |  140 | 10 km are 100, and 2 × 20
        NEAR: 1 CUP; MILL: 2 CUP            | 2 CUP | near                          | MILL 2 CUP              |  240 | 10 km farther beat a transfer: 140 + 340
        DEPOT: 2 CUP                        | 2 CUP | near                          | NEAR (DEPOT 2 CUP)      |  750 | 140 + 300 + 2 × 105, and a day late: 100
        DEPOT: 2 CUP                        | 2 CUP | near, NEAR paused             | MILL (DEPOT 2 CUP)      |  830 | 240 + 300 + 2 × 95 + 100
        NEAR: 2 CUP; MILL: 2 CUP            | 2 CUP | near, NEAR full               | MILL 2 CUP              |  240 | a full store is spared
        NEAR: 2 CUP; MILL: 1 CUP            | 2 CUP | near, NEAR full               | MILL 1 CUP (NEAR 1 CUP) |  780 | it still sends what nobody else has: 240 + 340, full 100, late 100
        MILL: 2 CUP                         | 2 CUP | near, within 15 km            | NEAR (MILL 2 CUP)       |  520 | only NEAR is within reach: 140 + 300 + 2 × 40
        MILL: 2 CUP                         | 2 CUP | near, within 5 km             | no store near           |    - | nobody is
        MILL: 2 CUP; NEAR: 1 CUP            | 4 CUP | near                          | short: 3 CUP            |    - | all that can be brought together
        """)
    void pickup(String stock, String order, @Nullable String rules, String expected, @Nullable Long cost, String why) {
        check(stock, order, rules, expected, cost, why);
    }

    private void check(
            String stock, String order, @Nullable String rules, String expected, @Nullable Long cost, String why) {
        places.stock(stock);
        demand = demand.with(Places.lines(order));
        if (rules != null) {
            Arrays.stream(rules.split(",", -1)).map(String::strip).forEach(this::apply);
        }
        SourcingPlan plan = places.plan(demand, policy);

        assertThat(Places.text(plan)).as(why).isEqualTo(expected);
        if (cost != null) {
            assertThat(plan.explanation().weighed().getFirst().terms().total())
                    .as(why)
                    .isEqualTo(1_000 * cost);
            assertThat(plan.explanation().exact()).isEqualTo(policy.minPartWorth() == 0);
        }
    }

    /** The words of the tables' third column. */
    private void apply(String rule) {
        String[] words = rule.split(" ", -1);
        switch (words[0]) {
            case "no" -> {
                if (rule.equals("no split")) {
                    demand = new Demand(demand.lines(), demand.delivery(), false, demand.allowBackorder(), 0, Set.of());
                } else {
                    policy = policy(policy.splitLimit(), 0, Optional.empty(), false, policy.scoring());
                }
            }
            case "limit" -> policy = policy(Integer.parseInt(words[1]), 0, Optional.empty(), true, policy.scoring());
            case "worth" -> policy = policy(4, Long.parseLong(words[1]), Optional.empty(), true, policy.scoring());
            case "within" -> within(Double.parseDouble(words[1]));
            case "by" ->
                policy = policy(4, 0, Optional.empty(), true, new LexicographicPolicy(criteria(rule), costs()));
            case "threshold" ->
                demand = new Demand(demand.lines(), demand.delivery(), true, false, Long.parseLong(words[1]), Set.of());
            case "backorder" -> demand = new Demand(demand.lines(), demand.delivery(), true, true, 0, Set.of());
            case "at" -> deliver(new Delivery.Pickup(new LocationCode(words[1])));
            case "near" -> deliver(new Delivery.PickupNearest(Places.CUSTOMER, Optional.empty()));
            case "" -> {}
            default -> change(words[0], rule.substring(words[0].length() + 1));
        }
    }

    private void within(double km) {
        if (demand.delivery() instanceof Delivery.PickupNearest(var near, var _)) {
            deliver(new Delivery.PickupNearest(near, Optional.of(km)));
        } else {
            policy = policy(4, 0, Optional.of(km), true, policy.scoring());
        }
    }

    private void deliver(Delivery delivery) {
        demand = new Demand(demand.lines(), delivery, true, false, 0, Set.of());
    }

    private static List<Criterion> criteria(String rule) {
        return Arrays.stream(rule.substring(3).split(">", -1))
                .map(name -> Wire.parse(Criterion.class, name.strip()))
                .toList();
    }

    private void change(String place, String how) {
        Site site = Objects.requireNonNull(places.sites.get(place));
        switch (how) {
            case "inactive", "paused", "pickup-paused" ->
                put(
                        site,
                        site.capabilities(),
                        0,
                        how.equals("inactive"),
                        how.equals("paused"),
                        how.equals("pickup-paused"),
                        1);
            case "excluded" ->
                demand = new Demand(demand.lines(), demand.delivery(), true, false, 0, Set.of(site.code()));
            case "full" -> places.today.put(site.code(), 100L);
            case "half-full" -> places.today.put(site.code(), 50L);
            case "rejects half" -> put(site, site.capabilities(), 0, false, false, false, 0.5);
            case "keeps" -> put(site, without(Capability.TRANSFER_OUT), 0, false, false, false, 1);
            case "takes nothing" -> put(site, without(Capability.TRANSFER_IN), 0, false, false, false, 1);
            case "hands over nothing" -> put(site, without(Capability.PICKUP), 0, false, false, false, 1);
            default -> {
                long number = Long.parseLong(how.replaceAll("[^0-9]", ""));
                if (how.startsWith("needs")) {
                    put(site, site.capabilities(), number * 60, false, false, false, 1);
                } else {
                    places.shadowPrices.put(Places.cell("CUP", place), (double) number);
                }
            }
        }
    }

    private static Set<Capability> without(Capability capability) {
        return EnumSet.complementOf(EnumSet.of(capability));
    }

    private void put(
            Site site,
            Set<Capability> capabilities,
            long leadTimeMinutes,
            boolean inactive,
            boolean paused,
            boolean pickupPaused,
            double acceptanceRate) {
        places.with(new Site(
                site.code(),
                site.kind(),
                site.position(),
                site.opening(),
                site.cutOff(),
                leadTimeMinutes,
                capabilities,
                !inactive,
                paused,
                pickupPaused,
                site.dailyCapacity(),
                acceptanceRate));
    }

    private static CostPolicy costs() {
        return new CostPolicy(300, 10, 1_000, 20, 5, 100, 100, 3, 1, 200, 1, 10);
    }

    private static SourcingPolicy policy(
            int splitLimit, long minPartWorth, Optional<Double> maxDistanceKm, boolean storesShip, Scoring scoring) {
        return new SourcingPolicy(
                1,
                splitLimit,
                minPartWorth,
                maxDistanceKm,
                storesShip,
                true,
                Transit.DEFAULT,
                Transit.DEFAULT,
                scoring);
    }
}
