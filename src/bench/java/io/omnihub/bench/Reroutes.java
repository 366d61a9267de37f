package io.omnihub.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Orders per second while 1,000 parts expire at once and are re-routed ÷ orders per second alone. */
final class Reroutes implements Trial {
    private static final int CONNECTIONS = 128;
    private static final int PARTS = 1_000;
    /** A look is a connection, which costs more than ten orders. */
    private static final long BETWEEN_LOOKS_MS = 250;

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Threshold THRESHOLD = Threshold.atLeast(0.8);

    /** As if the time in which their locations must acknowledge them were over. */
    private static final String EXPIRE = """
        INSERT INTO due_work (id, kind, subject, due_at, state, next_at, generation, failures, created_at)
        SELECT gen_random_uuid(), 'acknowledge-by', id::text, clock_timestamp(), 'waiting', clock_timestamp(), 0, 0,
            clock_timestamp()
        FROM (SELECT id FROM fulfillment_order WHERE state = 'allocated' ORDER BY id LIMIT %d) AS part
        """.formatted(PARTS);

    /** Those that wait to expire, and then those that wait for another location. */
    private static final String LEFT = """
        SELECT count(*) FROM due_work
        WHERE state = 'waiting' AND kind IN ('acknowledge-by', 'source-again') AND due_at <= clock_timestamp()
        """;

    private static final String EXPIRED = "SELECT count(*) FROM fulfillment_order WHERE state = 'expired'";
    private static final String ORDERS = "SELECT count(*) FROM customer_order";

    /** @param seconds until all of them were at another location, and orders in that time */
    private record Rerouted(double seconds, long orders) {
        double ordersPerSecond() {
            return orders / seconds;
        }
    }

    @Override
    public void run(Settings settings) throws Exception {
        try (var servers = Servers.start(settings)) {
            var orders = new OrderSides(servers, OrderMix.RANDOM);
            orders.hub(CONNECTIONS, settings.warmup());
            beside(servers, orders, settings.stretch());
            var ratios = new ArrayList<Double>();
            for (int round = 0; round < settings.rounds(); round++) {
                servers.settle();
                double alone = orders.hub(CONNECTIONS, settings.stretch()).perSecond();
                var rerouted = beside(servers, orders, settings.stretch());
                ratios.add(rerouted.ordersPerSecond() / alone);
                System.out.printf(
                        Locale.ROOT,
                        "    %.0f orders/s alone; %d parts at other locations after %.2f s, with %.0f orders/s"
                                + " beside%n",
                        alone,
                        PARTS,
                        rerouted.seconds(),
                        rerouted.ordersPerSecond());
            }
            servers.proveLedger();
            double median = Ratios.median(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "%nreroutes: orders/s while %d expired parts are re-routed ÷ orders/s alone, %s%n"
                            + "    median %.2f (%s: %s)%n",
                    PARTS,
                    ratios.stream().map("%.2f"::formatted).toList(),
                    median,
                    THRESHOLD,
                    THRESHOLD.verdict(median));
        }
    }

    /** Orders come for as long as that, and at least until all parts are re-routed. */
    private static Rerouted beside(Servers servers, OrderSides orders, Duration stretch) throws Exception {
        long before = servers.hubDatabase().count(EXPIRED);
        var watching = CompletableFuture.supplyAsync(() -> watch(servers));
        orders.hub(CONNECTIONS, stretch);
        while (!watching.isDone()) {
            orders.hub(CONNECTIONS, stretch);
        }
        long expired = servers.hubDatabase().count(EXPIRED) - before;
        if (expired != PARTS) {
            throw new IllegalStateException("of %d parts %d have expired".formatted(PARTS, expired));
        }
        return watching.join();
    }

    private static Rerouted watch(Servers servers) {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
            var database = servers.hubDatabase();
            long orders = database.count(ORDERS);
            long start = System.nanoTime();
            database.execute(EXPIRE);
            while (database.count(LEFT) > 0) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
                if (System.nanoTime() - start > LIMIT.toNanos()) {
                    throw new IOException("not all parts were re-routed within " + LIMIT);
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Rerouted(seconds, database.count(ORDERS) - orders);
        } catch (SQLException | IOException | InterruptedException failure) {
            throw new CompletionException(failure);
        }
    }
}
