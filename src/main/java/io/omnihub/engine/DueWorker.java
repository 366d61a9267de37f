package io.omnihub.engine;

import io.omnihub.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Carries out due work of all replicas, together with their workers. It takes what is due in a short transaction, carries
 * each piece out as a command, and sleeps until the next is due, or for a second, in which another replica may have made
 * some. It keeps nothing: a replica that is killed has its work taken by another when its leases end.
 */
@Component
class DueWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DueWorker.class);

    /** New work is heard of when it is written, a moment before it can be seen. */
    private static final Duration UNTIL_SEEN = Duration.ofMillis(20);

    /** After which a look counts as failed. */
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final Engine engine;
    private final DueWorkQueries queries;
    private final DueWorkRetention retention;
    private final DueBell bell;
    private final DueWorkSettings settings;
    private final Ids ids;
    private final Clock clock;
    private final Map<String, DueHandler> handlers;

    private volatile boolean running;
    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile Sinks.Empty<Void> stopped = Sinks.empty();
    /** Said once, not in every round. */
    private volatile boolean failing;

    DueWorker(
            Engine engine,
            DueWorkQueries queries,
            DueWorkRetention retention,
            DueBell bell,
            DueWorkSettings settings,
            Ids ids,
            Clock clock,
            List<DueHandler> handlers) {
        this.engine = engine;
        this.queries = queries;
        this.retention = retention;
        this.bell = bell;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.handlers = handlers.stream().collect(Collectors.toMap(DueHandler::kind, Function.identity()));
    }

    @Override
    public void start() {
        if (running || handlers.isEmpty()) {
            return;
        }
        running = true;
        stopping = Sinks.empty();
        stopped = Sinks.empty();
        Flux.defer(this::due)
                .repeat(() -> running)
                .flatMap(this::carryOut, settings.atOnce())
                .subscribe(_ -> {}, defect -> log.error("due work stopped", defect), stopped::tryEmitEmpty);
    }

    /** Takes no more, and lets what was taken end. */
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

    /** What is due now. It ends when there may be more, however long the work takes: what is slow holds up nobody. */
    private Flux<Piece> due() {
        Instant now = clock.instant();
        return queries.take(handlers.keySet(), now, now.plus(settings.lease()), settings.atOnce())
                .timeout(LOOK_TIMEOUT)
                .doOnNext(_ -> failing = false)
                .flatMapMany(taken -> Flux.concat(
                        Flux.fromIterable(pieces(taken)),
                        taken.size() < settings.atOnce() ? rest() : Mono.<Piece>empty()))
                .onErrorResume(this::unreadable);
    }

    /** What their effects need is read for those of a kind together, or for each alone where that fails. */
    private List<Piece> pieces(List<DueWork> taken) {
        Map<String, List<DueWork>> byKind = taken.stream().collect(Collectors.groupingBy(DueWork::kind));
        Map<String, Mono<DueHandler.Effects>> effects = new HashMap<>();
        byKind.forEach((kind, works) -> {
            DueHandler handler = Objects.requireNonNull(handlers.get(kind));
            effects.put(
                    kind,
                    Mono.defer(() -> handler.effects(works))
                            .onErrorReturn(handler::effect)
                            .cache());
        });
        return taken.stream()
                .map(work -> new Piece(work, Objects.requireNonNull(effects.get(work.kind()))))
                .toList();
    }

    /** Until something is due. Nothing comes of it. */
    private Mono<Piece> rest() {
        return Mono.defer(() -> {
            Instant latest = clock.instant().plus(settings.look());
            Mono<Void> heard = bell.before(latest).then(Mono.delay(UNTIL_SEEN)).then();
            return retention
                    .forget(clock.instant())
                    .then(queries.next(handlers.keySet()))
                    .timeout(LOOK_TIMEOUT)
                    .defaultIfEmpty(latest)
                    .map(next -> until(next.isBefore(latest) ? next : latest))
                    .flatMap(wait -> Mono.firstWithSignal(Mono.delay(wait).then(), heard, stopping.asMono()))
                    .then(Mono.empty());
        });
    }

    private Duration until(Instant time) {
        Duration left = Duration.between(clock.instant(), time);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Mono<Piece> unreadable(Throwable error) {
        if (!failing) {
            log.warn("due work cannot be read: {}", error.toString());
        }
        failing = true;
        return Mono.firstWithSignal(Mono.delay(settings.look()).then(), stopping.asMono())
                .then(Mono.empty());
    }

    /** Never fails: what cannot even be noted is taken again when the lease has ended. */
    private Mono<Void> carryOut(Piece piece) {
        DueWork work = piece.work();
        return piece.effects()
                .flatMap(effects -> effects.of(work))
                .<Command<?>>map(effect -> effect)
                .defaultIfEmpty(new Nothing(ids.next()))
                .flatMap(effect -> submit(work, effect))
                .onErrorResume(error -> failed(work, error))
                .onErrorResume(error -> {
                    log.warn("the failure of {} {} cannot be noted: {}", work.kind(), work.id(), error.toString());
                    return Mono.empty();
                });
    }

    private <R> Mono<Void> submit(DueWork work, Command<R> effect) {
        return engine.submit(new DueEffect<>(work, effect), Priority.BULK).then();
    }

    private Mono<Void> failed(DueWork work, Throwable error) {
        boolean counts = !Failure.isLack(error);
        Duration pause =
                settings.pause(work.failures(), ThreadLocalRandom.current().nextDouble());
        var failure = new DueFailure(ids.next(), work, error.toString(), counts, pause, settings.attempts());
        if (counts) {
            log.warn("{} {} of {} failed", work.kind(), work.id(), work.subject(), error);
        }
        return engine.submit(failure, Priority.BULK).then();
    }

    /** @param effects of all of its kind that were taken with it */
    private record Piece(DueWork work, Mono<DueHandler.Effects> effects) {}
}
