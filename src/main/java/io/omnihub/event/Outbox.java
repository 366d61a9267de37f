package io.omnihub.event;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets a reader follow what happens, on whichever replica, a reading at a time. */
@Component
public class Outbox {
    /** Events of one reading: a reader that is further behind has lost the thread and begins anew. */
    static final int MAX_EVENTS = 10_000;

    /** Numbers that a reading looks for again: as above. */
    static final int MAX_MISSING = 20_000;

    private final EventQueries queries;

    Outbox(EventQueries queries) {
        this.queries = queries;
    }

    /** An event as it stands in the outbox; {@code data} is JSON. */
    public record Event(String type, String data) {}

    /**
     * What one reading found.
     *
     * @param events of the types asked for, those of one subject in the order in which they happened
     * @param lost whether there was more than one reading takes, so that the events are not all
     */
    public record News(List<Event> events, Bookmark bookmark, boolean lost) {}

    /** Behind everything that has happened; whoever reads from there is complete once the bookmark is settled. */
    public Mono<Bookmark> end() {
        return queries.end();
    }

    /** What has come to light since. An event is found once, as long as each reading uses the last one's bookmark. */
    public Mono<News> after(Bookmark bookmark, Set<String> types) {
        return queries.after(bookmark, types, MAX_EVENTS + 1).map(reading -> news(bookmark, reading));
    }

    private static News news(Bookmark bookmark, EventQueries.Reading reading) {
        List<Long> numbers =
                reading.rows().stream().map(EventQueries.Row::number).toList();
        Bookmark next = bookmark.after(numbers, reading.transactions());
        boolean lost = next.missing() > MAX_MISSING
                || numbers.stream().filter(number -> number > bookmark.last()).count() > MAX_EVENTS;
        return new News(
                reading.rows().stream().flatMap(row -> row.event().stream()).toList(), next, lost);
    }
}
