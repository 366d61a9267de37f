package io.omnihub.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.omnihub.engine.DueWorkSettings;
import io.omnihub.engine.Engine;
import io.omnihub.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Has all handlers follow the stream, each for itself, where this replica's relay leads. A replica that is killed leaves
 * its handlers to the one whose relay leads next.
 *
 * <p>{@code omnihub.event.handler.lag} (events not looked at yet) and {@code .parked} (1 where it is), by {@code handler},
 * both 0 where another replica's relay leads.
 */
@Component
class HandlerListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HandlerListener.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
    private static final String PREFIX = "omnihub.event.handler.";

    private final List<Handling> all;
    private volatile boolean running;
    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile Sinks.Empty<Void> stopped = Sinks.empty();

    HandlerListener(
            List<EventHandler> handlers,
            Engine engine,
            HandlerQueries queries,
            PositionQueries positions,
            Headway headway,
            DueWorkSettings retries,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.all = handlers.stream()
                .map(handler -> new Handling(handler, engine, queries, positions, headway, retries, ids, clock))
                .toList();
        if (all.stream().map(Handling::name).distinct().count() < all.size()) {
            throw new IllegalStateException("two handlers of events have one name");
        }
        all.forEach(handling -> watch(handling, meters));
    }

    private static void watch(Handling handling, MeterRegistry meters) {
        Gauge.builder(PREFIX + "lag", handling, Handling::lag)
                .description("Events that the handler has not looked at")
                .baseUnit("events")
                .tag("handler", handling.name())
                .register(meters);
        Gauge.builder(PREFIX + "parked", handling, it -> it.isParked() ? 1 : 0)
                .description("Whether the handler failed too often, and waits for somebody")
                .tag("handler", handling.name())
                .register(meters);
    }

    @Override
    public void start() {
        if (running || all.isEmpty()) {
            return;
        }
        running = true;
        stopping = Sinks.empty();
        stopped = Sinks.empty();
        Mono<Void> end = stopping.asMono();
        Flux.fromIterable(all)
                .flatMap(handling -> follow(handling, end), all.size())
                .subscribe(_ -> {}, defect -> log.error("event handlers stopped", defect), stopped::tryEmitEmpty);
    }

    /** What was begun is carried out all the same: only nobody waits for it. */
    private Mono<Void> follow(Handling handling, Mono<Void> end) {
        return Mono.firstWithSignal(handling.step(), end).repeat(() -> running).then();
    }

    @Override
    public void stop(Runnable callback) {
        boolean wasRunning = running;
        running = false;
        stopping.tryEmitEmpty();
        Mono<Void> end = wasRunning ? stopped.asMono() : Mono.empty();
        end.timeout(STOP_TIMEOUT, Mono.empty()).subscribe(_ -> {}, _ -> callback.run(), callback);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
