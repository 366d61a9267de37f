package io.omnihub.bench;

import io.omnihub.platform.RedisProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * From the decision of an order on one hub until those who follow events on another have what it brings, over HTTP and by
 * RSocket ÷ what two chained commits take, each with a {@code NOTIFY} that somebody listens to. Of the followers ten want
 * the event, or the only one does; at last all terminals do.
 */
final class EventLatency implements Trial {
    private static final List<Integer> COUNTS = List.of(1, 100, 1_000);
    private static final int WANTING = 10;
    private static final int ORDERS = 300;
    private static final int FANNED_OUT = 100;
    private static final int WARM_UP = 500;
    private static final Threshold THRESHOLD = Threshold.atMost(3);

    /** Where orders go, and the location next to it, which sends them. */
    private static final Retailer.Place PLACE = Retailer.PLACES.getFirst();

    private static final String HEAD = "SELECT coalesce(max(position + length - 1), 0) FROM event_run";

    @Override
    public void run(Settings settings) throws Exception {
        var redis = RedisProcess.start();
        Map<String, String> shared = Map.of("SPRING_DATA_REDIS_URL", redis.url());
        try (var servers = Servers.start(settings, shared);
                var other = servers.second(settings, shared);
                var raw = new RawRelay(servers.rawDatabase())) {
            int most = COUNTS.getLast();
            var measured = new Measurement(
                    servers,
                    other,
                    raw,
                    new LoneOrders(servers.hub()),
                    Enrolment.of(PLACE.pool().getFirst(), most, servers.hubDatabase()),
                    Enrolment.of(PLACE.pool().getLast(), most, servers.hubDatabase()));
            measured.of(100, WARM_UP, false);
            measured.of(100, WARM_UP, true);
            System.out.println(
                    "events: order on one hub until those who want it, of all who follow another hub, have what it"
                            + " brings ÷ two chained commits");
            for (boolean byTerminals : new boolean[] {false, true}) {
                for (int count : COUNTS) {
                    System.out.print(measured.of(count, ORDERS, byTerminals));
                }
            }
            measured.fanOut();
            servers.proveLedger();
        } finally {
            redis.stop();
        }
    }

    /**
     * @param there secrets of terminals at the location that sends orders
     * @param elsewhere secrets of terminals at another
     */
    private record Measurement(
            Servers servers, Hub other, RawRelay raw, LoneOrders orders, List<String> there, List<String> elsewhere) {
        String of(int count, int placed, boolean byTerminals) throws IOException, InterruptedException, SQLException {
            int wanting = Math.min(WANTING, count);
            var arrivals = new Arrivals();
            var rawMs = new ArrayList<Double>();
            try (var followers = byTerminals
                    ? Followers.terminals(
                            other, there.subList(0, wanting), elsewhere.subList(wanting, count), head(), arrivals)
                    : Followers.sse(other, count, wanting, arrivals)) {
                for (int i = 0; i < placed; i++) {
                    orders.placeOne();
                    arrivals.await(followers.anOrderBrings());
                    rawMs.add(raw.chain());
                }
                arrivals.awaitWitness();
                return line(
                        "%2d of %s".formatted(wanting, followers.title()),
                        arrivals.latenciesMs(),
                        rawMs.stream().sorted().toList());
            }
        }

        void fanOut() throws IOException, InterruptedException, SQLException {
            var arrivals = new Arrivals();
            try (var followers = Followers.fanOut(other, there, head(), arrivals)) {
                for (int i = 0; i < FANNED_OUT; i++) {
                    orders.placeOne();
                    arrivals.await(followers.anOrderBrings());
                }
                var spreads = arrivals.spreads();
                var first =
                        spreads.stream().map(Arrivals.Spread::firstMs).sorted().toList();
                var last =
                        spreads.stream().map(Arrivals.Spread::lastMs).sorted().toList();
                System.out.printf(
                        Locale.ROOT,
                        "    one event to all of %s: the first has it after p50 %.2f ms, p99 %.2f ms; the last after"
                                + " p50 %.2f ms, p99 %.2f ms%n",
                        followers.title(),
                        at(first, 0.5),
                        at(first, 0.99),
                        at(last, 0.5),
                        at(last, 0.99));
            }
        }

        /** The last position, so that whoever goes on from there misses nothing while he connects. */
        private long head() throws SQLException {
            return servers.hubDatabase().count(HEAD);
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
                    "{\"channel\":\"%s\",\"externalId\":\"E-%d\",\"currency\":\"%s\",\"lines\":[%s,%s],\"delivery\":{\"method\":\"ship\",\"address\":%s}}"
                            .formatted(
                                    Retailer.CHANNEL, ++placed, Retailer.CURRENCY, line(0), line(1), PLACE.address()));
        }

        private String line(int odd) {
            String sku = Retailer.SKUS.get(2 * random.nextInt(Retailer.SKUS.size() / 2) + odd);
            return "{\"sku\":\"%s\",\"quantity\":1,\"unitPrice\":{\"amount\":%d,\"currency\":\"%s\"}}"
                    .formatted(sku, Retailer.UNIT_PRICE, Retailer.CURRENCY);
        }
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }

    /** @param hub and raw: milliseconds, in ascending order */
    private static String line(String who, List<Double> hub, List<Double> raw) {
        double ratio = at(hub, 0.5) / at(raw, 0.5);
        return String.format(
                Locale.ROOT,
                "    %-26s p50 hub %.2f ms, raw %.2f ms; p99 hub %.2f ms, raw %.2f ms; median ÷ median %.2f (%s: %s)%n",
                who,
                at(hub, 0.5),
                at(raw, 0.5),
                at(hub, 0.99),
                at(raw, 0.99),
                ratio,
                THRESHOLD,
                THRESHOLD.verdict(ratio));
    }
}
