package io.omnihub.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Follows the stream for all who read events on this replica, while anybody does. What the relay brings, here or from
 * another replica, is a hint of what has happened: what does not join on to what is known already is read from the
 * database, and so is what nobody has brought for a second. Thus it does not matter what gets lost on the way.
 */
@Component
class FeedListener {
    private static final Logger log = LoggerFactory.getLogger(FeedListener.class);

    /** Events that are taken at once. */
    static final int MAX_BATCH = 500;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_WAITING_BATCHES = 64;

    private final PositionQueries positions;
    private final EventFanOut fanOut;
    private final Ring ring = new Ring();
    private final Set<MonoSink<Void>> waiting = ConcurrentHashMap.newKeySet();
    private final Sinks.Many<Optional<EventBatch>> brought =
            Sinks.many().multicast().directBestEffort();
    private final Object lock = new Object();
    private volatile Runnable onBegin = () -> {};
    private volatile boolean failing;

    /** How many read, and what follows the stream for them; guarded by the lock. */
    private int readers;

    private Optional<Following> following = Optional.empty();

    FeedListener(PositionQueries positions, EventFanOut fanOut) {
        this.positions = positions;
        this.fanOut = fanOut;
    }

    /** @param begun where the ring begins; it completes when that is known */
    private record Following(Disposable work, Mono<Long> begun) {}

    /** Who is to hear that somebody reads. */
    void onBegin(Runnable listener) {
        onBegin = listener;
    }

    boolean isRead() {
        synchronized (lock) {
            return readers > 0;
        }
    }

    boolean isFull(int most) {
        synchronized (lock) {
            return readers >= most;
        }
    }

    /**
     * Takes a place for a reader, who {@link #leave leaves} when he reads no more.
     *
     * @param most who may read here
     * @return what completes when the ring has begun; empty where there is no place
     */
    Optional<Mono<Void>> enter(int most) {
        Mono<Long> begun;
        boolean isFirst;
        synchronized (lock) {
            if (readers >= most) {
                return Optional.empty();
            }
            readers++;
            isFirst = following.isEmpty();
            if (isFirst) {
                following = Optional.of(begin());
            }
            begun = following.orElseThrow().begun();
        }
        if (isFirst) {
            onBegin.run();
        }
        return Optional.of(begun.then());
    }

    void leave() {
        synchronized (lock) {
            if (--readers == 0) {
                following.ifPresent(last -> last.work().dispose());
                following = Optional.empty();
            }
        }
    }

    /** What the relay of this replica brings. */
    void take(EventBatch batch) {
        brought.tryEmitNext(Optional.of(batch));
    }

    /** There is something that nobody brings. */
    void look() {
        brought.tryEmitNext(Optional.empty());
    }

    Ring ring() {
        return ring;
    }

    /** Completes when there is more than up to that position, or with the next reader's turn. */
    Mono<Void> beyond(long position) {
        return Mono.create(sink -> {
            waiting.add(sink);
            sink.onDispose(() -> waiting.remove(sink));
            if (ring.head() > position) {
                sink.success();
            }
        });
    }

    private Following begin() {
        Sinks.One<Long> begun = Sinks.one();
        Flux<Optional<EventBatch>> hints = Flux.merge(
                        brought.asFlux(),
                        positions.stream()
                                .flatMapMany(fanOut::received)
                                .map(Optional::of)
                                .doOnError(this::failed)
                                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, LOOK)),
                        Flux.interval(LOOK).onBackpressureDrop().map(_ -> Optional.<EventBatch>empty()))
                .onBackpressureBuffer(MAX_WAITING_BATCHES, _ -> {}, BufferOverflowStrategy.DROP_OLDEST);
        Mono<Long> head = positions
                .extent()
                .map(PositionQueries.Extent::head)
                .doOnNext(ring::begin)
                .doOnError(this::failed)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, LOOK))
                .doOnNext(begun::tryEmitValue);
        Disposable work = head.thenMany(hints)
                .concatMap(this::follow, 1)
                .subscribe(_ -> {}, defect -> log.error("the event feed stopped", defect));
        return new Following(work, begun.asMono());
    }

    private Mono<Void> follow(Optional<EventBatch> hint) {
        Mono<Void> step = hint.filter(ring::add).isPresent() ? Mono.empty() : read();
        return step.then(Mono.fromRunnable(this::wake))
                .timeout(READ_TIMEOUT)
                .then()
                .doOnSuccess(_ -> failing = false)
                .onErrorResume(error -> Mono.fromRunnable(() -> failed(error)));
    }

    /** What there is beyond the ring's head. */
    private Mono<Void> read() {
        return Mono.defer(() -> positions.after(ring.head(), MAX_BATCH).collectList())
                .doOnNext(events -> {
                    if (!events.isEmpty()) {
                        ring.add(new EventBatch(events));
                        wake();
                    }
                })
                .repeat()
                .takeUntil(events -> events.size() < MAX_BATCH)
                .then();
    }

    private void wake() {
        List.copyOf(waiting).forEach(MonoSink::success);
    }

    private void failed(Throwable error) {
        if (!failing) {
            log.warn("events cannot be read: {}", error.toString());
        }
        failing = true;
    }
}
