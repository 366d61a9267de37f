package io.omnihub.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the replay has counted so far, under names that read well in a log. Not for use by two threads at a time. */
final class Tally {
    private final Map<String, Long> counts = new LinkedHashMap<>();

    void add(String name, long count) {
        counts.merge(name, count, Long::sum);
    }

    long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
