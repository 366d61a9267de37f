package io.omnihub.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * When readers had which event, by its position. The time at which it was decided stands in the event itself, so that at
 * least one of the readers must be told all of it.
 */
final class Arrivals {
    private static final long LIMIT_SECONDS = 30;
    private static final long BETWEEN_LOOKS_MS = 20;
    private static final String POSITION = "\"position\":\"";
    private static final String TIME = "\"time\":\"";
    private static final String NO_LEVELS = "\"levels\":[]";

    private final Queue<Arrival> all = new ConcurrentLinkedQueue<>();
    private final Map<Long, Instant> decided = new ConcurrentHashMap<>();
    private final Semaphore came = new Semaphore(0);

    private record Arrival(long position, Instant at) {}

    /** What a reader that counts was told, as it is told by any route; what says only how far it has come is nothing. */
    void note(String told) {
        Instant now = Instant.now();
        String position = text(told, POSITION);
        if (position.isEmpty() || told.contains(NO_LEVELS)) {
            return;
        }
        witness(told);
        all.add(new Arrival(Long.parseLong(position), now));
        came.release();
    }

    /** What a reader was told that does not count. */
    void witness(String told) {
        String time = text(told, TIME);
        if (!time.isEmpty()) {
            decided.computeIfAbsent(Long.valueOf(text(told, POSITION)), _ -> Instant.parse(time));
        }
    }

    /** Waits for so many more. */
    void await(int arrivals) throws InterruptedException, IOException {
        if (!came.tryAcquire(arrivals, LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("an event never came");
        }
    }

    /** Waits until the reader who is told all has been told of all that arrived. */
    void awaitWitness() throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!all.stream().allMatch(arrival -> decided.containsKey(arrival.position()))) {
            if (System.nanoTime() > end) {
                throw new IOException("nobody was told when an event was decided");
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
        }
    }

    /** From the decision to each arrival, in milliseconds, in ascending order. */
    List<Double> latenciesMs() {
        return all.stream().map(this::latencyMs).sorted().toList();
    }

    /** From the decision of each event until the first reader had it, and the last. */
    List<Spread> spreads() {
        var byPosition = new HashMap<Long, List<Double>>();
        for (Arrival arrival : all) {
            byPosition
                    .computeIfAbsent(arrival.position(), _ -> new ArrayList<>())
                    .add(latencyMs(arrival));
        }
        return byPosition.values().stream()
                .map(latencies -> new Spread(Collections.min(latencies), Collections.max(latencies)))
                .toList();
    }

    record Spread(double firstMs, double lastMs) {}

    private double latencyMs(Arrival arrival) {
        return Duration.between(Objects.requireNonNull(decided.get(arrival.position())), arrival.at())
                        .toNanos()
                / 1e6;
    }

    private static String text(String json, String member) {
        int start = json.indexOf(member);
        return start < 0 ? "" : json.substring(start + member.length(), json.indexOf('"', start + member.length()));
    }
}
