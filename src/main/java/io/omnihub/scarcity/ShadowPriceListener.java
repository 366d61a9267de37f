package io.omnihub.scarcity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.omnihub.engine.Pages;
import io.omnihub.sourcing.ShadowPrices;
import io.omnihub.sourcing.ShadowPrices.Price;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * This replica's copy of the prices that stand, read anew when there are newer ones. Nobody waits for it: until it is read,
 * or while it cannot be, there are the older prices, and in the end none.
 */
@Component
class ShadowPriceListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ShadowPriceListener.class);

    /** Of one computation; the copy needs some 20 MB for so many. */
    static final int MAX_PRICES = 1_000_000;

    /** In one statement. */
    private static final int AT_ONCE = 5_000;

    private static final Duration LOOK_TIMEOUT = Duration.ofMinutes(1);

    private final ShadowPriceQueries queries;
    private final ShadowPriceSettings settings;
    private final Sinks.Empty<Void> stopping = Sinks.empty();

    private volatile boolean running;
    private volatile Optional<UUID> known = Optional.empty();
    private volatile ShadowPrices prices = ShadowPrices.NONE;
    /** Said once, not in every round. */
    private volatile boolean failing;

    ShadowPriceListener(ShadowPriceQueries queries, ShadowPriceSettings settings, MeterRegistry registry) {
        this.queries = queries;
        this.settings = settings;
        Gauge.builder("omnihub.shadow-prices.known", this, copy -> copy.prices.size())
                .description("Shadow prices in this replica's copy")
                .register(registry);
    }

    ShadowPrices prices() {
        return prices;
    }

    @Override
    public void start() {
        running = true;
        Flux.defer(this::look)
                .repeat(() -> running)
                .subscribe(_ -> {}, defect -> log.error("shadow prices are looked for no more", defect));
    }

    @Override
    public void stop() {
        running = false;
        stopping.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private Mono<Void> look() {
        return queries.newest()
                .filter(newest -> !known.equals(Optional.of(newest.id())))
                .flatMap(this::read)
                .timeout(LOOK_TIMEOUT)
                .doOnSuccess(_ -> failing = false)
                .onErrorResume(this::unreadable)
                .then(Mono.firstWithSignal(Mono.delay(settings.look()).then(), stopping.asMono()));
    }

    private Mono<Void> read(ShadowComputation computation) {
        return Pages.all(after -> queries.prices(computation.id(), List.of(), Optional.empty(), after, AT_ONCE))
                .concatMapIterable(page -> page.items())
                .take(MAX_PRICES)
                .collectList()
                .doOnNext(found -> keep(computation, found))
                .then();
    }

    private void keep(ShadowComputation computation, List<Price> found) {
        prices = new ShadowPrices(computation.validUntil(), found);
        known = Optional.of(computation.id());
    }

    private Mono<Void> unreadable(Throwable error) {
        if (!failing) {
            log.warn("shadow prices cannot be read: {}", error.toString());
        }
        failing = true;
        return Mono.empty();
    }
}
