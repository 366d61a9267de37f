package io.omnihub.bench;

import io.omnihub.platform.RedisProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * From the decision of an order on one hub until a reader of events on another has it ÷ what two chained commits take, each
 * with a {@code NOTIFY} that somebody listens to. Of the readers ten want the event, or the only one does.
 */
final class EventLatency implements Trial {
    private static final List<Integer> READERS = List.of(1, 100, 1_000);
    private static final int WANTING = 10;
    private static final int ORDERS = 300;
    private static final int WARM_UP = 1_500;
    private static final long LIMIT_SECONDS = 30;
    private static final Threshold THRESHOLD = Threshold.atMost(3);
    private static final String TIME = "\"time\":\"";

    @Override
    public void run(Settings settings) throws Exception {
        var redis = RedisProcess.start();
        Map<String, String> shared = Map.of("SPRING_DATA_REDIS_URL", redis.url());
        try (var servers = Servers.start(settings, shared);
                var other = servers.second(settings, shared);
                var raw = new RawRelay(servers.rawDatabase())) {
            var orders = new LoneOrders(servers.hub());
            for (int readers : READERS) {
                measure(orders, other, raw, readers, WARM_UP / READERS.size());
            }
            for (int readers : READERS) {
                print(readers, measure(orders, other, raw, readers, ORDERS));
            }
            servers.proveLedger();
        } finally {
            redis.stop();
        }
    }

    /** Latencies in milliseconds, in ascending order. */
    private record Measured(List<Double> hub, List<Double> raw) {
        double ratio() {
            return at(hub, 0.5) / at(raw, 0.5);
        }

        static double at(List<Double> sorted, double share) {
            return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
        }
    }

    /** Orders of two lines, one at a time. */
    private static final class LoneOrders {
        private final Hub hub;
        private final SplittableRandom random = new SplittableRandom();
        private int placed;

        LoneOrders(Hub hub) {
            this.hub = hub;
        }

        void placeOne() throws IOException, InterruptedException {
            hub.post(
                    "/api/v1/orders",
                    "{\"channel\":\"%s\",\"externalId\":\"E-%d\",\"currency\":\"%s\",\"lines\":[%s,%s],\"delivery\":{\"method\":\"ship\",\"address\":{\"line1\":\"1 High Street\",\"city\":\"York\",\"country\":\"GB\"}}}"
                            .formatted(Retailer.CHANNEL, ++placed, Retailer.CURRENCY, line(0), line(1)));
        }

        private String line(int odd) {
            String sku = Retailer.SKUS.get(2 * random.nextInt(Retailer.SKUS.size() / 2) + odd);
            return "{\"sku\":\"%s\",\"quantity\":1,\"unitPrice\":{\"amount\":%d,\"currency\":\"%s\"}}"
                    .formatted(sku, Retailer.UNIT_PRICE, Retailer.CURRENCY);
        }
    }

    private static Measured measure(LoneOrders orders, Hub other, RawRelay raw, int readers, int count)
            throws Exception {
        int wanting = Math.min(WANTING, readers);
        var received = new ConcurrentLinkedQueue<Double>();
        var arrivals = new Semaphore(0);
        var rawMs = new ArrayList<Double>();
        try (var client = HttpClient.newHttpClient()) {
            var ready = new CountDownLatch(readers);
            for (int i = 0; i < readers; i++) {
                String query = i < wanting ? "?types=io.omnihub.order.placed.v1" : "?subject=nobody-" + i;
                Thread.ofVirtual().start(() -> read(client, other, query, ready, received, arrivals));
            }
            if (!ready.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the readers do not get through");
            }
            for (int i = 0; i < count; i++) {
                orders.placeOne();
                if (!arrivals.tryAcquire(wanting, LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("an event never came");
                }
                rawMs.add(raw.chain());
            }
            client.shutdownNow();
        }
        return new Measured(
                received.stream().sorted().toList(), rawMs.stream().sorted().toList());
    }

    private static void read(
            HttpClient client,
            Hub hub,
            String query,
            CountDownLatch ready,
            ConcurrentLinkedQueue<Double> received,
            Semaphore arrivals) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/api/v1/events%s".formatted(hub.port(), query)))
                .header("Authorization", "Bearer " + Hub.KEY)
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            ready.countDown();
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int time = line.indexOf(TIME);
                    if (time > 0) {
                        Instant now = Instant.now();
                        Instant decided = Instant.parse(
                                line.substring(time + TIME.length(), line.indexOf('"', time + TIME.length())));
                        received.add(Duration.between(decided, now).toNanos() / 1e6);
                        arrivals.release();
                    }
                }
            }
        } catch (IOException _) {
            // The measurement is over.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(int readers, Measured measured) {
        var said = new ArrayList<String>();
        for (double share : new double[] {0.5, 0.99}) {
            said.add("p%.0f hub %.2f ms, raw %.2f ms"
                    .formatted(share * 100, Measured.at(measured.hub(), share), Measured.at(measured.raw(), share)));
        }
        System.out.printf(
                Locale.ROOT,
                "events: order on one hub until %d readers of %d on another have it ÷ two chained commits%n"
                        + "    %s; median ÷ median %.2f (%s: %s)%n",
                Math.min(WANTING, readers),
                readers,
                String.join("; ", said),
                measured.ratio(),
                THRESHOLD,
                THRESHOLD.verdict(measured.ratio()));
    }
}
