package io.omnihub.sample;

import io.rsocket.exceptions.RejectedSetupException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

/**
 * The terminal of a location: it follows what lies there and what is to be done, does it, and at a store sells over the
 * counter all the time, though the hub is out of its reach now and then.
 */
final class SampleTerminal {
    static final String ENTRIES = "counter entries told";
    static final String REJECTED = "counter entries rejected";
    static final String RETURNS_ONLINE = "terminals back online";

    private static final Logger log = LoggerFactory.getLogger(SampleTerminal.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_PER_MOMENT = 10;

    private final int port;
    private final String secret;
    private final SampleLocation location;
    private final Counter counter;
    private final LocationWork work;
    private final Duration moment;
    private final Tally tally;

    /**
     * @param port where the hub listens for RSocket
     * @param moment from one customer to the next
     */
    SampleTerminal(
            int port,
            String secret,
            SampleLocation location,
            Counter counter,
            LocationWork work,
            Duration moment,
            Tally tally) {
        this.port = port;
        this.secret = secret;
        this.location = location;
        this.counter = counter;
        this.work = work;
        this.moment = moment;
        this.tally = tally;
    }

    /** Goes on until it is cancelled, or somebody ends the terminal. */
    Mono<Void> live() {
        return location.isWarehouse()
                ? connected()
                : Flux.interval(Duration.ZERO, moment)
                        .doOnNext(at -> counter.serve(at, now()))
                        .map(at -> CounterMoment.isAway(location.code(), at))
                        .distinctUntilChanged()
                        .switchMap(isAway -> isAway ? Mono.never() : connected())
                        .then();
    }

    /** Connects, and again whenever the connection is lost. */
    private Mono<Void> connected() {
        return Flux.usingWhen(
                        TerminalLink.open(port, secret),
                        link -> Flux.merge(followStock(link), followTasks(link), tell(link), work(link)),
                        TerminalLink::close)
                .then()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(failure -> !isEnded(failure)))
                .onErrorResume(SampleTerminal::isEnded, _ -> {
                    log.info("Somebody has ended the terminal of {}", location.code());
                    return Mono.empty();
                });
    }

    /** Who is rejected for another reason may come back. */
    private static boolean isEnded(Throwable failure) {
        return failure instanceof RejectedSetupException
                && String.valueOf(failure.getMessage()).contains("\"unauthenticated\"");
    }

    private Flux<JsonNode> followStock(TerminalLink link) {
        return location.isWarehouse()
                ? Flux.empty()
                : link.follow("pos.stock", Map.of()).doOnNext(told -> counter.learn(told.path("levels")));
    }

    private Flux<JsonNode> followTasks(TerminalLink link) {
        return link.follow("pos.tasks", Map.of()).doOnNext(told -> work.learn(told.path("tasks")));
    }

    private Flux<JsonNode> work(TerminalLink link) {
        return looks().concatMap(_ -> work.carryOut(link), 1).cast(JsonNode.class);
    }

    /** The first page after a time offline is what was sold in it. */
    private Flux<JsonNode> tell(TerminalLink link) {
        return looks().concatMap(look -> tell(link, look == 0), 1);
    }

    private Mono<JsonNode> tell(TerminalLink link, boolean isBack) {
        List<Counter.Entry> page = counter.untold();
        if (page.isEmpty()) {
            return Mono.empty();
        }
        return link.tell("pos.journal", Map.of("entries", page)).doOnNext(answer -> {
            long taken = counter.acknowledge(answer.path("acknowledgements"));
            tally.add(ENTRIES, taken);
            if (taken < page.size()) {
                tally.add(REJECTED, page.size() - taken);
            }
            if (isBack && page.size() > 1) {
                tally.add(RETURNS_ONLINE, 1);
                log.info(
                        "The terminal of {} in {} is back online and tells {} entries of its journal",
                        location.code(),
                        location.name(),
                        page.size());
            }
        });
    }

    /** Somebody looks at the screen. */
    private Flux<Long> looks() {
        Duration pause = moment.dividedBy(LOOKS_PER_MOMENT);
        return Flux.interval(Duration.ZERO, pause.compareTo(LONGEST_LOOK) < 0 ? pause : LONGEST_LOOK)
                .onBackpressureDrop();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
    }
}
