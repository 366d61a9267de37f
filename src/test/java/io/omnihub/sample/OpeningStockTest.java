package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.sample.Assortment.Item;
import io.omnihub.sample.OpeningStock.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningStockTest {
    private final List<SampleLocation> locations = RetailFiles.locations();
    private final OpeningStock stock = new OpeningStock(locations);
    private final List<Item> items = Survey.of(RetailFiles.DAYS).items();

    @Test
    void locations_areTwoWarehousesAndTenStores() {
        assertThat(locations).hasSize(12);
        assertThat(locations)
                .filteredOn(SampleLocation::isWarehouse)
                .extracting(SampleLocation::name)
                .containsExactly("Daventry", "Wakefield");
    }

    @Test
    void itemsAreCoveredHalfAsMuchAgain_butForScarceOnes() {
        for (Item item : items) {
            long units = stock.of(item).stream().mapToLong(Entry::quantity).sum();
            if (OpeningStock.isScarce(item.sku())) {
                assertThat(units).isEqualTo((item.sold() * 7 + 9) / 10 + item.writtenOff());
            } else {
                assertThat(units).isEqualTo((item.sold() * 3 + 1) / 2 + 3 + item.writtenOff());
            }
        }
        assertThat(items.stream().filter(item -> OpeningStock.isScarce(item.sku())))
                .hasSize(71);
    }

    @Test
    void everyEntry_isPositiveAndItsPairUnique() {
        List<Entry> entries =
                items.stream().flatMap(item -> stock.of(item).stream()).toList();
        assertThat(entries).allMatch(entry -> entry.quantity() > 0);
        assertThat(entries.stream().map(entry -> entry.sku() + " " + entry.location()))
                .doesNotHaveDuplicates();
        assertThat(entries).hasSize(11_592);
    }

    @Test
    void home_isAWarehouseAndHoldsTheMost() {
        for (Item item : items) {
            List<Entry> entries = stock.of(item);
            if (!entries.isEmpty()) {
                assertThat(entries.getFirst().location())
                        .isEqualTo(stock.home(item.sku()))
                        .startsWith("W");
                assertThat(entries)
                        .allMatch(
                                entry -> entry.quantity() <= entries.getFirst().quantity());
            }
        }
    }
}
