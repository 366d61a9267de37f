package io.omnihub.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** What one client measured in one stretch of load. */
final class Sample {
    /** In ns, ascending. */
    private final long[] latencies;

    private final Duration took;
    private final Duration clientCpu;
    private final Duration hubCpu;

    private Sample(long[] latencies, Duration took, Duration clientCpu, Duration hubCpu) {
        this.latencies = latencies;
        this.took = took;
        this.clientCpu = clientCpu;
        this.hubCpu = hubCpu;
    }

    /**
     * @param latencies of each order, in ns, from each connection
     * @param took from the first request to the last answer
     * @param clientCpu what this process, the load generator, used of the processors meanwhile
     */
    static Sample of(Collection<long[]> latencies, Duration took, Duration clientCpu) {
        long[] sorted =
                latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Sample(sorted, took, clientCpu, Duration.ZERO);
    }

    Sample withHubCpu(Duration used) {
        return new Sample(latencies, took, clientCpu, used);
    }

    /** Both as one, as if they had been measured in one stretch. */
    Sample and(Sample other) {
        return of(List.of(latencies, other.latencies), took.plus(other.took), clientCpu.plus(other.clientCpu))
                .withHubCpu(hubCpu.plus(other.hubCpu));
    }

    static Duration cpuSoFar() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    int count() {
        return latencies.length;
    }

    double perSecond() {
        return count() * 1e9 / took.toNanos();
    }

    double latencyMs(double quantile) {
        return latencies[(int) (quantile * (count() - 1))] / 1e6;
    }

    double clientCpuMicros() {
        return clientCpu.toNanos() / 1e3 / count();
    }

    /** Processors that this process, the load generator, kept busy. */
    double clientProcessors() {
        return clientCpu.toNanos() / (double) took.toNanos();
    }

    double hubCpuMicros() {
        return hubCpu.toNanos() / 1e3 / count();
    }
}
