package io.omnihub.catalog;

import io.omnihub.engine.View;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether a channel may sell some items now; refusals in the order in which they are looked for. */
public sealed interface Saleability {
    /** It may. */
    record Saleable(Channel channel, Catalog catalog) implements Saleability {}

    /** {@code unknown-channel} */
    record UnknownChannel() implements Saleability {}

    /** {@code inactive-channel} */
    record InactiveChannel() implements Saleability {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements Saleability {}

    /** {@code inactive-item} */
    record InactiveItems(Set<Sku> skus) implements Saleability {}

    /** @param view of a command that reads the catalogue and these items */
    static Saleability of(ChannelCode code, Collection<Sku> skus, View view) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        Optional<Channel> channel = catalog.channel(code);
        if (channel.isEmpty()) {
            return new UnknownChannel();
        }
        if (channel.get().state() == EntryState.INACTIVE) {
            return new InactiveChannel();
        }
        Set<Sku> unknown = where(skus, view, Optional::isEmpty);
        if (!unknown.isEmpty()) {
            return new UnknownItems(unknown);
        }
        Set<Sku> inactive = where(skus, view, item -> item.orElseThrow().state() == EntryState.INACTIVE);
        return inactive.isEmpty() ? new Saleable(channel.get(), catalog) : new InactiveItems(inactive);
    }

    private static Set<Sku> where(Collection<Sku> skus, View view, Predicate<Optional<Item>> wanted) {
        return skus.stream()
                .filter(sku -> wanted.test(view.find(Item.TABLE, sku)))
                .collect(Collectors.toSet());
    }
}
