package io.omnihub.replenishment;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.replenishment.Balance.Move;
import io.omnihub.replenishment.Balance.Purchase;
import io.omnihub.replenishment.Shelf.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BalancingTest {
    private static final long PRICE = 2_000;
    private static final ReplenishmentPolicy POLICY = ReplenishmentPolicy.DEFAULT;
    private static final Velocity ONE_A_DAY = new Velocity(1, 1, 28);
    private static final Place DEPOT = place("DEPOT", 52.26, -1.16);
    private static final Place LEEDS = place("LEEDS", 53.80, -1.55);
    private static final Place YORK = place("YORK", 53.96, -1.08);

    @Test
    void aPlaceThatHasRunOut_isFilledByOneWithMonthsOfCover() {
        Balance balance = balance(shelf(DEPOT, 200, ONE_A_DAY), shelf(LEEDS, 0, ONE_A_DAY));

        Move move = only(balance);
        assertThat(move.route()).isEqualTo(new Route(DEPOT.code(), LEEDS.code()));
        assertThat(move.quantity()).isBetween(12L, 18L);
        assertThat(move.reasons())
                .containsExactlyInAnyOrder(Reason.OUT_OF_STOCK, Reason.RUNS_OUT, Reason.SOURCE_HAS_SPARE);
        assertThat(move.saved()).isBetween(12.0, 14.1);
        assertThat(move.gain()).isEqualTo(move.value() - move.transport()).isPositive();
        assertThat(balance.purchases()).isEmpty();
    }

    @Test
    void whatIsNeededAsMuchAtItsSource_staysThere() {
        assertThat(balance(shelf(DEPOT, 5, ONE_A_DAY), shelf(LEEDS, 4, ONE_A_DAY))
                        .moves())
                .isEmpty();
    }

    @Test
    void whatIsWorthLessThanItsWay_isNotMoved() {
        List<Shelf> shelves = List.of(shelf(DEPOT, 200, ONE_A_DAY), shelf(LEEDS, 0, new Velocity(0.2, 0.2, 28)));

        assertThat(Balancing.of(10, shelves, Set.of(), POLICY).moves()).isEmpty();
        assertThat(Balancing.of(PRICE, shelves, Set.of(), POLICY).moves()).hasSize(1);
    }

    @Test
    void whatIsOnItsWay_isNotSentOnceMore() {
        var coming = new Shelf(LEEDS, 0, 15, ONE_A_DAY, Optional.empty());

        assertThat(balance(shelf(DEPOT, 200, ONE_A_DAY), coming).moves()).isEmpty();
    }

    @Test
    void whatADraftWillTakeAway_isNotGivenTwice() {
        var pledged = new Shelf(DEPOT, 20, -20, Velocity.NONE, Optional.empty());

        assertThat(balance(pledged, shelf(LEEDS, 0, ONE_A_DAY)).moves()).isEmpty();
    }

    @Test
    void levelsThatTheRetailerSets_areFilledWhateverSells() {
        var shown = new Shelf(LEEDS, 1, 0, Velocity.NONE, Optional.of(new Levels(3, 8)));

        Move move = only(balance(shelf(DEPOT, 200, Velocity.NONE), shown));

        assertThat(move.quantity()).isEqualTo(7);
        assertThat(move.reasons()).containsExactlyInAnyOrder(Reason.BELOW_MIN, Reason.SOURCE_DOES_NOT_SELL);
    }

    @Test
    void noPlaceGivesWhatTheRetailerWantsToLieThere() {
        var shown = new Shelf(DEPOT, 12, 0, Velocity.NONE, Optional.of(new Levels(10, 12)));

        assertThat(only(balance(shown, shelf(LEEDS, 0, ONE_A_DAY))).quantity()).isEqualTo(2);
    }

    @Test
    void tooLittleForTwo_isSharedByWhereItIsMissedMost() {
        Balance balance = balance(
                shelf(DEPOT, 12, Velocity.NONE),
                shelf(LEEDS, 0, ONE_A_DAY),
                shelf(YORK, 0, new Velocity(0.5, 0.5, 28)));

        assertThat(balance.moves()).hasSize(2);
        assertThat(moved(balance, LEEDS)).isGreaterThan(moved(balance, YORK)).isLessThan(12);
        assertThat(moved(balance, LEEDS) + moved(balance, YORK)).isEqualTo(12);
    }

    @Test
    void whatNoPlaceHas_isToBeBought() {
        Balance balance = balance(shelf(DEPOT, 0, Velocity.NONE), shelf(LEEDS, 0, ONE_A_DAY));

        assertThat(balance.moves()).isEmpty();
        Purchase purchase = balance.purchases().getFirst();
        assertThat(purchase.shelf().place()).isEqualTo(LEEDS);
        assertThat(purchase.quantity()).isEqualTo(Levels.of(ONE_A_DAY, POLICY).max());
        assertThat(purchase.reasons()).contains(Reason.NOWHERE_ENOUGH, Reason.OUT_OF_STOCK);
    }

    @Test
    void aRouteThatSomebodyDismissed_isLeftAlone() {
        List<Shelf> shelves = List.of(shelf(DEPOT, 200, Velocity.NONE), shelf(LEEDS, 0, ONE_A_DAY));

        assertThat(Balancing.of(PRICE, shelves, Set.of(new Route(DEPOT.code(), LEEDS.code())), POLICY)
                        .moves())
                .isEmpty();
    }

    @Test
    void aPlaceThatDoesNotSendOrReceive_doesNeither() {
        var closed = new Place(DEPOT.code(), DEPOT.position(), false, true);
        var full = new Place(LEEDS.code(), LEEDS.position(), true, false);

        assertThat(balance(shelf(closed, 200, Velocity.NONE), shelf(LEEDS, 0, ONE_A_DAY))
                        .moves())
                .isEmpty();
        assertThat(balance(shelf(DEPOT, 200, Velocity.NONE), shelf(full, 0, ONE_A_DAY))
                        .moves())
                .isEmpty();
    }

    @Test
    void whateverIsProposed_thereIsToMove() {
        var random = new Random(6);
        for (int round = 0; round < 500; round++) {
            List<Shelf> shelves = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                double perDay = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 20;
                shelves.add(shelf(
                        place("L" + i, 50 + 5 * random.nextDouble(), -2),
                        random.nextInt(300),
                        new Velocity(perDay, perDay * (1 + random.nextInt(10)), 28)));
            }
            Balance balance = Balancing.of(PRICE, shelves, Set.of(), POLICY);
            for (Shelf shelf : shelves) {
                assertThat(taken(balance, shelf)).isLessThanOrEqualTo(shelf.available());
            }
            assertThat(balance.moves()).allMatch(move -> move.gain() >= POLICY.minGain());
            assertThat(balance.moves().stream().map(Move::route).collect(Collectors.toSet()))
                    .hasSameSizeAs(balance.moves());
        }
    }

    private static long taken(Balance balance, Shelf shelf) {
        return balance.moves().stream()
                .filter(move -> move.source().equals(shelf))
                .mapToLong(Move::quantity)
                .sum();
    }

    private static long moved(Balance balance, Place to) {
        return balance.moves().stream()
                .filter(move -> move.destination().place().equals(to))
                .mapToLong(Move::quantity)
                .sum();
    }

    private static Move only(Balance balance) {
        assertThat(balance.moves()).hasSize(1);
        return balance.moves().getFirst();
    }

    private static Balance balance(Shelf... shelves) {
        return Balancing.of(PRICE, List.of(shelves), Set.of(), POLICY);
    }

    private static Shelf shelf(Place place, long available, Velocity velocity) {
        return new Shelf(place, available, 0, velocity, Optional.empty());
    }

    private static Place place(String code, double latitude, double longitude) {
        return new Place(new LocationCode(code), new GeoPoint(latitude, longitude), true, true);
    }
}
