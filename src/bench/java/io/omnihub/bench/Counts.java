package io.omnihub.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Orders per second over a stretch in which all 10,000 SKUs of a location are counted in one call ÷ orders per second alone. */
final class Counts implements Trial {
    private static final int CONNECTIONS = 128;
    private static final String LOCATION = "S001";
    /** Fewer than lie there, and more than are promised. */
    private static final long COUNTED = 900_000_000;

    private static final Threshold THRESHOLD = Threshold.atLeast(0.8);
    private static final String ORDERS = "SELECT count(*) FROM customer_order";

    /** @param seconds that the call took, with so many orders placed meanwhile */
    private record Counted(double seconds, long orders) {}

    @Override
    public void run(Settings settings) throws Exception {
        try (var servers = Servers.start(settings)) {
            var orders = new OrderSides(servers, OrderMix.RANDOM);
            orders.hub(CONNECTIONS, settings.warmup());
            beside(servers, orders, settings.stretch(), -1);
            var ratios = new ArrayList<Double>();
            for (int round = 0; round < settings.rounds(); round++) {
                servers.settle();
                double alone = orders.hub(CONNECTIONS, settings.stretch()).perSecond();
                double beside = beside(servers, orders, settings.stretch(), round);
                ratios.add(beside / alone);
                System.out.printf(
                        Locale.ROOT, "    %.0f orders/s alone; %.0f orders/s beside a count%n", alone, beside);
            }
            servers.proveLedger();
            double median = Ratios.median(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "%ncounts: orders/s over %d s in which %,d SKUs are counted in one call ÷ orders/s alone, %s%n"
                            + "    median %.2f (%s: %s)%n",
                    settings.stretch().toSeconds(),
                    Retailer.SKUS.size(),
                    ratios.stream().map("%.2f"::formatted).toList(),
                    median,
                    THRESHOLD,
                    THRESHOLD.verdict(median));
        }
    }

    private static double beside(Servers servers, OrderSides orders, Duration stretch, int round) throws IOException {
        var counting = CompletableFuture.supplyAsync(() -> count(servers, round, stretch));
        double perSecond = orders.hub(CONNECTIONS, stretch).perSecond();
        Counted counted = counting.join();
        System.out.printf(
                Locale.ROOT,
                "    counted in %.2f s, with %.0f orders/s in that time%n",
                counted.seconds(),
                counted.orders() / counted.seconds());
        return perSecond;
    }

    private static Counted count(Servers servers, int round, Duration stretch) {
        String entries = Retailer.SKUS.stream()
                .map(sku ->
                        "{\"sku\":\"%s\",\"location\":\"%s\",\"counted\":%d}".formatted(sku, LOCATION, COUNTED + round))
                .collect(Collectors.joining(","));
        try {
            TimeUnit.MILLISECONDS.sleep(stretch.toMillis() / 4);
            long before = servers.hubDatabase().count(ORDERS);
            long start = System.nanoTime();
            servers.hub()
                    .post(
                            "/api/v1/stock/counts",
                            "{\"reference\":\"COUNT-%d\",\"entries\":[%s]}".formatted(round, entries));
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Counted(seconds, servers.hubDatabase().count(ORDERS) - before);
        } catch (SQLException | IOException | InterruptedException failure) {
            throw new CompletionException(failure);
        }
    }
}
