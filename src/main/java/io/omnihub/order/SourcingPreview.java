package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Saleability;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Stock;
import io.omnihub.inventory.StockReading;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.scarcity.Outlooks;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Outlook;
import io.omnihub.sourcing.Sourcing;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Plans as placing an order would, on the stock as it is, and promises nothing. */
@Component
public class SourcingPreview {
    private final Catalogs catalogs;
    private final Stock stock;
    private final Outlooks outlooks;
    private final Clock clock;

    SourcingPreview(Catalogs catalogs, Stock stock, Outlooks outlooks, Clock clock) {
        this.catalogs = catalogs;
        this.stock = stock;
        this.outlooks = outlooks;
        this.clock = clock;
    }

    public Mono<SourcingAnswer> ask(SourcingQuestion question) {
        Set<Sku> skus = question.lines().stream().map(Demand.Line::sku).collect(Collectors.toSet());
        return Mono.zip(catalogs.current(), catalogs.items(skus).collectMap(Item::sku), outlooks.now())
                .flatMap(facts -> {
                    Map<Sku, Item> items = facts.getT2();
                    return switch (Saleability.of(
                            question.channel(), skus, facts.getT1(), sku -> Optional.ofNullable(items.get(sku)))) {
                        case Saleability.Unsaleable why -> Mono.just(new SourcingAnswer.Unsaleable(why));
                        case Saleability.Saleable(Channel channel, Catalog catalog) ->
                            unknown(question, catalog)
                                    .map(Mono::just)
                                    .orElseGet(() -> plan(question, channel, catalog, facts.getT3()));
                    };
                });
    }

    private static Optional<SourcingAnswer> unknown(SourcingQuestion question, Catalog catalog) {
        List<LocationCode> unknown = question.without().stream()
                .filter(code -> catalog.location(code).isEmpty())
                .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(new SourcingAnswer.UnknownLocations(unknown));
    }

    private Mono<SourcingAnswer> plan(SourcingQuestion question, Channel channel, Catalog catalog, Outlook outlook) {
        var demand = new Demand(
                question.lines(),
                question.delivery(),
                question.allowSplit(),
                question.allowBackorder(),
                channel.threshold(),
                Set.copyOf(question.without()));
        Instant now = clock.instant();
        Channel ruled = question.policy().map(channel::withPolicy).orElse(channel);
        var sourcing = new Sourcing(demand, ruled, catalog, outlook, now);
        return plan(sourcing, sourcing.nearest())
                .flatMap(plan ->
                        plan instanceof SourcingPlan.Shortage ? plan(sourcing, sourcing.farthest()) : Mono.just(plan))
                .map(plan -> new SourcingAnswer.Planned(now, plan));
    }

    private Mono<SourcingPlan> plan(Sourcing sourcing, List<Cell> cells) {
        Set<Cell> known = Set.copyOf(cells);
        return stock.levels(cells)
                .collect(Collectors.toMap(read -> read.level().cell(), StockReading::availableToFulfil))
                .flatMap(available -> {
                    ToLongFunction<Cell> found = cell -> available.getOrDefault(cell, 0L);
                    List<Cell> farthest = sourcing.farthest();
                    return known.size() < farthest.size() && sourcing.isUnsure(known::contains, found)
                            ? plan(sourcing, farthest)
                            : Mono.just(sourcing.plan(known::contains, found));
                });
    }
}
