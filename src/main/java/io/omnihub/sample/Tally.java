package io.omnihub.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the sample has counted so far, under names that read well in a log. */
final class Tally {
    private final Map<String, Long> counts = new LinkedHashMap<>();

    synchronized void add(String name, long count) {
        counts.merge(name, count, Long::sum);
    }

    synchronized long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    @Override
    public synchronized String toString() {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
