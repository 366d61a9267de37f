package io.omnihub.catalog;

import io.omnihub.engine.Table;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is sold.
 *
 * @param unitPrice the list price, for display; an order's lines carry the price that was agreed
 * @param barcodes in their order, each once and at most {@value #MAX_BARCODES}; no other item has one of them
 * @param version grows with every change, from 1
 */
public record Item(
        Sku sku, String name, EntryState state, Optional<Money> unitPrice, List<Barcode> barcodes, long version)
        implements CatalogEntry<Item> {
    public static final Table<Sku, Item> TABLE = new Table<>("item", 20);

    public static final int MAX_BARCODES = 20;

    public Item {
        barcodes = barcodes.stream().sorted().distinct().toList();
        if (barcodes.size() > MAX_BARCODES) {
            throw new IllegalArgumentException("an item has at most " + MAX_BARCODES + " barcodes");
        }
    }

    @Override
    public Item withVersion(long newVersion) {
        return new Item(sku, name, state, unitPrice, barcodes, newVersion);
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("state", state.wire());
        unitPrice.ifPresent(
                price -> facts.put("unitPrice", Map.of("amount", price.amount(), "currency", price.currency())));
        facts.put("barcodes", barcodes.stream().map(Barcode::value).toList());
        facts.put("version", version);
        return facts;
    }

    @Override
    public Item inPlaceOf(Item before) {
        return this;
    }
}
