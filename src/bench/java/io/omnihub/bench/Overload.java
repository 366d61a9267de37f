package io.omnihub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Five times as many orders as the hub can place: it goes on placing them, and tells the others to come again. The
 * callers share the machine's processors with it.
 */
final class Overload implements Trial {
    private static final int TIMES = 5;
    private static final int PEAK_CONNECTIONS = 128;
    private static final int PEAK_ROUNDS = 3;

    /** More than may wait in the hub, so that it has to refuse. */
    private static final int CONNECTIONS = 6_000;

    private static final List<String> HEAP = List.of("-Xmx1g");

    private static final Threshold THRESHOLD = Threshold.atLeast(0.8);

    @Override
    public void run(Settings settings) throws Exception {
        try (var servers = Servers.start(settings.withHubJvm(HEAP))) {
            var load = new OrderRequests(OrderMix.RANDOM, Hub.KEY);
            closed(servers, settings.warmup(), load);
            var atPeak = closed(servers, settings.stretch(), load);
            for (int i = 1; i < PEAK_ROUNDS; i++) {
                var round = closed(servers, settings.stretch(), load);
                atPeak = round.perSecond() > atPeak.perSecond() ? round : atPeak;
            }
            double peak = atPeak.perSecond();
            System.out.printf(Locale.ROOT, "peak: %.0f orders/s%n", peak);
            Memory.forgetPeak(servers.hub().pid());
            var hubCpu = servers.hub().cpuSoFar();
            var outcome = OpenLoad.run(servers.hub().port(), CONNECTIONS, TIMES * peak, settings.overload(), load);
            var used = servers.hub().cpuSoFar().minus(hubCpu);
            var after = closed(servers, Duration.ofSeconds(1), load);
            var later = closed(servers, settings.stretch(), load);
            servers.proveLedger();
            print(settings, peak, outcome);
            System.out.printf(
                    Locale.ROOT,
                    "    processors: callers %.2f (at the peak %.2f), hub %.2f (at the peak %.2f)%n",
                    outcome.served().clientProcessors(),
                    atPeak.clientProcessors(),
                    used.toNanos() / (double) settings.overload().toNanos(),
                    atPeak.hubCpuMicros() * peak / 1e6);
            System.out.printf(
                    Locale.ROOT,
                    "    right after it: %.0f orders/s in the first second, p99 %.0f ms; then %.0f orders/s%n    %s%n",
                    after.perSecond(),
                    after.latencyMs(0.99),
                    later.perSecond(),
                    Memory.of(servers.hub().pid()));
        }
    }

    private static void print(Settings settings, double peak, OpenLoad.Outcome outcome) {
        double goodput = outcome.served().perSecond() / peak;
        System.out.printf(
                Locale.ROOT,
                "%noverload: %d times the peak of %.0f orders/s for %d s, %d connections%n"
                        + "    goodput ÷ peak %.2f (%s: %s)%n"
                        + "    answers %s, %d refusals without Retry-After, %d callers found no connection%n"
                        + "    placed orders took p50 %.0f ms, p99 %.0f ms%n",
                TIMES,
                peak,
                settings.overload().toSeconds(),
                CONNECTIONS,
                goodput,
                THRESHOLD,
                THRESHOLD.verdict(goodput),
                outcome.byStatus(),
                outcome.withoutRetryAfter(),
                outcome.unsent(),
                outcome.served().latencyMs(0.5),
                outcome.served().latencyMs(0.99));
    }

    private static Sample closed(Servers servers, Duration duration, OrderRequests load) throws IOException {
        var hubCpu = servers.hub().cpuSoFar();
        return HttpLoad.run(servers.hub().port(), PEAK_CONNECTIONS, duration, load)
                .withHubCpu(servers.hub().cpuSoFar().minus(hubCpu));
    }
}
