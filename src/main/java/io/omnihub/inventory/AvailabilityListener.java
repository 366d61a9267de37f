package io.omnihub.inventory;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.Item;
import io.omnihub.event.Bookmark;
import io.omnihub.event.Outbox;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Sku;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a copy of the levels that are asked for, while anybody asks. It works in rounds, one after the other and nothing
 * in between: read what has changed, wherever that was; then load, in one statement, what its callers miss. What a caller
 * finds in the copy is served at once while the last round began less than {@link #MAX_AGE} ago. In all other cases he
 * waits for a round: where the copy has lost the thread or does not know all yet, the round reads what he wants and
 * nothing is kept of it.
 *
 * <p>The age counts from this replica's clock before a round's first statement, so it is never understated.
 */
@Component
class AvailabilityListener implements DisposableBean {
    /** A copy that is older is not served. */
    static final Duration MAX_AGE = Duration.ofMillis(500);

    private static final Logger log = LoggerFactory.getLogger(AvailabilityListener.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(100);
    private static final Duration MAX_IDLE = Duration.ofSeconds(10);
    private static final Duration ROUND_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    /** SKUs that are loaded in one statement, but for a caller's who asks for more by himself. */
    private static final int MAX_LOADED = 500;

    private static final int MAX_WAITING = 1_000;
    private static final String ITEM_CHANGED = "io.omnihub.item.changed.v1";
    private static final Set<String> TYPES = Set.of(StockRows.CHANGED, SupplyRows.CHANGED, ITEM_CHANGED);

    private final StockQueries queries;
    private final SupplyQueries supplies;
    private final Catalogs catalogs;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;
    private final LevelCopy copy;

    private final Queue<Ask> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private volatile Sinks.Empty<Void> bell = Sinks.empty();
    private volatile Instant lastAsked = Instant.EPOCH;
    private volatile boolean stopping;

    /** Said once, not in every round. */
    private volatile boolean failing;

    /** Where the copy stands among the events; empty while there is no copy. */
    private volatile Optional<Bookmark> bookmark = Optional.empty();

    private volatile Catalog catalog = new Catalog(0, Map.of(), Map.of());
    private volatile Optional<Fresh> fresh = Optional.empty();

    /** @param maxLevels in the copy, at some 300 bytes each */
    AvailabilityListener(
            StockQueries queries,
            SupplyQueries supplies,
            Catalogs catalogs,
            Outbox outbox,
            JsonMapper json,
            Clock clock,
            @Value("${omnihub.availability-levels:200000}") long maxLevels) {
        this.queries = queries;
        this.supplies = supplies;
        this.catalogs = catalogs;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
        this.copy = new LevelCopy(maxLevels);
    }

    /** All that is in the copy is as it was then, or later. */
    private record Fresh(Instant asOf, Catalog catalog) {}

    /** @param found in the order asked for, without those that there is no item of */
    record Levels(Instant asOf, Catalog catalog, List<SkuLevels> found) {}

    private record Ask(List<Sku> skus, Sinks.One<Levels> answer) {}

    Mono<Levels> levels(List<Sku> skus) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            lastAsked = now;
            return copied(skus, now).map(Mono::just).orElseGet(() -> ask(skus));
        });
    }

    /** The levels only grow newer, so it is decided first how old they are. */
    private Optional<Levels> copied(List<Sku> skus, Instant now) {
        Optional<Fresh> known = fresh.filter(one -> !one.asOf().plus(MAX_AGE).isBefore(now));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<SkuLevels> found = new ArrayList<>(skus.size());
        for (Sku sku : skus) {
            copy.find(sku).ifPresent(found::add);
        }
        return found.size() == skus.size()
                ? Optional.of(new Levels(known.get().asOf(), known.get().catalog(), found))
                : Optional.empty();
    }

    private Mono<Levels> ask(List<Sku> skus) {
        if (stopping || waitingCount.incrementAndGet() > MAX_WAITING) {
            waitingCount.decrementAndGet();
            return Mono.error(busy());
        }
        var ask = new Ask(skus, Sinks.one());
        waiting.add(ask);
        bell.tryEmitEmpty();
        start();
        return ask.answer().asMono();
    }

    private void start() {
        if (running.compareAndSet(false, true)) {
            Mono.defer(this::round)
                    .then(Mono.defer(this::rest))
                    .repeat(this::isWanted)
                    .subscribe(_ -> {}, this::broken, this::end);
        }
    }

    private boolean isWanted() {
        return !stopping && (!waiting.isEmpty() || lastAsked.plus(MAX_IDLE).isAfter(clock.instant()));
    }

    private void broken(Throwable defect) {
        log.error("the availability listener stopped on an unexpected error and starts again", defect);
        end();
    }

    /** Whoever asks next, or asked just now, makes it start again. */
    private void end() {
        loseThread();
        running.set(false);
        if (stopping) {
            take(Integer.MAX_VALUE).forEach(ask -> ask.answer().tryEmitError(busy()));
            ended.tryEmitEmpty();
        } else if (!waiting.isEmpty()) {
            start();
        }
    }

    /** Until the next round is due, or somebody waits for it. */
    private Mono<Void> rest() {
        return waiting.isEmpty() && !stopping ? bell.asMono().timeout(BETWEEN_ROUNDS, Mono.empty()) : Mono.empty();
    }

    private Mono<Void> round() {
        bell = Sinks.empty();
        Instant asOf = clock.instant();
        List<Ask> asks = take(MAX_LOADED);
        return follow().then(Mono.defer(() -> catalogs.current(catalog)))
                .doOnNext(current -> catalog = current)
                .flatMap(current -> serve(asks, asOf, current))
                .timeout(ROUND_TIMEOUT)
                .doOnSuccess(_ -> failing = false)
                .onErrorResume(error -> fail(asks, error));
    }

    private List<Ask> take(int maxSkus) {
        List<Ask> asks = new ArrayList<>();
        int skus = 0;
        for (Ask next = waiting.peek();
                next != null && (asks.isEmpty() || skus + next.skus().size() <= maxSkus); ) {
            skus += next.skus().size();
            asks.add(waiting.remove());
            waitingCount.decrementAndGet();
            next = waiting.peek();
        }
        return asks;
    }

    private Mono<Void> follow() {
        return Mono.justOrEmpty(bookmark)
                .switchIfEmpty(Mono.defer(outbox::end))
                .flatMap(known -> outbox.after(known, TYPES))
                .doOnNext(this::take)
                .then();
    }

    private void take(Outbox.News news) {
        if (news.lost()) {
            loseThread();
            return;
        }
        news.events().forEach(this::take);
        bookmark = Optional.of(news.bookmark());
    }

    private void take(Outbox.Event event) {
        var data = json.readTree(event.data());
        if (event.type().equals(StockRows.CHANGED)) {
            copy.take(StockRows.read(data));
        } else if (event.type().equals(SupplyRows.CHANGED)) {
            copy.forget(new Sku(data.required("sku").stringValue()));
        } else {
            copy.forget(new Sku(data.required("code").stringValue()));
        }
    }

    private void loseThread() {
        fresh = Optional.empty();
        bookmark = Optional.empty();
        copy.clear();
    }

    private Mono<Void> fail(List<Ask> asks, Throwable error) {
        if (!failing) {
            log.warn("what is available cannot be read: {}", error.toString());
        }
        failing = true;
        loseThread();
        asks.forEach(ask -> ask.answer().tryEmitError(error));
        return Mono.delay(BETWEEN_ROUNDS).then();
    }

    /** Before all is known to be seen, something might be missed of what is loaded: it is not kept. */
    private Mono<Void> serve(List<Ask> asks, Instant asOf, Catalog current) {
        boolean keep = bookmark.filter(Bookmark::settled).isPresent();
        if (keep) {
            fresh = Optional.of(new Fresh(asOf, current));
        }
        Map<Sku, SkuLevels> known = new HashMap<>();
        Set<Sku> missing = new HashSet<>();
        for (Ask ask : asks) {
            for (Sku sku : ask.skus()) {
                copy.find(sku).ifPresentOrElse(levels -> known.put(sku, levels), () -> missing.add(sku));
            }
        }
        return load(missing)
                .doOnNext(loaded -> {
                    loaded.forEach(levels -> known.put(levels.sku(), levels));
                    if (keep) {
                        loaded.forEach(copy::keep);
                    }
                    asks.forEach(ask -> ask.answer().tryEmitValue(levels(ask, known, asOf, current)));
                })
                .then();
    }

    private static Levels levels(Ask ask, Map<Sku, SkuLevels> known, Instant asOf, Catalog current) {
        return new Levels(
                asOf,
                current,
                ask.skus().stream()
                        .flatMap(sku -> Optional.ofNullable(known.get(sku)).stream())
                        .toList());
    }

    private Mono<List<SkuLevels>> load(Collection<Sku> skus) {
        return skus.isEmpty()
                ? Mono.just(List.of())
                : Mono.zip(catalogs.items(skus).collectList(), queries.heldLevels(skus), supplies.of(skus))
                        .map(found -> joined(found.getT1(), found.getT2(), found.getT3()));
    }

    private static List<SkuLevels> joined(List<Item> items, List<HeldLevel> levels, List<DatedSupply> supplies) {
        Map<Sku, List<HeldLevel>> bySku = new HashMap<>();
        for (HeldLevel known : levels) {
            bySku.computeIfAbsent(known.level().cell().sku(), _ -> new ArrayList<>())
                    .add(known);
        }
        Map<Sku, DatedSupply> expected =
                supplies.stream().collect(Collectors.toMap(DatedSupply::sku, supply -> supply));
        return items.stream()
                .map(item -> new SkuLevels(
                        item.sku(),
                        item.state(),
                        bySku.getOrDefault(item.sku(), List.of()),
                        expected.getOrDefault(item.sku(), new DatedSupply(item.sku(), List.of()))))
                .toList();
    }

    /** Lets the round that has begun end, and refuses whoever waits for the next. */
    @Override
    public void destroy() throws Exception {
        stopping = true;
        bell.tryEmitEmpty();
        if (running.compareAndSet(false, true)) {
            end();
        }
        ended.asMono().timeout(STOP_TIMEOUT, Mono.empty()).toFuture().get();
    }

    private static RuntimeException busy() {
        return Problem.of(503, "overloaded", "Too busy", "Too much is waiting already. Repeat after Retry-After.")
                .toException();
    }
}
