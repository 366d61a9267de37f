package io.omnihub.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Sourcing.Assignment;
import io.omnihub.sourcing.Sourcing.Demand;
import io.omnihub.sourcing.Sourcing.Plan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SourcingTest {
    private static final LocationCode LEEDS = new LocationCode("LEEDS");
    private static final LocationCode YORK = new LocationCode("YORK");
    private static final LocationCode BATH = new LocationCode("BATH");
    private static final Sku CUP = new Sku("CUP");
    private static final Sku LAMP = new Sku("LAMP");

    private final Map<Cell, Long> stock = new HashMap<>();

    @Test
    void nearestThatServesAll_isChosen() {
        stock(LEEDS, CUP, 1);
        stock(YORK, CUP, 5);
        stock(BATH, CUP, 9);

        assertThat(plan(true, 0, line(1, CUP, 4))).isEqualTo(sourced(from(YORK, line(1, CUP, 4))));
    }

    @Test
    void whereNoneServesAll_theOneThatCoversMostComesFirst_andALineMayDivide() {
        stock(LEEDS, CUP, 3);
        stock(YORK, CUP, 2);
        stock(YORK, LAMP, 4);
        stock(BATH, CUP, 9);

        assertThat(plan(true, 0, line(1, CUP, 7), line(2, LAMP, 4)))
                .isEqualTo(sourced(from(BATH, line(1, CUP, 7)), from(YORK, line(2, LAMP, 4))));
        assertThat(plan(true, 0, line(1, CUP, 11), line(2, LAMP, 1)))
                .isEqualTo(sourced(from(BATH, line(1, CUP, 9)), from(YORK, line(1, CUP, 2), line(2, LAMP, 1))));
    }

    @Test
    void equals_areDecidedByNearness() {
        stock(LEEDS, CUP, 2);
        stock(YORK, CUP, 2);

        assertThat(plan(true, 0, line(1, CUP, 3)))
                .isEqualTo(sourced(from(LEEDS, line(1, CUP, 2)), from(YORK, line(1, CUP, 1))));
    }

    @Test
    void sameSkuOnTwoLines_countsTogether() {
        stock(LEEDS, CUP, 5);
        stock(YORK, CUP, 6);

        assertThat(plan(false, 0, line(1, CUP, 3), line(2, CUP, 3)))
                .isEqualTo(sourced(from(YORK, line(1, CUP, 3), line(2, CUP, 3))));
        assertThat(plan(true, 0, line(1, CUP, 8), line(2, CUP, 4))).isEqualTo(new Plan.Shortage(Map.of(CUP, 11L)));
    }

    @Test
    void withoutSplit_theBestSingleLocationSaysWhatIsAvailable() {
        stock(LEEDS, CUP, 2);
        stock(YORK, CUP, 1);
        stock(YORK, LAMP, 3);

        assertThat(plan(false, 0, line(1, CUP, 2), line(2, LAMP, 3)))
                .isEqualTo(new Plan.Shortage(Map.of(CUP, 1L, LAMP, 3L)));
    }

    @Test
    void threshold_staysUnsoldOverTheWholePool() {
        stock(LEEDS, CUP, 5);
        stock(YORK, CUP, 5);

        assertThat(plan(true, 3, line(1, CUP, 7))).isInstanceOf(Plan.Sourced.class);
        assertThat(plan(true, 3, line(1, CUP, 8))).isEqualTo(new Plan.Shortage(Map.of(CUP, 7L)));
    }

    @Test
    void oversoldLocation_countsAsEmpty() {
        stock(LEEDS, CUP, -4);
        stock(YORK, CUP, 2);

        assertThat(plan(true, 0, line(1, CUP, 3))).isEqualTo(new Plan.Shortage(Map.of(CUP, 2L)));
    }

    @Test
    void emptyPool_hasNothing() {
        var demand = new Demand(List.of(line(1, CUP, 1)), true, 0);

        assertThat(Sourcing.plan(demand, _ -> 9L, List.of())).isEqualTo(new Plan.Shortage(Map.of(CUP, 0L)));
        assertThat(Sourcing.plan(new Demand(List.of(line(1, CUP, 1)), false, 0), _ -> 9L, List.of()))
                .isEqualTo(new Plan.Shortage(Map.of(CUP, 0L)));
    }

    @Test
    void candidates_areThosePlacesThatShip_nearestFirst() {
        var catalog = new Catalog(
                1,
                Map.of(
                        LEEDS, location(LEEDS, 53.80, EntryState.ACTIVE, Set.of(Location.Capability.SHIP)),
                        YORK, location(YORK, 53.96, EntryState.INACTIVE, Set.of(Location.Capability.SHIP)),
                        BATH, location(BATH, 51.38, EntryState.ACTIVE, Set.of(Location.Capability.SHIP))),
                Map.of());
        List<LocationCode> pool = List.of(BATH, YORK, LEEDS, new LocationCode("GONE"));

        assertThat(Sourcing.candidates(pool, catalog, Optional.of(new GeoPoint(53.9, -1.5))))
                .containsExactly(LEEDS, BATH);
        assertThat(Sourcing.candidates(pool, catalog, Optional.empty())).containsExactly(BATH, LEEDS);
    }

    /** Random demands against the obvious rules: served exactly, from stock that is there, or short by the sums. */
    @Test
    void randomDemands_areServedExactlyOrShort() {
        long seed = 20_261_122;
        var random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            stock.clear();
            List.of(LEEDS, YORK, BATH).forEach(place -> {
                stock(place, CUP, random.nextInt(6) - 1);
                stock(place, LAMP, random.nextInt(6) - 1);
            });
            List<Demand.Line> lines = new ArrayList<>();
            for (int i = 1; i <= 1 + random.nextInt(3); i++) {
                lines.add(line(i, random.nextBoolean() ? CUP : LAMP, 1 + random.nextInt(5)));
            }
            check(
                    new Demand(lines, random.nextBoolean(), random.nextInt(3)),
                    "seed %d, round %d".formatted(seed, round));
        }
    }

    private void check(Demand demand, String where) {
        Map<Sku, Long> wanted = demand.lines().stream()
                .collect(Collectors.groupingBy(Demand.Line::sku, Collectors.summingLong(Demand.Line::quantity)));
        boolean enough = wanted.entrySet().stream()
                .allMatch(entry -> stock.entrySet().stream()
                                        .filter(cell -> cell.getKey().sku().equals(entry.getKey()))
                                        .mapToLong(cell -> Math.max(0, cell.getValue()))
                                        .sum()
                                - demand.threshold()
                        >= entry.getValue());
        boolean single = List.of(LEEDS, YORK, BATH).stream()
                .anyMatch(place -> wanted.entrySet().stream()
                        .allMatch(
                                entry -> stock.getOrDefault(new Cell(entry.getKey(), place), 0L) >= entry.getValue()));
        switch (Sourcing.plan(demand, cell -> stock.getOrDefault(cell, 0L), List.of(LEEDS, YORK, BATH))) {
            case Plan.Shortage _ ->
                assertThat(enough && (demand.allowSplit() || single)).as(where).isFalse();
            case Plan.Sourced(List<Assignment> assignments) -> {
                assertThat(enough).as(where).isTrue();
                assertThat(demand.allowSplit() || assignments.size() == 1)
                        .as(where)
                        .isTrue();
                assertThat(single).as(where).isEqualTo(assignments.size() == 1);
                Map<Integer, Long> given = new HashMap<>();
                Map<Cell, Long> taken = new HashMap<>();
                assignments.forEach(assignment -> assignment.lines().forEach(line -> {
                    given.merge(line.lineNumber(), line.quantity(), Long::sum);
                    taken.merge(new Cell(line.sku(), assignment.location()), line.quantity(), Long::sum);
                }));
                demand.lines()
                        .forEach(line -> assertThat(given.get(line.lineNumber()))
                                .as(where)
                                .isEqualTo(line.quantity()));
                taken.forEach(
                        (cell, units) -> assertThat(units).as(where).isLessThanOrEqualTo(stock.getOrDefault(cell, 0L)));
            }
        }
    }

    private Plan plan(boolean allowSplit, long threshold, Demand.Line... lines) {
        return Sourcing.plan(
                new Demand(List.of(lines), allowSplit, threshold),
                cell -> stock.getOrDefault(cell, 0L),
                List.of(LEEDS, YORK, BATH));
    }

    private void stock(LocationCode location, Sku sku, long units) {
        stock.put(new Cell(sku, location), units);
    }

    private static Demand.Line line(int lineNumber, Sku sku, long quantity) {
        return new Demand.Line(lineNumber, sku, quantity);
    }

    private static Assignment from(LocationCode location, Demand.Line... lines) {
        return new Assignment(location, List.of(lines));
    }

    private static Plan sourced(Assignment... assignments) {
        return new Plan.Sourced(List.of(assignments));
    }

    private static Location location(
            LocationCode code, double latitude, EntryState state, Set<Location.Capability> capabilities) {
        return new Location(
                code,
                code.value(),
                Location.Kind.STORE,
                state,
                new GeoPoint(latitude, -1.5),
                OpeningTimes.always(ZoneId.of("Europe/London")),
                capabilities,
                Optional.empty(),
                Optional.empty(),
                0,
                1,
                false,
                false,
                1);
    }
}
