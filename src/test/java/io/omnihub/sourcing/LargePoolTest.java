package io.omnihub.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.Demand.Delivery;
import io.omnihub.sourcing.Explanation.Reason;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import io.omnihub.sourcing.SourcingPlan.NoPickup;
import io.omnihub.sourcing.SourcingPlan.Shortage;
import io.omnihub.sourcing.SourcingPlan.Sourced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pools of more locations than are looked at first, the explanation, and what a refusal offers. */
class LargePoolTest {
    private final Places places = new Places();

    @Test
    void skuThatOnlyTheLastOfFortyHas_isFound() {
        stores(40);
        everywhere(39, "CUP", 5);
        places.stock("S40: 1 LAMP");

        assertThat(Places.text(plan("1 CUP, 1 LAMP", 2))).isEqualTo("S1 1 CUP + S40 1 LAMP");
    }

    @Test
    void onlyPlaceThatHasBoth_isFoundBehindFortyThatHaveOne() {
        stores(41);
        for (int i = 1; i <= 40; i++) {
            places.stock("S" + i + (i % 2 == 0 ? ": 9 CUP" : ": 9 LAMP"));
        }
        places.stock("S41: 1 CUP, 1 LAMP");

        assertThat(Places.text(plan("1 CUP, 1 LAMP", 1))).isEqualTo("S41 1 CUP, 1 LAMP");
    }

    @Test
    void emptyNearPlaces_doNotUseUpTheLooks() {
        stores(100);
        places.stock("S90: 3 CUP; S95: 3 CUP");
        var plan = plan("2 CUP", 1);

        assertThat(Places.text(plan)).isEqualTo("S90 2 CUP");
        assertThat(plan.explanation().exact()).isTrue();
        assertThat(plan.explanation().out()).isEqualTo(Map.of(Reason.NO_STOCK, 98, Reason.BEATEN, 1));
    }

    @Test
    void thresholdCountsPlacesThatAreNotLookedAtFirst() {
        stores(60);
        everywhere(60, "CUP", 1);

        assertThat(places.plan(demand("1 CUP", 59), SourcingPolicy.DEFAULT)).isInstanceOf(Sourced.class);
        assertThat(places.plan(demand("1 CUP", 60), SourcingPolicy.DEFAULT))
                .isInstanceOfSatisfying(
                        Shortage.class,
                        shortage -> assertThat(shortage.available())
                                .containsOnly(Map.entry(Places.cell("CUP", "S1").sku(), 0L)));
    }

    @Test
    void explanation_showsTheBestEightWithTermsThatAddUp() {
        stores(20);
        everywhere(20, "CUP", 5);
        var explanation = plan("2 CUP", 4).explanation();

        assertThat(explanation.weighed()).hasSize(8);
        assertThat(explanation.weighed().getFirst().locations()).containsExactly(new LocationCode("S1"));
        assertThat(explanation.weighed())
                .extracting(Explanation.Weighed::chosen)
                .startsWith(true, false);
        assertThat(explanation.weighed())
                .allSatisfy(weighed -> assertThat(weighed.scores())
                        .containsExactly(weighed.terms().total()));
        assertThat(explanation.weighed())
                .extracting(weighed -> weighed.terms().total())
                .isSorted();
        assertThat(explanation.lowerBound())
                .isEqualTo(explanation.weighed().getFirst().terms().total());
    }

    @Test
    void shortPickup_offersTheNearestFiveStoresThatCouldServe() {
        stores(10);
        places.stock("S2: 1 CUP; S4: 9 CUP; S5: 9 CUP; S6: 9 CUP; S7: 9 CUP; S8: 9 CUP; S9: 9 CUP");
        places.with(withoutTransfers(Objects.requireNonNull(places.sites.get("S3"))));
        places.with(withoutTransfers(Objects.requireNonNull(places.sites.get("S2"))));

        var plan = (Shortage) places.plan(pickup("2 CUP", "S3"), SourcingPolicy.DEFAULT);
        assertThat(plan.alternatives())
                .extracting(alternative -> alternative.store().value())
                .containsExactly("S4", "S1", "S5", "S6", "S7");
        assertThat(plan.alternatives().getFirst().distanceKm()).isCloseTo(10, offset(1e-6));
        assertThat(plan.alternatives().getFirst().readyAt()).isEqualTo(Places.NOW);
        assertThat(alternative(plan, "S1").readyAt()).isEqualTo(Places.NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void warehouse_isNoStore_andStoresAreOffered() {
        places.warehouse("W", 0).store("A", 30).store("B", 10).stock("W: 5 CUP; A: 5 CUP; B: 1 CUP");

        var plan = (NoPickup) places.plan(pickup("2 CUP", "W"), SourcingPolicy.DEFAULT);
        assertThat(plan.alternatives())
                .extracting(alternative -> alternative.store().value())
                .containsExactly("B", "A");
    }

    @Test
    void candidates_areThoseThatMayServe_theBestFirst() {
        places.store("FAR", 300).warehouse("DEPOT", 40).store("NEAR", 10).store("FULL", 1);
        places.today.put(new LocationCode("FULL"), 100L);
        List<Site> pool = List.copyOf(places.sites.values());

        assertThat(Planner.candidates(demand("1 CUP", 0), pool, places, SourcingPolicy.DEFAULT, Places.NOW))
                .extracting(LocationCode::value)
                .containsExactly("DEPOT", "NEAR", "FAR", "FULL");
        assertThat(Planner.candidates(pickup("1 CUP", "FAR"), pool, places, SourcingPolicy.DEFAULT, Places.NOW))
                .extracting(LocationCode::value)
                .startsWith("FAR", "DEPOT");
        assertThat(Planner.candidates(pickup("1 CUP", "DEPOT"), pool, places, SourcingPolicy.DEFAULT, Places.NOW))
                .as("only the stores that it could be collected at instead")
                .extracting(LocationCode::value)
                .containsExactlyInAnyOrder("NEAR", "FAR", "FULL");
    }

    @Test
    void emptyPool_hasNothing() {
        assertThat(Places.text(plan("1 CUP", 4))).isEqualTo("short: 0 CUP");
        var waiting = Places.demand("1 CUP", new Delivery.Ship(Optional.empty()));
        assertThat(Places.text(places.plan(
                        new Demand(waiting.lines(), waiting.delivery(), true, true, 0, Set.of()),
                        SourcingPolicy.DEFAULT)))
                .as("nobody could ever send it")
                .isEqualTo("short: 0 CUP");
        assertThat(Places.text(places.plan(pickup("1 CUP", "S1"), SourcingPolicy.DEFAULT)))
                .isEqualTo("S1 unknown");
        assertThat(places.plan(
                        Places.demand("1 CUP", new Delivery.PickupNearest(Places.CUSTOMER, Optional.empty())),
                        SourcingPolicy.DEFAULT))
                .isInstanceOf(SourcingPlan.NoStoreNear.class);
    }

    /** What cannot be searched through is still served in full, and says between which costs it lies. */
    @Test
    void largestDemand_isServedWithinTheStatedBound() {
        var random = new Random(7);
        for (int i = 1; i <= 300; i++) {
            places.store("S" + i, 1 + random.nextInt(2_000));
            for (int s = 0; s < 400; s++) {
                if (random.nextInt(3) > 0) {
                    places.stock.put(Places.cell("K" + s, "S" + i), 1L + random.nextInt(9));
                }
            }
        }
        List<Demand.Line> lines = new ArrayList<>();
        for (int s = 0; s < 400; s++) {
            lines.add(new Demand.Line(s + 1, Places.cell("K" + s, "S1").sku(), 1 + random.nextInt(6), 100));
        }
        var plan = (Sourced)
                places.plan(new Demand(lines, Places.ship(), true, false, 0, Set.of()), SourcingPolicy.DEFAULT);
        var explanation = plan.explanation();
        long total = explanation.weighed().getFirst().terms().total();

        assertThat(plan.backordered()).isEmpty();
        assertThat(plan.parts().size()).isLessThanOrEqualTo(SourcingPolicy.MAX_SPLIT);
        assertThat(plan.parts().stream()
                        .flatMap(part -> part.lines().stream())
                        .mapToLong(Demand.Line::quantity)
                        .sum())
                .isEqualTo(lines.stream().mapToLong(Demand.Line::quantity).sum());
        assertThat(explanation.lowerBound()).isPositive().isLessThanOrEqualTo(total);
        assertThat(explanation.exact()).isEqualTo(explanation.lowerBound() == total);
    }

    private void stores(int count) {
        for (int i = 1; i <= count; i++) {
            places.store("S" + i, 10 * i);
        }
    }

    private void everywhere(int count, String sku, int units) {
        for (int i = 1; i <= count; i++) {
            places.stock("S" + i + ": " + units + " " + sku);
        }
    }

    private SourcingPlan plan(String lines, int limit) {
        var rules = SourcingPolicy.DEFAULT;
        return places.plan(
                demand(lines, 0),
                new SourcingPolicy(
                        1, limit, 0, Optional.empty(), true, true, rules.transit(), rules.transfer(), rules.scoring()));
    }

    private static Demand demand(String lines, long threshold) {
        return new Demand(Places.lines(lines), Places.ship(), true, false, threshold, Set.of());
    }

    private static Demand pickup(String lines, String store) {
        return Places.demand(lines, new Delivery.Pickup(new LocationCode(store)));
    }

    private static Alternative alternative(Shortage plan, String store) {
        return plan.alternatives().stream()
                .filter(alternative -> alternative.store().value().equals(store))
                .findFirst()
                .orElseThrow();
    }

    private static Site withoutTransfers(Site site) {
        return new Site(
                site.code(),
                site.kind(),
                site.position(),
                site.opening(),
                site.cutOff(),
                0,
                Set.of(Capability.PICKUP),
                true,
                false,
                false,
                site.dailyCapacity(),
                1);
    }
}
