package io.omnihub.event;

import io.omnihub.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * What happens, in the order of the stream's positions, from any position that is not forgotten and going on for ever. A
 * reader has no buffer of his own: he has a position, from which he takes what he asks for. So a slow one costs no memory,
 * and one who falls behind what the replica remembers reads from the database until he has caught up.
 */
@Component
public class EventStream implements SmartLifecycle {
    /** What a reader is handed at once. */
    private static final int MAX_PAGE = 32;

    /** What is read from the database at once, for one who wants all and for one who wants some. */
    private static final int MAX_READ = 64;

    private static final int MAX_SEARCHED = 1_000;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Then the stream ends with an error; whoever comes back goes on where he was. */
    private static final int TRIES = 30;

    private final FeedListener feed;
    private final CatchUpQueries positions;
    private final EventSettings settings;
    private final Clock clock;
    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile boolean running;

    EventStream(FeedListener feed, CatchUpQueries positions, EventSettings settings, Clock clock) {
        this.feed = feed;
        this.positions = positions;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a reader gets. */
    public sealed interface Item {
        /** Where a reader goes on who has had this. */
        long position();
    }

    public record Delivered(StreamedEvent event) implements Item {
        @Override
        public long position() {
            return event.position();
        }
    }

    /** There is nothing for this reader up to that position but what he has had. */
    public record Through(long position) implements Item {}

    /**
     * What fits the filter, from behind a position on. Refused are a position that is forgotten ({@code position-gone}:
     * read what there is by the routes that list it, then go on from {@code head}), one that was never given
     * ({@code position-unknown}), and one reader too many ({@code too-many-readers}). The stream ends when the hub stops;
     * a reader who comes back with the last position he has seen misses nothing.
     *
     * @param after empty for what happens from now on
     * @param follow whether to go on when all is read that has happened by now; without, the last item says so
     */
    public Mono<Flux<Item>> read(OptionalLong after, EventFilter filter, boolean follow) {
        return Mono.defer(() -> {
            if (feed.isFull(settings.readers())) {
                return Mono.error(tooMany());
            }
            return positions.extent().map(extent -> {
                long end = follow ? Long.MAX_VALUE : extent.head();
                return from(start(after, extent), end, filter);
            });
        });
    }

    /** The last position given so far. */
    public Mono<Long> head() {
        return positions.extent().map(PositionQueries.Extent::head);
    }

    @Override
    public void start() {
        stopping = Sinks.empty();
        running = true;
    }

    /** Readers are let go before the servers wait for their requests to end. */
    @Override
    public void stop() {
        running = false;
        stopping.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static long start(OptionalLong after, PositionQueries.Extent extent) {
        long position = after.orElse(extent.head());
        if (position < extent.oldest() - 1) {
            throw gone(extent).toException();
        }
        if (position > extent.head()) {
            throw Problem.of(
                            422,
                            "position-unknown",
                            "No such position",
                            "No event has this position yet. Leave it out to begin with what happens from now on.")
                    .at("after")
                    .with("head", extent.head())
                    .toException();
        }
        return position;
    }

    private Flux<Item> from(long position, long end, EventFilter filter) {
        return Flux.using(
                () -> feed.enter(settings.readers()).orElseThrow(EventStream::tooMany),
                begun -> begun.thenMany(pages(new Reader(position, end, filter))),
                _ -> feed.leave());
    }

    private Flux<Item> pages(Reader reader) {
        return Mono.defer(reader::next)
                .repeat(() -> !reader.done)
                .concatMapIterable(items -> items, 1)
                .takeUntilOther(stopping.asMono());
    }

    /** One who reads, page after page. */
    private final class Reader {
        private final EventFilter filter;
        private final long end;
        private long position;
        private Instant told;
        private boolean done;

        Reader(long position, long end, EventFilter filter) {
            this.position = position;
            this.end = end;
            this.filter = filter;
            this.told = clock.instant();
        }

        Mono<List<Item>> next() {
            if (position >= end) {
                done = true;
                return Mono.just(List.of(new Through(end)));
            }
            return feed.ring()
                    .after(position, filter, MAX_PAGE)
                    .map(this::taken)
                    .orElseGet(this::catchUp);
        }

        private Mono<List<Item>> taken(Ring.Slice slice) {
            boolean isAtHead = slice.through() == position;
            return isAtHead ? await() : Mono.just(items(slice));
        }

        private Mono<List<Item>> await() {
            Duration left = Duration.between(clock.instant(), told.plus(settings.heartbeat()));
            return feed.beyond(position)
                    .timeout(left.isNegative() ? Duration.ZERO : left, Mono.empty())
                    .then(Mono.fromSupplier(this::through));
        }

        private List<Item> items(Ring.Slice slice) {
            position = Math.min(slice.through(), end);
            List<Item> items = new ArrayList<>(slice.found().size());
            slice.found().stream()
                    .filter(event -> event.position() <= end)
                    .forEach(event -> items.add(new Delivered(event)));
            if (items.isEmpty()) {
                return through();
            }
            told = clock.instant();
            return items;
        }

        /** How far he has looked, where he was told nothing for long. */
        private List<Item> through() {
            Instant now = clock.instant();
            if (told.plus(settings.heartbeat()).isAfter(now)) {
                return List.of();
            }
            told = now;
            return List.of(new Through(position));
        }

        private Mono<List<Item>> catchUp() {
            return positions
                    .after(position, filter.isAll() ? MAX_READ : MAX_SEARCHED)
                    .collectList()
                    .retryWhen(Retry.fixedDelay(TRIES, AGAIN))
                    .flatMap(events -> events.isEmpty() || events.getFirst().position() != position + 1
                            ? forgotten()
                            : Mono.just(items(slice(events))));
        }

        private Ring.Slice slice(List<StreamedEvent> events) {
            List<StreamedEvent> found = new ArrayList<>();
            long through = position;
            for (StreamedEvent event : events) {
                through = event.position();
                if (filter.fits(event)) {
                    found.add(event);
                }
                if (found.size() >= MAX_READ) {
                    break;
                }
            }
            return new Ring.Slice(found, through);
        }

        private Mono<List<Item>> forgotten() {
            return positions.extent().flatMap(extent -> Mono.error(gone(extent).toException()));
        }
    }

    private static Problem gone(PositionQueries.Extent extent) {
        return Problem.of(
                        410,
                        "position-gone",
                        "Events are forgotten",
                        "What came right after this position is not kept any more. Read what there is by the routes"
                                + " that list it, then go on after head.")
                .at("after")
                .with("oldest", extent.oldest())
                .with("head", extent.head());
    }

    private static RuntimeException tooMany() {
        return Problem.of(
                        503,
                        "too-many-readers",
                        "Too many readers",
                        "This hub has as many readers of events as it takes. Try again after Retry-After, or another.")
                .toException();
    }
}
