package io.omnihub.scarcity;

import io.omnihub.engine.Pages;
import io.omnihub.fulfillment.KeptDemand;
import io.omnihub.fulfillment.PastDemandQueries;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Stock;
import io.omnihub.inventory.StockReading;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what prices are computed of, page by page: what was ordered of late, and what there is of that. */
@Component
class PriceFacts {
    /** SKUs whose levels are read together. */
    private static final int SKUS_AT_ONCE = 100;

    private static final int LEVELS_AT_ONCE = 2_000;

    /** Levels that are kept in memory while prices are computed, at some 150 bytes each. */
    private static final int MAX_LEVELS = 500_000;

    private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private final PastDemandQueries demands;
    private final Stock stock;
    private final ShadowPriceSettings settings;

    PriceFacts(PastDemandQueries demands, Stock stock, ShadowPriceSettings settings) {
        this.demands = demands;
        this.stock = stock;
        this.settings = settings;
    }

    /**
     * What was read.
     *
     * @param from when the first of the orders was placed
     * @param supply units that are free or on their way, above 0
     */
    record Read(List<PastOrder> orders, Instant from, Map<Cell, Long> supply) {
        /** How long it took to order all that; the orders of less than a day say too little to be taken for more. */
        double days(Instant now) {
            return Math.max(1, Duration.between(from, now).toSeconds() / DAY_SECONDS);
        }
    }

    private record Wanted(KeptDemand demand, Map<Sku, Long> units) {}

    Mono<Read> read(Instant now) {
        Map<UUID, Wanted> orders = new LinkedHashMap<>();
        var from = new Instant[] {now};
        return demands.since(now.minus(Duration.ofDays(settings.days())))
                .takeWhile(line -> orders.size() < settings.orders() || orders.containsKey(line.orderId()))
                .doOnNext(line -> {
                    orders.computeIfAbsent(line.orderId(), _ -> new Wanted(line.demand(), new HashMap<>()))
                            .units()
                            .merge(line.sku(), line.units(), Long::sum);
                    from[0] = Ids.time(line.partId());
                })
                .then(Mono.defer(() -> supply(mostWanted(orders))))
                .map(supply ->
                        new Read(orders.values().stream().map(PriceFacts::order).toList(), from[0], supply));
    }

    private static PastOrder order(Wanted wanted) {
        return new PastOrder(
                wanted.demand().channel(),
                wanted.demand().delivery(),
                wanted.demand().allowSplit(),
                wanted.units());
    }

    private List<Sku> mostWanted(Map<UUID, Wanted> orders) {
        Map<Sku, Long> units = new HashMap<>();
        orders.values()
                .forEach(wanted -> wanted.units().forEach((sku, quantity) -> units.merge(sku, quantity, Long::sum)));
        return units.entrySet().stream()
                .sorted(Map.Entry.<Sku, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(settings.skus())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Mono<Map<Cell, Long>> supply(List<Sku> skus) {
        return Flux.fromIterable(skus)
                .buffer(SKUS_AT_ONCE)
                .concatMap(this::levels)
                .filter(read -> units(read) > 0)
                .take(MAX_LEVELS)
                .collectMap(read -> read.level().cell(), PriceFacts::units);
    }

    private Flux<StockReading> levels(List<Sku> skus) {
        return Pages.all(after -> stock.levels(skus, Optional.empty(), after, LEVELS_AT_ONCE))
                .concatMapIterable(Page::items);
    }

    private static long units(StockReading read) {
        return read.availableToFulfil() + read.level().inTransit();
    }
}
