package io.omnihub.scarcity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.omnihub.catalog.Catalogs;
import io.omnihub.engine.BlockingWork;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.DueWorks;
import io.omnihub.engine.Engine;
import io.omnihub.engine.Priority;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.Ids;
import io.omnihub.sourcing.ShadowPrices.Price;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Computes shadow prices again and again: each time makes the next. The first was made with the tables, so that there is one
 * chain of them, whatever replicas there are. Prices are written some at a time and stand once the work is done; where it
 * fails, the older ones stand until they are too old, and then there are none.
 */
@Component
class ShadowPriceWork implements DueHandler {
    static final String KIND = "shadow-prices";

    /** The subject of what makes the next; of any other it is done once. */
    static final String AGAIN_AND_AGAIN = "all";

    static final String ONCE = "once";

    /** For which the work is this replica's: longer than it reads, solves and writes. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    /** How soon who waits for the computation before looks again. */
    private static final Duration NEXT_LOOK = Duration.ofSeconds(1);

    private static final double MILLIS = 1_000;

    private final PriceFacts facts;
    private final Catalogs catalogs;
    private final DueWorks works;
    private final Engine engine;
    private final BlockingWork blocking;
    private final ShadowPriceSettings settings;
    private final Ids ids;
    private final Clock clock;
    private final Timer computing;

    /** A replica computes one at a time, since each keeps all orders that it looks at in memory. */
    private final Semaphore turn = new Semaphore(1);

    ShadowPriceWork(
            PriceFacts facts,
            Catalogs catalogs,
            DueWorks works,
            Engine engine,
            BlockingWork blocking,
            ShadowPriceSettings settings,
            Ids ids,
            Clock clock,
            MeterRegistry registry) {
        this.facts = facts;
        this.catalogs = catalogs;
        this.works = works;
        this.engine = engine;
        this.blocking = blocking;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.computing = Timer.builder("omnihub.shadow-prices.computing")
                .description("Finding shadow prices, without reading and writing")
                .register(registry);
    }

    /** What was found, and of what. */
    private record Computed(PriceFacts.Read read, Instant at, Pricing.Found found, Duration took) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        return Mono.usingWhen(myTurn(), _ -> inTurn(work), taken -> Mono.fromRunnable(taken::release));
    }

    private Mono<Semaphore> myTurn() {
        return Mono.fromSupplier(turn::tryAcquire)
                .filter(isMine -> isMine)
                .repeatWhenEmpty(tries -> tries.delayElements(NEXT_LOOK))
                .thenReturn(turn);
    }

    /** Nothing where the work has become another's while it waited. */
    private Mono<EndComputation> inTurn(DueWork work) {
        return works.prolong(work, LEASE)
                .filter(held -> held)
                .flatMap(_ -> facts.read(clock.instant()))
                .flatMap(this::compute)
                .flatMap(computed -> write(work, computed));
    }

    private Mono<Computed> compute(PriceFacts.Read read) {
        Instant at = clock.instant();
        double repeats = settings.aheadDays() / read.days(at);
        return catalogs.current()
                .map(catalog ->
                        new Pricing(read.orders(), Market.of(catalog), read.supply(), repeats, at, PriceLimits.DEFAULT))
                .flatMap(pricing -> blocking.call(() -> find(pricing)))
                .map(found -> new Computed(read, at, found.found(), found.took()));
    }

    private record Timed(Pricing.Found found, Duration took) {}

    private Timed find(Pricing pricing) {
        long begun = System.nanoTime();
        Pricing.Found found = pricing.find(System::nanoTime);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        computing.record(took);
        return new Timed(found, took);
    }

    private Mono<EndComputation> write(DueWork work, Computed computed) {
        UUID id = ids.next();
        List<Price> prices = prices(computed.found().prices());
        var computation = new ShadowComputation(
                id,
                computed.at(),
                computed.at().plus(settings.every().multipliedBy(2)),
                computed.read().from(),
                settings.aheadDays(),
                computed.read().orders().size(),
                computed.found().skus(),
                computed.found().solved(),
                prices.size(),
                computed.took());
        return Flux.fromIterable(prices)
                .buffer(KeepPrices.AT_ONCE)
                .concatMap(some -> engine.submit(new KeepPrices(ids.next(), id, some), Priority.BULK))
                .then(Mono.fromSupplier(() -> new EndComputation(ids.next(), computation, work, settings.every())));
    }

    /** The highest, if there are more than replicas keep. */
    private static List<Price> prices(Map<Cell, Double> found) {
        List<Price> prices = new ArrayList<>();
        found.forEach((cell, price) -> {
            long millis = Math.round(price * MILLIS);
            if (millis > 0) {
                prices.add(new Price(cell, millis));
            }
        });
        prices.sort(Comparator.comparingLong(Price::millis).reversed());
        return prices.subList(0, Math.min(prices.size(), ShadowPriceListener.MAX_PRICES));
    }
}
