package io.omnihub.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.catalog.EntryState;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LevelCopyTest {
    private static final LocationCode LEEDS = new LocationCode("LEEDS");
    private static final LocationCode YORK = new LocationCode("YORK");
    private static final Instant END = Instant.parse("2026-03-02T08:00:00Z");
    private static final Sku LAMP = new Sku("LAMP");

    private final LevelCopy copy = new LevelCopy(1_000);

    @Test
    void aNewerLevelReplacesAnOlderOne_andNeverTheOtherWayRound() {
        copy.keep(levels(LAMP, List.of(free(level(LAMP, LEEDS, 5, 2)))));

        copy.take(level(LAMP, LEEDS, 9, 1));
        assertThat(available(LEEDS)).isEqualTo(5);
        copy.take(level(LAMP, LEEDS, 4, 3));
        assertThat(available(LEEDS)).isEqualTo(4);
    }

    @Test
    void theFirstLevelOfALocation_isTaken() {
        copy.keep(levels(LAMP, List.of()));
        assertThat(available(YORK)).isZero();

        copy.take(level(LAMP, YORK, 7, 1));

        assertThat(available(YORK)).isEqualTo(7);
        assertThat(copy.weight()).isEqualTo(2);
    }

    @Test
    void whatNobodyAskedFor_isNotKept() {
        copy.take(level(LAMP, LEEDS, 5, 1));

        assertThat(copy.find(LAMP)).isEmpty();
    }

    @Test
    void aSkuThatIsForgotten_isGone() {
        copy.keep(levels(LAMP, List.of(free(level(LAMP, LEEDS, 5, 1)))));

        copy.forget(LAMP);

        assertThat(copy.find(LAMP)).isEmpty();
    }

    @Test
    void howeverManyAreAskedFor_theBoundHolds() {
        for (int i = 0; i < 5_000; i++) {
            Sku sku = new Sku("SKU-" + i);
            copy.keep(levels(sku, List.of(free(level(sku, LEEDS, 1, 1)))));
        }
        assertThat(copy.weight()).isBetween(900L, 1_000L);
    }

    @Test
    void whatIsAskedForAgainAndAgain_staysWhileOthersGo() {
        copy.keep(levels(LAMP, List.of(free(level(LAMP, LEEDS, 5, 1)))));
        for (int i = 0; i < 5_000; i++) {
            Sku sku = new Sku("SKU-" + i);
            copy.keep(levels(sku, List.of(free(level(sku, LEEDS, 1, 1)))));
            assertThat(copy.find(LAMP)).isPresent();
        }
        assertThat(copy.find(new Sku("SKU-0"))).isEmpty();
    }

    @Test
    void theBoundHoldsForLevelsThatComeLater() {
        List<Sku> skus =
                IntStream.range(0, 100).mapToObj(i -> new Sku("SKU-" + i)).toList();
        skus.forEach(sku -> copy.keep(levels(sku, List.of())));

        for (int i = 0; i < 50; i++) {
            var store = new LocationCode("S" + i);
            skus.forEach(sku -> copy.take(level(sku, store, 1, 1)));
        }

        assertThat(copy.weight()).isLessThanOrEqualTo(1_000L);
    }

    @Test
    void whatHolds_isFreeFromItsEndOn() {
        copy.keep(levels(LAMP, List.of(holding(level(LAMP, LEEDS, 5, 1), 3))));

        var levels = copy.find(LAMP).orElseThrow();

        assertThat(levels.availableToFulfil(LEEDS, END.minusNanos(1_000))).isEqualTo(2);
        assertThat(levels.availableToFulfil(LEEDS, END)).isEqualTo(5);
    }

    /** One hold may have ended and another begun, so that as much is held as before. */
    @Test
    void aLevelThatHoldsAndChanges_isForgotten_soThatTheEndsAreLoaded() {
        StockLevel holds = holding(level(LAMP, LEEDS, 5, 1), 3).level();
        copy.keep(levels(LAMP, List.of(holding(level(LAMP, LEEDS, 5, 1), 3))));

        copy.take(holds);
        assertThat(copy.find(LAMP)).isPresent();
        copy.take(holds.following(holds));
        assertThat(copy.find(LAMP)).isEmpty();
    }

    @Test
    void aLevelThatNoLongerHolds_hasNoEnds() {
        copy.keep(levels(LAMP, List.of(holding(level(LAMP, LEEDS, 5, 1), 3))));

        copy.take(level(LAMP, LEEDS, 5, 2));

        assertThat(copy.find(LAMP).orElseThrow().availableToFulfil(LEEDS, END)).isEqualTo(5);
    }

    private long available(LocationCode location) {
        return copy.find(LAMP).orElseThrow().availableToFulfil(location, END);
    }

    private static HeldLevel holding(StockLevel level, long units) {
        return new HeldLevel(level.plus(Counter.HELD, units), List.of(new HeldLevel.End(END, units)));
    }

    private static HeldLevel free(StockLevel level) {
        return new HeldLevel(level, List.of());
    }

    private static StockLevel level(Sku sku, LocationCode location, long onHand, long version) {
        return new StockLevel(new Cell(sku, location), onHand, 0, 0, 0, 0, 0, version, version);
    }

    private static SkuLevels levels(Sku sku, List<HeldLevel> levels) {
        return new SkuLevels(sku, EntryState.ACTIVE, levels, new DatedSupply(sku, List.of()));
    }
}
