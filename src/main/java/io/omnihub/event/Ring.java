package io.omnihub.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The latest events, which all readers of a replica share. */
final class Ring {
    /** Some 20 MB. A reader that is further behind reads from the database. */
    static final int MAX_EVENTS = 20_000;

    /** Looked at in one go, so that a reader that wants few lets others have their turn. */
    private static final int MAX_LOOKED_AT = 2_000;

    private final StreamedEvent[] events = new StreamedEvent[MAX_EVENTS];
    private long head;
    private long low;

    /**
     * What a reader finds.
     *
     * @param through it has looked at all up to there
     */
    record Slice(List<StreamedEvent> found, long through) {}

    /** Forgets what it had, and begins after that position. */
    synchronized void begin(long position) {
        Arrays.fill(events, null);
        head = position;
        low = position;
    }

    synchronized long head() {
        return head;
    }

    /** Adds what is new of those that follow; whether they join on to what is there. */
    synchronized boolean add(EventBatch batch) {
        if (batch.first() > head + 1) {
            return false;
        }
        for (StreamedEvent event : batch.events()) {
            if (event.position() > head) {
                events[(int) (event.position() % MAX_EVENTS)] = event;
                head = event.position();
            }
        }
        low = Math.max(low, head - MAX_EVENTS);
        return true;
    }

    /** Empty where the reader is too far behind. */
    synchronized Optional<Slice> after(long position, EventFilter filter, int max) {
        if (position < low) {
            return Optional.empty();
        }
        List<StreamedEvent> found = new ArrayList<>();
        long through = position;
        long end = Math.min(head, position + MAX_LOOKED_AT);
        while (through < end && found.size() < max) {
            StreamedEvent event = events[(int) (++through % MAX_EVENTS)];
            if (filter.fits(event)) {
                found.add(event);
            }
        }
        return Optional.of(new Slice(found, Math.max(through, position)));
    }
}
