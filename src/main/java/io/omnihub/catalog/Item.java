package io.omnihub.catalog;

import io.omnihub.engine.Table;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import java.util.Optional;

/**
 * Something that is sold.
 *
 * @param unitPrice the list price, for display; an order's lines carry the price that was agreed
 * @param version grows with every change, from 1
 */
public record Item(Sku sku, String name, EntryState state, Optional<Money> unitPrice, long version)
        implements CatalogEntry<Item> {
    public static final Table<Sku, Item> TABLE = new Table<>("item", 20);

    @Override
    public Item withVersion(long newVersion) {
        return new Item(sku, name, state, unitPrice, newVersion);
    }
}
