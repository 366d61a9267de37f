package io.omnihub.engine;

import io.r2dbc.spi.Connection;
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

    private final CommandQueue queue;
    private final Registry registry;
    private final LaneConnections connections;
    private final EngineSettings settings;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Optional<Connection> open = Optional.empty();

    Lane(CommandQueue queue, Registry registry, LaneConnections connections, EngineSettings settings, Clock clock) {
        this.queue = queue;
        this.registry = registry;
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts the lane if it rests; whether it did. */
    boolean wake() {
        if (!busy.compareAndSet(false, true)) {
            return false;
        }
        Mono.defer(this::next).repeat().takeWhile(found -> found).then().subscribe(_ -> {}, this::stopped, this::rest);
        return true;
    }

    Mono<Void> close() {
        return discard();
    }

    private void rest() {
        busy.set(false);
        if (queue.hasWork()) {
            wake();
        }
    }

    private void stopped(Throwable defect) {
        log.error("a lane stopped on an unexpected error and starts again", defect);
        rest();
    }

    /** Whether there was a batch to run. */
    private Mono<Boolean> next() {
        List<Member<?>> members = queue.take();
        if (members.isEmpty()) {
            return Mono.just(false);
        }
        return attempt(members, 0)
                .onErrorResume(error -> Mono.fromRunnable(() -> members.forEach(member -> member.fail(error))))
                .then(Mono.fromSupplier(() -> {
                    queue.release(members);
                    return true;
                }));
    }

    private Mono<Void> attempt(List<Member<?>> members, int retry) {
        return Mono.defer(this::connection)
                .flatMap(connection -> new Batch(members, registry, settings, clock).run(connection))
                .timeout(settings.batchTimeout())
                .doOnNext(again -> again.reversed().forEach(queue::putBack))
                .then()
                .onErrorResume(error -> recover(members, retry, error));
    }

    private Mono<Void> recover(List<Member<?>> members, int retry, Throwable error) {
        Failure failure = Failure.of(error);
        boolean spent = retry >= settings.retries();
        return cleanUp()
                .then(
                        switch (failure) {
                            case PASSING -> spent ? unavailable(members, error) : later(members, retry + 1, error);
                            case OVERTAKEN -> spent ? oneByOne(members, error) : attempt(members, retry + 1);
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
            log.error(
                    "the command {} cannot be written",
                    members.getFirst().command().id(),
                    error);
            return Mono.fromRunnable(() -> members.getFirst().fail(error));
        }
        return Flux.fromIterable(members)
                .concatMap(member -> attempt(List.of(member), 0))
                .then();
    }

    private static Mono<Void> unavailable(List<Member<?>> members, Throwable error) {
        var unavailable = new EngineUnavailable("the database did not answer: " + error.getMessage(), error);
        return Mono.fromRunnable(() -> members.forEach(member -> member.fail(unavailable)));
    }

    private Mono<Connection> connection() {
        return Mono.justOrEmpty(open)
                .switchIfEmpty(Mono.defer(() -> Mono.from(connections.factory().create())
                        .doOnNext(connection -> open = Optional.of(connection))));
    }

    /** Leaves the connection without a transaction, or none at all. */
    private Mono<Void> cleanUp() {
        return Mono.justOrEmpty(open)
                .flatMap(connection -> Sql.update(connection, "ROLLBACK"))
                .timeout(ROLLBACK_TIMEOUT)
                .onErrorResume(_ -> discard());
    }

    /** A lost connection may never confirm that it is closed, so nothing waits for that for long. */
    private Mono<Void> discard() {
        Optional<Connection> lost = open;
        open = Optional.empty();
        return Mono.justOrEmpty(lost)
                .flatMap(connection -> Mono.from(connection.close()))
                .timeout(ROLLBACK_TIMEOUT)
                .onErrorResume(_ -> Mono.empty());
    }
}
