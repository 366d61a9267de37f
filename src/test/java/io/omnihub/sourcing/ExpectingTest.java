package io.omnihub.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.omnihub.catalog.Answers;
import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Transit;
import io.omnihub.catalog.Unfillable;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.ExpectedUnits;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExpectingTest {
    private static final Sku GAME = new Sku("game");
    private static final LocationCode STORE = new LocationCode("STORE");
    private static final LocationCode DEPOT = new LocationCode("DEPOT");
    private static final Instant FRIDAY = Places.NOW.plus(Duration.ofDays(4));
    private static final Instant MONDAY = FRIDAY.plus(Duration.ofDays(3));

    @Test
    void whatIsSent_isPromisedForItsArrivalAndItsWay() {
        var expecting = expecting(new Demand.Delivery.Ship(Optional.of(Places.CUSTOMER)), 0);

        List<ExpectedUnits> taken = take(expecting, 3);

        assertThat(taken).extracting(ExpectedUnits::quantity).containsExactly(2L, 1L);
        assertThat(expecting.promisedAt(taken.subList(0, 1))).contains(FRIDAY.plus(Duration.ofDays(1)));
        assertThat(expecting.promisedAt(taken)).contains(MONDAY.plus(Duration.ofDays(2)));
    }

    @Test
    void whatIsCollected_comesThereFirst() {
        var expecting = expecting(new Demand.Delivery.Pickup(STORE), 0);

        List<ExpectedUnits> taken = take(expecting, 3);

        assertThat(expecting.promisedAt(taken.subList(0, 1))).contains(FRIDAY);
        assertThat(expecting.promisedAt(taken)).contains(MONDAY.plus(Duration.ofDays(2)));
    }

    @Test
    void whereOnlyStoresHandOver_nothingOfADepotIsPromised() {
        var expecting = expecting(new Demand.Delivery.PickupNearest(Places.CUSTOMER, Optional.empty()), 0);

        assertThat(take(expecting, 9)).extracting(ExpectedUnits::location).containsExactly(STORE);
    }

    @Test
    void aThreshold_isKeptOfWhatIsMissingOnHand() {
        var expecting = expecting(new Demand.Delivery.Ship(Optional.of(Places.CUSTOMER)), 3);

        assertThat(take(expecting, 9)).extracting(ExpectedUnits::quantity).containsExactly(4L);
        assertThat(expecting.take(wanted(9), _ -> supply(), _ -> 1))
                .extracting(ExpectedUnits::quantity)
                .containsExactly(1L, 5L);
    }

    @Test
    void whatHasToComeTogether_isPromisedFromOnePlace_orNotAtAll() {
        var expecting = together(new Demand.Delivery.Ship(Optional.of(Places.CUSTOMER)), SourcingPolicy.DEFAULT);

        assertThat(take(expecting, 2)).extracting(ExpectedUnits::location).containsExactly(STORE);
        assertThat(take(expecting, 3)).extracting(ExpectedUnits::location).containsExactly(DEPOT);
        assertThat(take(expecting, 6)).isEmpty();
        assertThat(expecting.take(new Expecting.Wanted(Map.of(GAME, 3L), Set.of(STORE)), _ -> supply(), _ -> 0))
                .isEmpty();
    }

    @Test
    void whatIsCollected_mayBeSentTogether_asFromSoManyPlacesAsMaySend() {
        assertThat(take(together(new Demand.Delivery.Pickup(STORE), shared(1)), 7))
                .extracting(ExpectedUnits::quantity)
                .containsExactly(2L, 5L);
    }

    @Test
    void noMorePlacesThanMayShareIt_arePromisedFrom_thoseWithTheMost() {
        var expecting = expecting(new Demand.Delivery.Ship(Optional.of(Places.CUSTOMER)), true, 0, shared(1));

        assertThat(take(expecting, 9))
                .extracting(ExpectedUnits::location, ExpectedUnits::quantity)
                .containsExactly(tuple(DEPOT, 5L));
    }

    @Test
    void aStoreFartherThanItsCustomerGoes_isPromisedNothingFrom() {
        assertThat(take(expecting(new Demand.Delivery.PickupNearest(Places.CUSTOMER, Optional.of(10.0)), 0), 1))
                .isEmpty();
        assertThat(take(expecting(new Demand.Delivery.PickupNearest(Places.CUSTOMER, Optional.of(30.0)), 0), 1))
                .hasSize(1);
    }

    private static List<ExpectedUnits> take(Expecting expecting, long units) {
        return expecting.take(wanted(units), _ -> supply(), _ -> 0);
    }

    private static Expecting.Wanted wanted(long units) {
        return new Expecting.Wanted(Map.of(GAME, units), Set.of());
    }

    /** Two come to the store on Friday, five to the depot on Monday. */
    private static DatedSupply supply() {
        return new DatedSupply(GAME, List.of(line(1, STORE, FRIDAY, 2), line(2, DEPOT, MONDAY, 5)));
    }

    private static DatedSupply.Line line(int source, LocationCode location, Instant at, long units) {
        return new DatedSupply.Line(
                new DatedSupply.Source(DatedSupply.Kind.RECEIPT, new UUID(0, source)), location, at, units, 0, 0);
    }

    private static SourcingPolicy shared(int splitLimit) {
        return new SourcingPolicy(
                0, splitLimit, 0, Optional.empty(), true, true, Transit.DEFAULT, Transit.DEFAULT, CostPolicy.DEFAULT);
    }

    private static Expecting together(Demand.Delivery delivery, SourcingPolicy policy) {
        return expecting(delivery, false, 0, policy);
    }

    private static Expecting expecting(Demand.Delivery delivery, long threshold) {
        return expecting(delivery, true, threshold, SourcingPolicy.DEFAULT);
    }

    private static Expecting expecting(
            Demand.Delivery delivery, boolean allowSplit, long threshold, SourcingPolicy policy) {
        var channel = new Channel(
                new ChannelCode("web"),
                "Web",
                Channel.Kind.WEB,
                EntryState.ACTIVE,
                List.of(STORE, DEPOT),
                threshold,
                Unfillable.ATTENTION,
                Optional.of(30),
                Optional.empty(),
                false,
                policy,
                1);
        return new Expecting(
                channel,
                delivery,
                allowSplit,
                new Catalog(
                        1,
                        Map.of(STORE, place(STORE, Kind.STORE, 20), DEPOT, place(DEPOT, Kind.WAREHOUSE, 200)),
                        Map.of()),
                Places.NOW);
    }

    private static Location place(LocationCode code, Kind kind, double km) {
        Set<Capability> capabilities = EnumSet.allOf(Capability.class);
        return new Location(
                code,
                code.value(),
                kind,
                EntryState.ACTIVE,
                Places.at(km),
                OpeningTimes.always(ZoneId.of("UTC")),
                capabilities,
                Optional.empty(),
                Optional.empty(),
                0,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Answers.NONE,
                1);
    }
}
