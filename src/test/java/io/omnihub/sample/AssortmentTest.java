package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.sample.Assortment.Item;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AssortmentTest {
    private static final List<Item> ITEMS = Survey.of(RetailFiles.DAYS).items();
    private static final Map<String, Item> BY_SKU =
            ITEMS.stream().collect(Collectors.toMap(Item::sku, Function.identity()));

    @Test
    void everyCodeOfGoods_isAnItem() {
        assertThat(ITEMS).hasSize(2_395);
        assertThat(BY_SKU).containsKeys("15056BL", "15056bl").doesNotContainKeys("POST", "DOT", "M");
    }

    @Test
    void mostFrequentDescriptionAndPrice_win() {
        assertThat(BY_SKU.get("85123A"))
                .returns("WHITE HANGING HEART T-LIGHT HOLDER", Item::name)
                .returns(295L, Item::unitPrice);
    }

    @Test
    void itemThatOnlyRemarksDescribe_isCalledByItsCode() {
        assertThat(BY_SKU.get("84968E")).isEqualTo(new Item("84968E", "Item 84968E", 0, 0, 35));
        assertThat(ITEMS).filteredOn(item -> item.name().startsWith("Item ")).hasSize(18);
        assertThat(ITEMS).extracting(Item::name).doesNotContain("", "check", "damages", "?", "amazon");
    }

    @Test
    void unitsSoldAndWrittenOff_areCounted() {
        assertThat(ITEMS.stream().mapToLong(Item::sold).sum()).isEqualTo(161_507);
        assertThat(ITEMS.stream().mapToLong(Item::writtenOff).sum()).isEqualTo(1_983);
        assertThat(BY_SKU.get("84077")).returns(3_707L, Item::sold);
    }
}
