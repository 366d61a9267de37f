package io.omnihub.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.catalog.EntryState;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LevelCopyTest {
    private static final LocationCode LEEDS = new LocationCode("LEEDS");
    private static final LocationCode YORK = new LocationCode("YORK");
    private static final Sku LAMP = new Sku("LAMP");

    private final LevelCopy copy = new LevelCopy(1_000);

    @Test
    void aNewerLevelReplacesAnOlderOne_andNeverTheOtherWayRound() {
        copy.keep(new SkuLevels(LAMP, EntryState.ACTIVE, List.of(level(LAMP, LEEDS, 5, 2))));

        copy.take(level(LAMP, LEEDS, 9, 1));
        assertThat(available(LEEDS)).isEqualTo(5);
        copy.take(level(LAMP, LEEDS, 4, 3));
        assertThat(available(LEEDS)).isEqualTo(4);
    }

    @Test
    void theFirstLevelOfALocation_isTaken() {
        copy.keep(new SkuLevels(LAMP, EntryState.ACTIVE, List.of()));
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
        copy.keep(new SkuLevels(LAMP, EntryState.ACTIVE, List.of(level(LAMP, LEEDS, 5, 1))));

        copy.forget(LAMP);

        assertThat(copy.find(LAMP)).isEmpty();
    }

    @Test
    void howeverManyAreAskedFor_theBoundHolds() {
        for (int i = 0; i < 5_000; i++) {
            Sku sku = new Sku("SKU-" + i);
            copy.keep(new SkuLevels(sku, EntryState.ACTIVE, List.of(level(sku, LEEDS, 1, 1))));
        }
        assertThat(copy.weight()).isBetween(900L, 1_000L);
    }

    @Test
    void theBoundHoldsForLevelsThatComeLater() {
        List<Sku> skus =
                IntStream.range(0, 100).mapToObj(i -> new Sku("SKU-" + i)).toList();
        skus.forEach(sku -> copy.keep(new SkuLevels(sku, EntryState.ACTIVE, List.of())));

        for (int i = 0; i < 50; i++) {
            var store = new LocationCode("S" + i);
            skus.forEach(sku -> copy.take(level(sku, store, 1, 1)));
        }

        assertThat(copy.weight()).isLessThanOrEqualTo(1_000L);
    }

    private long available(LocationCode location) {
        return copy.find(LAMP).orElseThrow().availableToFulfil(location);
    }

    private static StockLevel level(Sku sku, LocationCode location, long onHand, long version) {
        return new StockLevel(new Cell(sku, location), onHand, 0, 0, 0, 0, 0, version, version);
    }
}
