package io.omnihub.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** What the connections of a raw client do again and again, each in a thread of its own, all at once. */
final class RawLoops {
    private static final int EXPECTED = 1 << 12;

    private RawLoops() {}

    /** What one connection does again and again. */
    interface Loop extends AutoCloseable {
        void next() throws SQLException;

        @Override
        default void close() throws SQLException {}
    }

    /** Makes a loop ready, in its thread. */
    interface Opening {
        Loop open() throws SQLException;
    }

    /** Runs until the duration is over and every call has returned; any error ends it with an exception. */
    static Sample run(List<Opening> openings, Duration duration) throws InterruptedException {
        var clientCpu = Sample.cpuSoFar();
        long start = System.nanoTime();
        long endsAt = start + duration.toNanos();
        List<Callable<long[]>> loops = openings.stream()
                .<Callable<long[]>>map(opening -> () -> repeat(opening, endsAt))
                .toList();
        try (var executor = Executors.newFixedThreadPool(loops.size())) {
            var latencies = new ArrayList<long[]>();
            for (var loop : executor.invokeAll(loops)) {
                latencies.add(loop.get());
            }
            return Sample.of(
                    latencies,
                    Duration.ofNanos(System.nanoTime() - start),
                    Sample.cpuSoFar().minus(clientCpu));
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the raw client failed", failure.getCause());
        }
    }

    private static long[] repeat(Opening opening, long endsAt) throws SQLException {
        var latencies = new long[EXPECTED];
        int done = 0;
        try (var loop = opening.open()) {
            for (long now = System.nanoTime(); now < endsAt; ) {
                loop.next();
                long then = now;
                now = System.nanoTime();
                if (done == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * done);
                }
                latencies[done++] = now - then;
            }
        }
        return Arrays.copyOf(latencies, done);
    }
}
