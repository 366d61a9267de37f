package io.omnihub.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What readers who take an event a second cost the others, while orders are placed as fast as can be: how many events a
 * second those get who take what they can, over HTTP and by RSocket, and how late, without the slow ones ÷ with them; and
 * by how much the heap of the hub grows.
 */
final class SlowReaders implements Trial {
    private static final int CONNECTIONS = 128;
    private static final Threshold THRESHOLD = Threshold.atMost(1.2);
    private static final String EVENTS = "SELECT count(*) FROM event";
    private static final long LIMIT_SECONDS = 60;

    /** @param latencies of some events, in milliseconds, in ascending order */
    private record Fast(double perSecond, double ordersPerSecond, List<Double> latencies) {
        double p50() {
            return latencies.get(latencies.size() / 2);
        }

        double p99() {
            return latencies.get((int) (0.99 * (latencies.size() - 1)));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f orders/s, %,.0f events/s to each, after p50 %.1f ms, p99 %.1f ms",
                    ordersPerSecond,
                    perSecond,
                    p50(),
                    p99());
        }
    }

    /** One who takes what he can. */
    private static final class Taker {
        private static final int LOOKED_AT = 16;
        private static final String POSITION = "\"position\":\"";
        private static final String TIME = "\"time\":\"";

        private final List<Double> latencies = new ArrayList<>();
        private long count;
        private volatile long position;
        private volatile long lastAt;

        /** Of all he is told, the time of some is looked at. */
        void take(String event) {
            int start = event.indexOf(POSITION);
            if (start < 0) {
                return;
            }
            if (count++ % LOOKED_AT == 0) {
                Instant now = Instant.now();
                int time = event.indexOf(TIME) + TIME.length();
                Instant decided = Instant.parse(event.substring(time, event.indexOf('"', time)));
                latencies.add(Duration.between(decided, now).toNanos() / 1e6);
            }
            start += POSITION.length();
            lastAt = System.nanoTime();
            position = Long.parseLong(event.substring(start, event.indexOf('"', start)));
        }

        double perSecond(long start) {
            return count * 1e9 / (lastAt - start);
        }
    }

    @Override
    public void run(Settings settings) throws Exception {
        int slow = settings.slowReaders();
        try (var servers = Servers.start(settings)) {
            var orders = new OrderSides(servers, OrderMix.RANDOM);
            List<String> locations = Retailer.PLACES.getFirst().pool();
            var secrets = new ArrayList<String>();
            for (String location : locations) {
                secrets.addAll(Enrolment.of(location, slow / 2 / locations.size(), servers.hubDatabase()));
            }
            measure(servers, orders, settings.warmup());
            var without = new ArrayList<Fast>();
            var with = new ArrayList<Fast>();
            var growth = new ArrayList<Double>();
            for (int round = 0; round < settings.rounds(); round++) {
                servers.settle();
                without.add(measure(servers, orders, settings.stretch()));
                long before = Memory.settled(servers.hub().pid()).heapMb();
                try (var crowd = new SlowCrowd(servers.hub(), secrets, slow - secrets.size())) {
                    with.add(measure(servers, orders, settings.stretch()));
                    var memory = Memory.settled(servers.hub().pid());
                    growth.add((double) memory.heapMb() - before);
                    System.out.printf(
                            "    without: %s%n    with:    %s%n    %s; heap before %d MB; %s%n",
                            without.getLast(), with.getLast(), crowd.told(), before, memory);
                }
            }
            servers.proveLedger();
            System.out.printf(
                    Locale.ROOT, "%nslow-readers: %,d who take an event a second, half of them terminals%n", slow);
            print("events/s of the others, without ÷ with", without, with, fast -> 1 / fast.perSecond());
            print("p50 until the others have an event, with ÷ without", without, with, Fast::p50);
            print("p99 until the others have an event, with ÷ without", without, with, Fast::p99);
            System.out.printf(
                    Locale.ROOT,
                    "    heap of the hub grows by %.0f MB (%s), %.0f kB for each%n",
                    Ratios.median(growth),
                    growth,
                    Ratios.median(growth) * 1024 / slow);
        }
    }

    private static void print(String what, List<Fast> without, List<Fast> with, ToDoubleFunction<Fast> value) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < with.size(); i++) {
            ratios.add(value.applyAsDouble(with.get(i)) / value.applyAsDouble(without.get(i)));
        }
        double median = Ratios.median(ratios);
        System.out.printf(
                Locale.ROOT,
                "    %s: %s, median %.2f (%s: %s)%n",
                what,
                ratios.stream().map("%.2f"::formatted).toList(),
                median,
                THRESHOLD,
                THRESHOLD.verdict(median));
    }

    private static Fast measure(Servers servers, OrderSides orders, Duration stretch)
            throws IOException, InterruptedException, SQLException {
        var overHttp = new Taker();
        var byRSocket = new Taker();
        try (var reader = new SseReader(servers.hub());
                var till = Till.connect(servers.hub(), List.of(Hub.KEY)).getFirst()) {
            reader.follow("", overHttp::take);
            till.stream("events", "{}").subscribe(byRSocket::take, _ -> {});
            // The answer to a stream says nothing of when it began; a second is more than enough.
            TimeUnit.SECONDS.sleep(1);
            long start = System.nanoTime();
            double placed = orders.hub(CONNECTIONS, stretch).perSecond();
            awaitAll(servers, overHttp, byRSocket);
            return new Fast(
                    (overHttp.perSecond(start) + byRSocket.perSecond(start)) / 2,
                    placed,
                    Stream.concat(overHttp.latencies.stream(), byRSocket.latencies.stream())
                            .sorted()
                            .toList());
        }
    }

    /** Nothing is forgotten meanwhile, so that the last position is the number of events. */
    private static void awaitAll(Servers servers, Taker... takers)
            throws IOException, InterruptedException, SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        long last = servers.hubDatabase().count(EVENTS);
        while (Stream.of(takers).anyMatch(taker -> taker.position < last)) {
            if (System.nanoTime() > end) {
                throw new IOException("the others do not get what happens");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
