package io.omnihub.catalog;

import io.omnihub.engine.View;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a channel may sell some items now. */
public sealed interface Saleability {
    /** It may. */
    record Saleable(Channel channel, Catalog catalog) implements Saleability {}

    /** It may not; in the order in which the causes are looked for. */
    sealed interface Unsaleable extends Saleability {}

    /** {@code unknown-channel} */
    record UnknownChannel() implements Unsaleable {}

    /** {@code inactive-channel} */
    record InactiveChannel() implements Unsaleable {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements Unsaleable {}

    /** {@code inactive-item} */
    record InactiveItems(Set<Sku> skus) implements Unsaleable {}

    /** @param view of a command that reads the catalogue and these items */
    static Saleability of(ChannelCode code, Collection<Sku> skus, View view) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        return of(code, skus, catalog, sku -> view.find(Item.TABLE, sku));
    }

    /** @param items those that there are among these SKUs */
    static Saleability of(
            ChannelCode code, Collection<Sku> skus, Catalog catalog, Function<Sku, Optional<Item>> items) {
        Optional<Channel> channel = catalog.channel(code);
        if (channel.isEmpty()) {
            return new UnknownChannel();
        }
        if (channel.get().state() == EntryState.INACTIVE) {
            return new InactiveChannel();
        }
        Set<Sku> unknown =
                skus.stream().filter(sku -> items.apply(sku).isEmpty()).collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            return new UnknownItems(unknown);
        }
        Set<Sku> inactive = skus.stream()
                .filter(sku -> items.apply(sku).orElseThrow().state() == EntryState.INACTIVE)
                .collect(Collectors.toSet());
        return inactive.isEmpty() ? new Saleable(channel.get(), catalog) : new InactiveItems(inactive);
    }
}
