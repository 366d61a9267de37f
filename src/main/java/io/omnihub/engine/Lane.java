package io.omnihub.engine;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs one batch after the other on a connection of its own, and opens another where that one is lost. */
final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration ROLLBACK_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STOP_POLL = Duration.ofMillis(20);

    private final CommandQueue queue;
    private final Registry registry;
    private final ConnectionFactory connections;
    private final EngineSettings settings;
    private final Clock clock;
    private final EngineMeters meters;
    private final boolean oneBatch;
    private final Runnable wakeOther;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Optional<LaneConnection> open = Optional.empty();

    /**
     * @param oneBatch whether it rests after each batch, and leaves what else waits to others
     * @param wakeOther starts a lane, if one rests
     */
    Lane(
            CommandQueue queue,
            Registry registry,
            ConnectionFactory connections,
            EngineSettings settings,
            Clock clock,
            EngineMeters meters,
            boolean oneBatch,
            Runnable wakeOther) {
        this.queue = queue;
        this.registry = registry;
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.oneBatch = oneBatch;
        this.wakeOther = wakeOther;
    }

    /** Starts the lane if it rests; whether it did. */
    boolean wake() {
        if (!busy.compareAndSet(false, true)) {
            return false;
        }
        Mono.defer(this::next)
                .repeat(() -> !oneBatch)
                .takeWhile(found -> found)
                .then()
                .subscribe(_ -> {}, this::stopped, this::rest);
        return true;
    }

    /** Completes when its last batch is over and its connection closed; it never wakes again. */
    Mono<Void> stop() {
        return Mono.defer(() -> busy.compareAndSet(false, true) ? discard().thenReturn(true) : Mono.empty())
                .repeatWhenEmpty(rounds -> rounds.delayElements(STOP_POLL))
                .then();
    }

    private void rest() {
        busy.set(false);
        if (queue.hasWork()) {
            wakeOther.run();
        }
    }

    private void stopped(Throwable defect) {
        log.error("a lane stopped on an unexpected error and starts again", defect);
        rest();
    }

    /** Whether there was a batch to run. */
    private Mono<Boolean> next() {
        TakenBatch taken = queue.take();
        if (taken.isEmpty()) {
            return Mono.just(false);
        }
        return attempt(taken.members(), 0, () -> letGo(taken))
                .onErrorResume(error -> Mono.fromRunnable(() -> taken.members().forEach(member -> member.fail(error))))
                .then(Mono.fromSupplier(() -> {
                    queue.release(taken);
                    return true;
                }));
    }

    /** Lets those go who wait for this batch's locks: they arrive at the database when its commit is under way there. */
    private void letGo(TakenBatch batch) {
        queue.letGo(batch);
        if (queue.hasWork()) {
            wakeOther.run();
        }
    }

    /** @param committing runs when the commit is on its way */
    private Mono<Void> attempt(List<Member<?>> members, int retry, Runnable committing) {
        List<Member<?>> live =
                members.stream().filter(member -> !member.giveUpIfOverdue()).toList();
        if (live.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(this::connection)
                .flatMap(connection -> new Batch(live, registry, settings, clock, meters).run(connection, committing))
                .timeout(Deadlines.after(settings.batchTimeout()))
                .doOnNext(this::putBack)
                .then()
                .onErrorResume(error -> recover(live, retry, error));
    }

    /** Once more; whoever still waits for its locks is let go when all of it is over. */
    private Mono<Void> attempt(List<Member<?>> members, int retry) {
        return attempt(members, retry, () -> {});
    }

    private Mono<Void> recover(List<Member<?>> members, int retry, Throwable error) {
        Failure failure = Failure.of(error);
        meters.failed(failure);
        boolean spent = retry >= settings.retries();
        return (failure == Failure.LOST ? discard() : rollBack())
                .then(
                        switch (failure) {
                            case PASSING, LOST ->
                                spent ? unavailable(members, error) : later(members, retry + 1, error);
                            case OVERTAKEN -> spent ? oneByOne(members, error) : attempt(members, retry + 1);
                            case SLOW -> members.size() == 1 ? unavailable(members, error) : oneByOne(members, error);
                            case DEFECT -> oneByOne(members, error);
                        });
    }

    private Mono<Void> later(List<Member<?>> members, int retry, Throwable error) {
        long backoffMs = FIRST_BACKOFF.toMillis() << (retry - 1);
        long waitMs = backoffMs / 2 + ThreadLocalRandom.current().nextLong(backoffMs);
        log.warn("a batch of {} is tried again in {} ms: {}", members.size(), waitMs, error.toString());
        return Mono.delay(Duration.ofMillis(waitMs)).then(Mono.defer(() -> attempt(members, retry)));
    }

    private Mono<Void> oneByOne(List<Member<?>> members, Throwable error) {
        if (members.size() == 1) {
            Member<?> member = members.getFirst();
            log.error("the command {} cannot be carried out", member.command().id(), error);
            return Mono.fromRunnable(() -> member.fail(error));
        }
        return Flux.fromIterable(members)
                .concatMap(member -> attempt(List.of(member), 0))
                .then();
    }

    private void putBack(List<Member<?>> again) {
        for (Member<?> member : again.reversed()) {
            if (!queue.putBack(member)) {
                member.fail(EngineBusy.stopping());
            }
        }
    }

    private static Mono<Void> unavailable(List<Member<?>> members, Throwable error) {
        log.warn("a batch of {} is given up: {}", members.size(), error.toString());
        var unavailable = new EngineUnavailable("the database did not answer as it should");
        return Mono.fromRunnable(() -> members.forEach(member -> member.fail(unavailable)));
    }

    private Mono<LaneConnection> connection() {
        return Mono.justOrEmpty(open)
                .switchIfEmpty(Mono.defer(() -> Mono.from(connections.create())
                        .map(LaneConnection::new)
                        .doOnNext(connection -> open = Optional.of(connection))));
    }

    /** Leaves the connection, on which every statement was answered, without a transaction; or leaves none at all. */
    private Mono<Void> rollBack() {
        return Mono.justOrEmpty(open)
                .flatMap(LaneConnection::rollBack)
                .timeout(ROLLBACK_TIMEOUT)
                .onErrorResume(_ -> discard());
    }

    /** A lost connection may never confirm that it is closed, so nothing waits for that for long. */
    private Mono<Void> discard() {
        Optional<LaneConnection> lost = open;
        open = Optional.empty();
        return Mono.justOrEmpty(lost)
                .flatMap(LaneConnection::close)
                .timeout(ROLLBACK_TIMEOUT)
                .onErrorResume(_ -> Mono.empty());
    }
}
