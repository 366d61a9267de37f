package io.omnihub.event;

import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueWorkSettings;
import io.omnihub.engine.Engine;
import io.omnihub.engine.Failure;
import io.omnihub.engine.Nothing;
import io.omnihub.engine.Priority;
import io.omnihub.event.HandledEvents.Outcome;
import io.omnihub.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One handler on one replica: step by step, it looks for what its handler wants, and has it take effect. It works while
 * this replica's relay leads, and takes nothing for granted: each step says where it read the cursor.
 */
final class Handling {
    private static final Logger log = LoggerFactory.getLogger(Handling.class);

    /** Positions that are looked through at once. */
    private static final int MAX_LOOKED = 10_000;

    /** After a step that found little: what comes meanwhile is taken together. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** What a handler had nothing to do with is written down this often, or when it is a lot. */
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(10);

    /** One that is parked or waits is looked at again, since somebody may have it tried again. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Duration EFFECT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STEP_TIMEOUT = Duration.ofMinutes(2);

    private final EventHandler handler;
    private final Engine engine;
    private final HandlerQueries queries;
    private final PositionQueries positions;
    private final Headway headway;
    private final DueWorkSettings retries;
    private final Ids ids;
    private final Clock clock;

    /** As it was read; empty where it is to be read. What follows holds with it. */
    private volatile Optional<HandlerCursor> cursor = Optional.empty();
    /** Up to here nothing is left to do. */
    private volatile long through;
    /** Up to here events are taken one by one, since one of them is at fault. */
    private long singlyThrough;
    /** Said once, not in every step. */
    private boolean lost;

    Handling(
            EventHandler handler,
            Engine engine,
            HandlerQueries queries,
            PositionQueries positions,
            Headway headway,
            DueWorkSettings retries,
            Ids ids,
            Clock clock) {
        this.handler = handler;
        this.engine = engine;
        this.queries = queries;
        this.positions = positions;
        this.headway = headway;
        this.retries = retries;
        this.ids = ids;
        this.clock = clock;
    }

    String name() {
        return handler.name();
    }

    /** How many events it has not looked at; 0 where another replica's relay leads. */
    long lag() {
        return Math.max(headway.head() - through, 0);
    }

    boolean isParked() {
        return headway.head() >= 0
                && cursor.filter(known -> known.state() == HandlerState.PARKED).isPresent();
    }

    /** When there is something to do, does some of it. Never fails. */
    Mono<Void> step() {
        return headway.beyond(cursor.isPresent() ? through : -1)
                .then(Mono.defer(() -> cursor.map(this::goOn).orElseGet(this::begin))
                        .timeout(STEP_TIMEOUT)
                        .doOnSuccess(_ -> lost = false)
                        .onErrorResume(this::lose));
    }

    private Mono<Void> begin() {
        return Mono.zip(
                        positions.extent(),
                        queries.cursor(name()).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .flatMap(known ->
                        known.getT2().map(found -> resume(found, known.getT1())).orElseGet(() -> first(known.getT1())));
    }

    private Mono<Void> first(PositionQueries.Extent extent) {
        long position = switch (handler.start()) {
            case OLDEST -> Math.max(extent.oldest() - 1, 0);
            case HEAD -> Math.max(extent.head(), 0);
        };
        return submit(new StartHandler(ids.next(), name(), position))
                .doOnNext(this::stand)
                .then();
    }

    /** What comes next was forgotten only where it was away for longer than events are kept, or came with a copy of them. */
    private Mono<Void> resume(HandlerCursor found, PositionQueries.Extent extent) {
        if (found.state() == HandlerState.FOLLOWING && found.position() < extent.oldest() - 1) {
            return note(found, "position-gone: events are kept from %d on".formatted(extent.oldest()), true, 1);
        }
        stand(found);
        return Mono.empty();
    }

    private void stand(HandlerCursor known) {
        cursor = Optional.of(known);
        through = known.position();
    }

    private Mono<Void> goOn(HandlerCursor at) {
        Duration wait = Duration.between(clock.instant(), at.nextAt());
        if (at.state() == HandlerState.PARKED || wait.isPositive()) {
            Duration look = at.state() == HandlerState.PARKED || wait.compareTo(LOOK_AGAIN) > 0 ? LOOK_AGAIN : wait;
            return Mono.delay(look).then(Mono.fromRunnable(() -> cursor = Optional.empty()));
        }
        int limit = through < singlyThrough ? 1 : HandledEvents.MAX_EVENTS;
        long end = Math.min(headway.head(), through + MAX_LOOKED);
        return queries.wanted(through, end, handler.types(), limit).flatMap(events -> {
            boolean isFull = events.size() == limit;
            long to = isFull ? events.getLast().position() : end;
            Mono<Void> done = events.isEmpty() ? pass(at, to) : handle(at, events, to);
            return isFull || to - at.position() >= MAX_LOOKED
                    ? done
                    : done.then(Mono.delay(BETWEEN_LOOKS).then());
        });
    }

    /** Nothing of it is wanted. */
    private Mono<Void> pass(HandlerCursor at, long to) {
        through = Math.max(to, through);
        boolean isNoted = through - at.position() < MAX_LOOKED
                && clock.instant().isBefore(at.movedAt().plus(BETWEEN_NOTES));
        return isNoted || through == at.position() ? Mono.empty() : move(at, through, nothing());
    }

    private Mono<Void> handle(HandlerCursor at, List<StreamedEvent> events, long to) {
        return Mono.defer(() -> handler.effect(events))
                .<Command<?>>map(effect -> effect)
                .timeout(EFFECT_TIMEOUT, Mono.error(() -> new IllegalStateException("no effect in " + EFFECT_TIMEOUT)))
                .defaultIfEmpty(nothing())
                .flatMap(effect -> move(at, to, effect))
                .onErrorResume(error -> failed(at, events, error));
    }

    private <R> Mono<Void> move(HandlerCursor at, long to, Command<R> effect) {
        return submit(new HandledEvents<>(name(), at.position(), to, effect))
                .doOnNext(outcome -> {
                    if (outcome == Outcome.HANDLED) {
                        stand(at.movedTo(to, clock.instant()));
                    } else {
                        cursor = Optional.empty();
                    }
                })
                .then();
    }

    private Mono<Void> failed(HandlerCursor at, List<StreamedEvent> events, Throwable error) {
        boolean counts = !Failure.isLack(error);
        long first = events.getFirst().position();
        long last = events.getLast().position();
        if (counts) {
            log.warn("the handler {} failed at {} to {}", name(), first, last, error);
            singlyThrough = last;
        }
        String place = first == last ? "at " + first : "at " + first + " to " + last;
        return note(at, place + ": " + error, counts, retries.attempts());
    }

    private Mono<Void> note(HandlerCursor at, String why, boolean counts, int attempts) {
        Duration pause =
                retries.pause(at.failures(), ThreadLocalRandom.current().nextDouble());
        var failure = new HandlerFailure(ids.next(), name(), at.position(), why, counts, pause, attempts);
        return submit(failure)
                .doOnNext(outcome -> {
                    cursor = Optional.empty();
                    if (outcome == HandlerFailure.Outcome.PARKED) {
                        log.error("the handler {} is parked behind {}: {}", name(), at.position(), why);
                    }
                })
                .then();
    }

    /** What cannot even be noted is tried again in a moment. */
    private Mono<Void> lose(Throwable error) {
        if (!lost) {
            log.warn("the handler {} waits: {}", name(), error.toString());
        }
        lost = true;
        cursor = Optional.empty();
        return Mono.delay(LOOK_AGAIN).then();
    }

    private Command<Boolean> nothing() {
        return new Nothing(ids.next());
    }

    private <R> Mono<R> submit(Command<R> command) {
        return engine.submit(command, Priority.BULK).map(answer -> switch (answer) {
            case Answer.Decided<R>(R result) -> result;
            case Answer.Repeated<R> _, Answer.KeyReused<R> _ ->
                throw new IllegalStateException("what a handler does has no keys");
        });
    }
}
