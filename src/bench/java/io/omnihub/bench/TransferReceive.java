package io.omnihub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Orders per second while a transfer of 1,000 lines is received in one call each second ÷ orders per second alone. */
final class TransferReceive implements Trial {
    private static final int CONNECTIONS = 128;
    private static final int LINES = 1_000;
    private static final String PATH = "/api/v1/transfers";
    private static final Threshold THRESHOLD = Threshold.atLeast(0.8);

    private int made;

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
                double beside = beside(servers, orders, settings.stretch());
                ratios.add(beside / alone);
                System.out.printf(
                        Locale.ROOT, "    %.0f orders/s alone, %.0f beside what is received%n", alone, beside);
            }
            servers.proveLedger();
            double median = Ratios.median(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "%ntransfer-receive: orders/s while a transfer of %,d lines is received each second ÷ orders/s"
                            + " alone, %s%n    median %.2f (%s: %s)%n",
                    LINES,
                    ratios.stream().map("%.2f"::formatted).toList(),
                    median,
                    THRESHOLD,
                    THRESHOLD.verdict(median));
        }
    }

    private double beside(Servers servers, OrderSides orders, Duration stretch) throws Exception {
        List<String> underWay = new ArrayList<>();
        for (long i = 0; i < Math.max(1, stretch.toSeconds()); i++) {
            underWay.add(underWay(servers.hub()));
        }
        var receiving = CompletableFuture.supplyAsync(() -> receive(servers.hub(), underWay));
        double rate = orders.hub(CONNECTIONS, stretch).perSecond();
        System.out.printf(Locale.ROOT, "    received in %s ms%n", receiving.join());
        return rate;
    }

    /** Which has left and not arrived. */
    private String underWay(Hub hub) throws IOException, InterruptedException {
        made++;
        List<String> pool = Retailer.PLACES.getFirst().pool();
        int first = made * LINES % Retailer.SKUS.size();
        String lines = Retailer.SKUS.subList(first, first + LINES).stream()
                .map(sku -> "{\"sku\":\"%s\",\"quantity\":2}".formatted(sku))
                .collect(Collectors.joining(","));
        String transfer = hub.step(PATH, "make-" + made, """
            {"reference":"T-%d","source":"%s","destination":"%s","state":"approved","lines":[%s]}\
            """.formatted(made, pool.get(0), pool.get(1), lines));
        String id = JsonMapper.shared().readTree(transfer).required("id").stringValue();
        hub.step(PATH + "/" + id + "/start-picking", "pick-" + id, "{}");
        hub.step(PATH + "/" + id + "/ship", "ship-" + id, "{}");
        return id;
    }

    /** One each second; in how many milliseconds each. */
    private static List<Long> receive(Hub hub, List<String> transfers) {
        List<Long> times = new ArrayList<>();
        try {
            for (String id : transfers) {
                long start = System.nanoTime();
                hub.step(PATH + "/" + id + "/receive", "receive-" + id, "{}");
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                times.add(took);
                TimeUnit.MILLISECONDS.sleep(Math.max(0, 1_000 - took));
            }
            return times;
        } catch (IOException | InterruptedException failure) {
            throw new CompletionException(failure);
        }
    }
}
