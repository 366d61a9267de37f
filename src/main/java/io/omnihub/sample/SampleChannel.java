package io.omnihub.sample;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the sample's orders come from. The data does not say, so a fixed rule does: other countries are {@link #EXPORT},
 * invoices without a customer {@link #MARKETPLACE}, customers whose number ends in 0 {@link #PHONE}, all others
 * {@link #WEB}. They are loaded in this order.
 */
enum SampleChannel {
    WEB("Web shop", "web", Integer.MAX_VALUE),
    PHONE("Telephone orders", "phone", Integer.MAX_VALUE),
    MARKETPLACE("Marketplace", "marketplace", 3),
    EXPORT("Export", "web", 1);

    private static final int MOST_LINES_CARRIED_HOME = 3;

    private final String title;
    private final String kind;
    private final int stores;

    /** @param stores how many of the stores, from the first, serve this channel beside the warehouses */
    SampleChannel(String title, String kind, int stores) {
        this.title = title;
        this.kind = kind;
        this.stores = stores;
    }

    static SampleChannel of(SampleEvent.Sale sale) {
        if (!sale.country().equals("United Kingdom")) {
            return EXPORT;
        }
        return sale.customer().map(number -> number.endsWith("0") ? PHONE : WEB).orElse(MARKETPLACE);
    }

    /** Whether its customer comes for it: small purchases on the web, which stores are likely to have on their shelves. */
    static boolean isCollected(SampleEvent.Sale sale) {
        return of(sale) == WEB && sale.lines().size() <= MOST_LINES_CARRIED_HOME;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    String kind() {
        return kind;
    }

    /** What is not sourced by cost. The channel that is loaded last has none: who finds it finds all that was loaded. */
    Optional<Bodies.PolicyBody> rules() {
        return this == MARKETPLACE
                ? Optional.of(Bodies.rules(
                        "Stores keep their stock for those who walk in",
                        List.of("warehouses-first", "fewest-parts", "lowest-cost")))
                : Optional.empty();
    }

    List<String> pool(List<SampleLocation> locations) {
        var pool = locations.stream().filter(SampleLocation::isWarehouse).map(SampleLocation::code);
        var shops = locations.stream()
                .filter(location -> !location.isWarehouse())
                .limit(stores)
                .map(SampleLocation::code);
        return Stream.concat(pool, shops).toList();
    }
}
