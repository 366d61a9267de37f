package io.omnihub.replenishment;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.Item;
import io.omnihub.engine.BlockingWork;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.inventory.StockHistory;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import io.omnihub.replenishment.ReplenishmentWork.PageOf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks at the items of a run, so many at a time that no look is large, and lets the next page follow. */
@Component
class RunPages implements DueHandler {
    private static final int MOST_ITEMS = 100;

    /** Items times places of one page. */
    private static final int MOST_CELLS = 20_000;

    private final ReplenishmentQueries queries;
    private final StockHistory history;
    private final Catalogs catalogs;
    private final Ids ids;
    private final Clock clock;
    private final BlockingWork reckoning;

    RunPages(
            ReplenishmentQueries queries,
            StockHistory history,
            Catalogs catalogs,
            Ids ids,
            Clock clock,
            BlockingWork reckoning) {
        this.queries = queries;
        this.history = history;
        this.catalogs = catalogs;
        this.ids = ids;
        this.clock = clock;
        this.reckoning = reckoning;
    }

    @Override
    public String kind() {
        return ReplenishmentWork.PAGE;
    }

    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        var page = PageOf.of(work);
        return Mono.zip(queries.run(page.runId()), catalogs.current(), queries.policy())
                .flatMap(read -> look(page, read.getT1(), read.getT2(), read.getT3()));
    }

    private Mono<WritePage> look(PageOf page, ReplenishmentRun run, Catalog catalog, ReplenishmentPolicy policy) {
        int limit = Math.clamp(MOST_CELLS / Math.max(1, catalog.locations().size()), 1, MOST_ITEMS);
        return skus(run, page.after(), limit)
                .flatMap(skus -> items(skus, catalog, policy)
                        .flatMap(items -> reckoning.call(() -> new WritePage(
                                ids.next(),
                                run.id(),
                                items.balance(run.id()),
                                items.known().standing(),
                                skus.size() < limit ? Optional.empty() : Optional.of(skus.getLast())))));
    }

    private Mono<List<Sku>> skus(ReplenishmentRun run, Optional<Sku> after, int limit) {
        return run.skus()
                .map(named -> Mono.just(named.stream()
                        .filter(sku ->
                                after.map(last -> sku.compareTo(last) > 0).orElse(true))
                        .limit(limit)
                        .toList()))
                .orElseGet(() -> history.skus(after, limit));
    }

    private Mono<PageOfItems> items(List<Sku> skus, Catalog catalog, ReplenishmentPolicy policy) {
        Instant now = clock.instant();
        Instant horizon = now.plus(Duration.ofDays(1L + Math.max(policy.horizonDays(), policy.leadDays())));
        Instant dismissedSince = now.minus(Duration.ofDays(policy.dismissedDays()));
        return Mono.zip(
                        catalogs.items(skus).collectMap(Item::sku),
                        history.of(skus, PageOfItems.since(policy, now), horizon),
                        queries.known(skus, dismissedSince))
                .map(read -> new PageOfItems(skus, read.getT1(), read.getT2(), read.getT3(), catalog, policy, now));
    }
}
