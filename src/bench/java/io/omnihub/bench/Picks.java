package io.omnihub.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Steps per second that locations do with what they have to pick ÷ orders per second, in turns on the same hub. */
final class Picks implements Trial {
    private static final int CONNECTIONS = 128;
    private static final Threshold THRESHOLD = Threshold.atLeast(0.8);

    /** Waiting parts, the oldest first; each is picked once. */
    private static final String WAITING =
            "SELECT id FROM fulfillment_order WHERE state = 'allocated' ORDER BY id LIMIT ";

    /** More steps a second than any hub will do. */
    private static final int PARTS_PER_SECOND = 10_000;

    @Override
    public void run(Settings settings) throws Exception {
        try (var servers = Servers.start(settings)) {
            var orders = new OrderSides(servers, OrderMix.RANDOM);
            orders.hub(CONNECTIONS, settings.warmup());
            picks(servers, settings.warmup().dividedBy(2));
            var ratios = new ArrayList<Double>();
            var cells = new Cells("request");
            for (int round = 0; round < settings.rounds(); round++) {
                servers.settle();
                var placed = orders.hub(CONNECTIONS, settings.stretch());
                var picked = picks(servers, settings.stretch());
                cells.add("orders", placed);
                cells.add("steps", picked);
                ratios.add(picked.perSecond() / placed.perSecond());
            }
            servers.proveLedger();
            double median = Ratios.median(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "%npicks: steps/s (acknowledge, start, pick) ÷ orders/s, %d connections, %s%n"
                            + "    median %.2f (%s: %s)%n%s",
                    CONNECTIONS,
                    ratios.stream().map("%.2f"::formatted).toList(),
                    median,
                    THRESHOLD,
                    THRESHOLD.verdict(median),
                    cells);
        }
    }

    private static Sample picks(Servers servers, Duration duration) throws IOException, SQLException {
        long parts = Math.max(1, duration.toSeconds()) * PARTS_PER_SECOND;
        List<UUID> waiting = servers.hubDatabase().ids(WAITING + parts);
        var hubCpu = servers.hub().cpuSoFar();
        var load = new HttpLoad.Load(new Steps(waiting, Hub.KEY), HttpLoad.OK, HttpLoad.UNPACED);
        return HttpLoad.run(servers.hub().port(), CONNECTIONS, duration, load)
                .withHubCpu(servers.hub().cpuSoFar().minus(hubCpu));
    }
}
