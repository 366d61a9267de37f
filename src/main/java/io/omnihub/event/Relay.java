package io.omnihub.event;

import io.omnihub.engine.CommitListener;
import io.omnihub.event.RelayQueries.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Gives events their positions. One relay of all replicas' leads: it works in rounds, each of which reads what has become
 * visible in the outbox, makes its positions durable, and passes it on to whoever reads events: to its own replica in
 * memory, to the others by {@link EventFanOut}, and where that is away by telling them to read. The others' relays tell
 * the leader what their replicas commit and whether anybody reads there, and are ready to follow it.
 *
 * <p>A lone event is relayed at once; after a round the next waits for a moment, so that rounds do not grow with the load.
 */
@Component
class Relay implements SmartLifecycle, CommitListener {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    /** How often a relay looks though nobody called it; a session may be idle for five times as long. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** After a round of some events, and after one of few: whoever has the hub to himself need not wait. */
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(20);

    private static final Duration BETWEEN_SMALL_ROUNDS = Duration.ofMillis(2);
    private static final int FEW = 64;

    /** The same while nobody reads events. */
    private static final Duration BETWEEN_UNREAD_ROUNDS = Duration.ofMillis(200);

    private static final Duration WANTED_TELLS = Duration.ofSeconds(2);
    private static final Duration WANTED_LASTS = Duration.ofSeconds(5);
    /** Positions are given whether or not their events can be read. */
    private static final Duration EVENTS_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration ROUND_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_FORGETTINGS = Duration.ofMinutes(10);

    /** The same where there was more than is forgotten at once. */
    private static final Duration FORGET_MORE = Duration.ofMillis(250);

    /** The same where a handler is behind. */
    private static final Duration HELD_BACK_AGAIN = Duration.ofSeconds(10);

    private final RelayQueries relays;
    private final FeedListener feed;
    private final EventFanOut fanOut;
    private final PositionQueries positions;
    private final Headway headway;
    private final EventSettings settings;
    private final Clock clock;

    private final AtomicBoolean committed = new AtomicBoolean();
    private volatile Sinks.Empty<Void> bell = Sinks.empty();
    private volatile Sinks.Empty<Void> stopped = Sinks.empty();
    private volatile boolean running;
    private volatile boolean failing;
    private volatile Instant wantedUntil = Instant.MIN;
    private volatile boolean leading;
    /** What follows is of the rounds, which come one after the other. */
    private Optional<Open> session = Optional.empty();

    private Instant wantedTold = Instant.MIN;
    private Instant forgetAt = Instant.MIN;
    /** Positions were given and passed on to nobody else. */
    private boolean untold;

    Relay(
            RelayQueries relays,
            FeedListener feed,
            EventFanOut fanOut,
            PositionQueries positions,
            Headway headway,
            EventSettings settings,
            Clock clock) {
        this.relays = relays;
        this.feed = feed;
        this.fanOut = fanOut;
        this.positions = positions;
        this.headway = headway;
        this.settings = settings;
        this.clock = clock;
        feed.onBegin(this::ring);
    }

    /** What is known holds for the session that has the lock, and is lost with it. */
    private static final class Open {
        private final RelayQueries.Session queries;
        private final Disposable.Swap listening = Disposables.swap();
        private volatile boolean deaf;
        private Optional<Sequence> sequence = Optional.empty();

        Open(RelayQueries.Session queries) {
            this.queries = queries;
        }

        long head() {
            return sequence.orElseThrow().head();
        }
    }

    @Override
    public void committed() {
        if (committed.compareAndSet(false, true)) {
            ring();
        }
    }

    @Override
    public void start() {
        running = true;
        stopped = Sinks.empty();
        Mono.defer(this::round)
                .timeout(ROUND_TIMEOUT)
                .onErrorResume(this::lose)
                .flatMap(this::rest)
                .repeat(() -> running)
                .then(Mono.defer(this::closeSession))
                .subscribe(_ -> {}, defect -> log.error("the relay stopped", defect), () -> stopped.tryEmitEmpty());
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        ring();
        stopped.asMono().timeout(STOP_TIMEOUT, Mono.empty()).subscribe(_ -> {}, _ -> callback.run(), callback);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void ring() {
        bell.tryEmitEmpty();
    }

    /** How long to wait before the next round, whoever rings. */
    private Mono<Duration> round() {
        bell = Sinks.empty();
        return open().flatMap(open -> open.sequence.isPresent() ? relay(open) : follow(open))
                .doOnNext(_ -> failing = false);
    }

    private Mono<Boolean> rest(Duration pause) {
        Mono<Void> rung = Mono.defer(() -> bell.asMono()).timeout(LOOK, Mono.empty());
        return (pause.isZero() ? rung : Mono.delay(pause).then(rung)).thenReturn(true);
    }

    private Mono<Open> open() {
        if (session.filter(open -> open.deaf).isPresent()) {
            return Mono.error(new IllegalStateException("other relays are not heard"));
        }
        return Mono.justOrEmpty(session)
                .switchIfEmpty(Mono.defer(() -> relays.open()).map(this::listen));
    }

    private Open listen(RelayQueries.Session queries) {
        var opened = new Open(queries);
        session = Optional.of(opened);
        opened.listening.update(queries.notices().subscribe(this::hear, _ -> deafen(opened), () -> deafen(opened)));
        return opened;
    }

    private void deafen(Open open) {
        open.deaf = true;
        ring();
    }

    /** Who tells hears himself as well. */
    private void hear(Notice notice) {
        switch (notice) {
            case COMMITTED -> ringLeader();
            case WANTED -> {
                wantedUntil = clock.instant().plus(WANTED_LASTS);
                ringLeader();
            }
            case GIVEN -> {
                if (!leading) {
                    feed.look();
                }
            }
        }
    }

    private void ringLeader() {
        if (leading) {
            ring();
        }
    }

    /** Of a relay that does not lead: it leads from now on, or tells the one that does what it must know. */
    private Mono<Duration> follow(Open open) {
        return open.queries.lead().flatMap(leads -> leads ? begin(open) : tell(open.queries));
    }

    private Mono<Duration> begin(Open open) {
        return open.queries
                .resume()
                .doOnNext(resumed -> {
                    open.sequence = Optional.of(resumed);
                    leading = true;
                    untold = true;
                    headway.reached(resumed.head());
                    log.debug("this relay leads, from position {} on", resumed.head());
                })
                .flatMap(_ -> relay(open));
    }

    private Mono<Duration> tell(RelayQueries.Session queries) {
        Set<Notice> notices = EnumSet.noneOf(Notice.class);
        if (committed.getAndSet(false)) {
            notices.add(Notice.COMMITTED);
        }
        Instant now = clock.instant();
        if (!feed.isRead()) {
            wantedTold = Instant.MIN;
        } else if (wantedTold.plus(WANTED_TELLS).isBefore(now)) {
            wantedTold = now;
            notices.add(Notice.WANTED);
        }
        return Flux.fromIterable(notices)
                .concatMap(queries::tell)
                .then(Mono.just(notices.isEmpty() ? Duration.ZERO : BETWEEN_ROUNDS));
    }

    private Mono<Duration> relay(Open open) {
        committed.set(false);
        Sequence known = open.sequence.orElseThrow();
        return open.queries.read(known.bookmark()).flatMap(reading -> {
            Sequence.Step step = known.after(reading.found(), reading.transactions());
            boolean elsewhere = isWantedElsewhere();
            boolean isRead = feed.isRead() || elsewhere;
            Mono<Void> given = step.runs().isEmpty()
                    ? Mono.fromRunnable(() -> open.sequence = Optional.of(step.after()))
                    : give(open, step, isRead, elsewhere);
            return given.then(Mono.defer(() -> lookAfter(open))).thenReturn(pause(reading, isRead));
        });
    }

    /** Makes the positions durable, while what gets them is read for whoever reads events; where nobody does, nothing is. */
    private Mono<Void> give(Open open, Sequence.Step step, boolean isRead, boolean elsewhere) {
        Mono<List<StreamedEvent>> events = isRead ? events(step) : Mono.just(List.of());
        return Mono.zip(open.queries.give(step).thenReturn(step.after()), events)
                .doOnNext(given -> {
                    open.sequence = Optional.of(given.getT1());
                    headway.reached(given.getT1().head());
                })
                .flatMap(given -> passOn(given.getT2(), elsewhere));
    }

    /** None where they cannot be read now: whoever reads them will be told to look. */
    private Mono<List<StreamedEvent>> events(Sequence.Step step) {
        return positions.of(step.runs()).collectList().timeout(EVENTS_TIMEOUT).onErrorReturn(List.of());
    }

    private Duration pause(RelayQueries.Reading reading, boolean isRead) {
        if (reading.isFull()) {
            ring();
        }
        if (reading.isFull() || reading.numbers() == 0) {
            return Duration.ZERO;
        }
        if (!isRead) {
            return BETWEEN_UNREAD_ROUNDS;
        }
        return reading.numbers() > FEW ? BETWEEN_ROUNDS : BETWEEN_SMALL_ROUNDS;
    }

    private boolean isWantedElsewhere() {
        return wantedUntil.isAfter(clock.instant());
    }

    /** What was given positions: first to this replica's readers, whatever becomes of it on the way to others'. */
    private Mono<Void> passOn(List<StreamedEvent> events, boolean elsewhere) {
        if (events.isEmpty()) {
            feed.look();
        }
        return Flux.fromIterable(events)
                .buffer(FeedListener.MAX_BATCH)
                .map(EventBatch::new)
                .doOnNext(feed::take)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(batch -> elsewhere ? publish(batch) : Mono.just(true))
                .all(published -> published)
                .doOnNext(all -> untold = !(elsewhere && all) || events.isEmpty())
                .then();
    }

    private Mono<Boolean> publish(EventBatch batch) {
        return positions.stream().flatMap(stream -> fanOut.publish(stream, batch));
    }

    /** What is to be done besides, in each round: tell others of what was not brought to them; forget what is old. */
    private Mono<Void> lookAfter(Open open) {
        return tellGiven(open.queries).then(Mono.defer(() -> forget(open)));
    }

    private Mono<Void> tellGiven(RelayQueries.Session queries) {
        if (!untold || !isWantedElsewhere()) {
            return Mono.empty();
        }
        untold = false;
        return queries.tell(Notice.GIVEN);
    }

    private Mono<Void> forget(Open open) {
        Instant now = clock.instant();
        if (forgetAt.isAfter(now)) {
            return Mono.empty();
        }
        return open.queries
                .forget(now.minus(settings.keep()), open.head())
                .doOnNext(forgetting -> forgetAt = now.plus(
                        switch (forgetting) {
                            case DONE -> FORGET_MORE;
                            case HELD_BACK -> HELD_BACK_AGAIN;
                            case NOTHING -> BETWEEN_FORGETTINGS;
                        }))
                .then();
    }

    /** Whoever lost his connection leads no more. */
    private Mono<Duration> lose(Throwable error) {
        if (!failing && running) {
            log.warn("events are not relayed by this hub for now: {}", error.toString());
        }
        failing = true;
        return closeSession().then(Mono.delay(LOOK)).thenReturn(Duration.ZERO);
    }

    private Mono<Void> closeSession() {
        Optional<Open> lost = session;
        session = Optional.empty();
        leading = false;
        headway.lost();
        lost.ifPresent(open -> open.listening.dispose());
        return Mono.justOrEmpty(lost).flatMap(open -> open.queries.close());
    }
}
