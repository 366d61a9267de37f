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

    /** After so many of a page, of which one item is left then; with two more it would be parked. */
    private static final int ENOUGH_FAILURES = 6;

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
        return queries.isBehindAnother(page.runId())
                .flatMap(behind -> behind
                        ? Mono.just(new WaitForRun(ids.next(), page))
                        : work.failures() < ENOUGH_FAILURES ? look(page, work.failures()) : skip(page));
    }

    /** The one item that is left of a page which failed again and again. */
    private Mono<? extends Command<?>> skip(PageOf page) {
        return queries.run(page.runId())
                .flatMap(run -> skus(run, page.after(), 1))
                .flatMap(skus -> skus.isEmpty()
                        ? look(page, 0)
                        : Mono.just(new SkipItem(ids.next(), page.runId(), skus.getFirst())));
    }

    /** A page that has failed is smaller the next time, so that what makes it fail is found and the rest is not lost for it. */
    private Mono<WritePage> look(PageOf page, int failures) {
        return Mono.zip(queries.run(page.runId()), catalogs.current(), queries.policy())
                .flatMap(read -> {
                    int places = Math.max(1, read.getT2().locations().size());
                    int most = Math.clamp(MOST_CELLS / places, 1, MOST_ITEMS);
                    return look(page, Math.max(1, most >> (2 * failures)), read.getT1(), read.getT2(), read.getT3());
                });
    }

    private Mono<WritePage> look(
            PageOf page, int limit, ReplenishmentRun run, Catalog catalog, ReplenishmentPolicy policy) {
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

    /**
     * What stands is read first: what is accepted after that is seen to be settled when the page is written, and the transfer
     * of what was accepted before is among what is expected.
     */
    private Mono<PageOfItems> items(List<Sku> skus, Catalog catalog, ReplenishmentPolicy policy) {
        Instant now = clock.instant();
        Instant horizon = now.plus(Duration.ofDays(1L + Math.max(policy.horizonDays(), policy.leadDays())));
        Instant dismissedSince = now.minus(Duration.ofDays(policy.dismissedDays()));
        return queries.known(skus, dismissedSince)
                .flatMap(known -> Mono.zip(
                                catalogs.items(skus).collectMap(Item::sku),
                                history.of(skus, PageOfItems.since(policy, now), horizon))
                        .map(read -> new PageOfItems(skus, read.getT1(), read.getT2(), known, catalog, policy, now)));
    }
}
