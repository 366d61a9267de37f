package io.omnihub.event;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Events that follow one another in the stream; there is at least one. */
public record EventBatch(List<StreamedEvent> events) {
    private static final String RECORD = "\u001e";
    private static final String UNIT = "\u001f";

    public EventBatch {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a batch without events");
        }
        long first = events.getFirst().position();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).position() != first + i) {
                throw new IllegalArgumentException("positions do not follow one another after " + (first + i - 1));
            }
        }
    }

    /** Written with the separators of records and of units, which neither JSON nor names have in them. */
    public String text() {
        return events.stream()
                .map(event -> Stream.of(
                                Long.toString(event.position()),
                                event.type(),
                                event.subject(),
                                event.time().toString(),
                                event.data())
                        .collect(Collectors.joining(UNIT)))
                .collect(Collectors.joining(RECORD));
    }

    public static EventBatch parse(String text, JsonMapper json) {
        return new EventBatch(
                Stream.of(text.split(RECORD)).map(event -> event(event, json)).toList());
    }

    private static StreamedEvent event(String text, JsonMapper json) {
        String[] units = text.split(UNIT, 5);
        return StreamedEvent.of(Long.parseLong(units[0]), units[1], units[2], Instant.parse(units[3]), units[4], json);
    }

    public long first() {
        return events.getFirst().position();
    }

    public long last() {
        return events.getLast().position();
    }
}
