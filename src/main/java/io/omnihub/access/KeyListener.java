package io.omnihub.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Knows soon when a secret by which somebody is connected opens nothing any more, whichever replica ended it: while there
 * are such, it asks once a second for those of them that are no longer good. */
@Component
class KeyListener implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(KeyListener.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
    private static final Duration ROUND_TIMEOUT = Duration.ofSeconds(5);

    /** Secrets that one statement asks for. */
    private static final int PAGE = 2_000;

    /** By which somebody is connected. */
    record Shown(UUID key, String secretHash) {}

    private final CallerKeyQueries queries;
    private final Clock clock;
    private final Map<Shown, Watched> watched = new ConcurrentHashMap<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopping;

    /** Said once, not in every round. */
    private volatile boolean failing;

    KeyListener(CallerKeyQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** Connections of one secret wait together. */
    private record Watched(int connections, Sinks.Empty<Void> end) {
        Watched plus(int more) {
            return new Watched(connections + more, end);
        }
    }

    /** Completes when that secret opens nothing any more; whoever cancels is told nothing. */
    Mono<Void> ended(UUID key, String secretHash) {
        var shown = new Shown(key, secretHash);
        return Mono.usingWhen(
                Mono.fromSupplier(() -> join(shown)),
                mine -> mine.end().asMono(),
                _ -> Mono.fromRunnable(() -> leave(shown)));
    }

    private Watched join(Shown shown) {
        Watched mine = watched.merge(shown, new Watched(1, Sinks.empty()), (before, _) -> before.plus(1));
        start();
        return mine;
    }

    private void leave(Shown shown) {
        watched.computeIfPresent(shown, (_, before) -> before.connections() > 1 ? before.plus(-1) : null);
    }

    private void start() {
        if (running.compareAndSet(false, true)) {
            Mono.delay(BETWEEN_ROUNDS)
                    .then(Mono.defer(this::round))
                    .repeat(() -> !stopping && !watched.isEmpty())
                    .subscribe(_ -> {}, this::broken, this::end);
        }
    }

    private void broken(Throwable defect) {
        log.error("the listener for ended keys stopped on an unexpected error and starts again", defect);
        end();
    }

    /** Whoever came just now makes it start again. */
    private void end() {
        running.set(false);
        if (!stopping && !watched.isEmpty()) {
            start();
        }
    }

    private Mono<Void> round() {
        return Flux.fromIterable(List.copyOf(watched.keySet()))
                .buffer(PAGE)
                .concatMap(page -> queries.ended(page, clock.instant()))
                .doOnNext(this::tell)
                .then()
                .timeout(ROUND_TIMEOUT)
                .doOnSuccess(_ -> failing = false)
                .onErrorResume(this::fail);
    }

    private void tell(Shown ended) {
        Watched known = watched.get(ended);
        if (known != null) {
            known.end().tryEmitEmpty();
        }
    }

    /** Connections stay while nobody can say whether their keys are good. */
    private Mono<Void> fail(Throwable error) {
        if (!failing) {
            log.warn("whether the keys of connections are still good cannot be read: {}", error.toString());
        }
        failing = true;
        return Mono.empty();
    }

    @Override
    public void destroy() {
        stopping = true;
    }
}
