package io.omnihub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads of what is available ÷ answers of a route of the same server that returns a constant JSON of the same size to the
 * same requests, both while orders change a thousand levels each second.
 */
final class AvailabilityReads implements Row {
    private static final int CONNECTIONS = 32;
    private static final int SKUS_A_READ = 10;
    private static final int MAX_SKUS_A_READ = 100;
    private static final int REQUESTS = 10_000;

    /** Short turns, so that what else the machine does meets both sides alike. */
    private static final int TURNS = 4;

    private static final int ORDERS_PER_SECOND = 500;
    private static final int ORDER_CONNECTIONS = 8;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(20);
    private static final String READS = "hub, availability";
    private static final String CONSTANTS = "hub, constant JSON";

    private final Servers servers;
    private final Cells cells = new Cells("read");
    private final List<Double> ordersPerSecond = new ArrayList<>();
    private final List<Long> stalenessMs = Collections.synchronizedList(new ArrayList<>());
    private final JsonMapper json = new JsonMapper();
    private final SplittableRandom random = new SplittableRandom();

    private final List<List<String>> skus =
            IntStream.range(0, REQUESTS).mapToObj(_ -> someSkus()).toList();

    /** Ready-made, so that making them takes no time of what is measured. */
    private final List<byte[]> requests =
            skus.stream().map(some -> bytes(path(some), "")).toList();

    AvailabilityReads(Servers servers) {
        this.servers = servers;
    }

    @Override
    public String title() {
        return "availability reads/s ÷ constant JSON/s, 1,000 levels change a second";
    }

    @Override
    public Threshold threshold() {
        return Threshold.atLeast(0.7);
    }

    @Override
    public void warmUp(Duration slice) throws Exception {
        readAll();
        whileLevelsChange(slice.multipliedBy(2), () -> {
            read(slice);
            return constant(slice);
        });
        ordersPerSecond.clear();
        stalenessMs.clear();
    }

    @Override
    public double measure(int round, Duration stretch) throws Exception {
        readAll();
        Duration turn = stretch.dividedBy(TURNS);
        return whileLevelsChange(stretch.multipliedBy(2), () -> {
            boolean first = round % 2 == 0;
            Sample reads = first ? read(turn) : null;
            Sample constants = constant(turn);
            reads = reads == null ? read(turn) : reads;
            for (int i = 1; i < TURNS; i++) {
                reads = reads.and(read(turn));
                constants = constants.and(constant(turn));
            }
            cells.add(READS, reads);
            cells.add(CONSTANTS, constants);
            return reads.perSecond() / constants.perSecond();
        });
    }

    @Override
    public String details() {
        List<Long> sorted = stalenessMs.stream().sorted().toList();
        return cells
                + String.format(
                        Locale.ROOT,
                        "    meanwhile %.0f levels changed a second; an answer was old, when it had arrived: p50 %d ms,"
                                + " p99 %d ms, at most %d ms (%d probes)%n",
                        2 * Ratios.median(ordersPerSecond),
                        sorted.get(sorted.size() / 2),
                        sorted.get((int) (0.99 * (sorted.size() - 1))),
                        sorted.getLast(),
                        sorted.size());
    }

    /** Places orders of two lines, and looks how old answers are, until the work is done. */
    private <T> T whileLevelsChange(Duration atLeast, Callable<T> work) throws Exception {
        var done = new AtomicBoolean();
        try (ExecutorService beside = Executors.newFixedThreadPool(2)) {
            Future<Sample> orders = beside.submit(() -> HttpLoad.run(
                    servers.hub().port(),
                    ORDER_CONNECTIONS,
                    atLeast,
                    new HttpLoad.Load(
                            new OrderRequests(OrderMix.RANDOM, Hub.KEY), HttpLoad.CREATED, ORDERS_PER_SECOND)));
            Future<Boolean> probes = beside.submit(() -> probe(done));
            try {
                return work.call();
            } finally {
                done.set(true);
                ordersPerSecond.add(result(orders).perSecond());
                result(probes);
            }
        }
    }

    private boolean probe(AtomicBoolean done) throws IOException, InterruptedException {
        while (!done.get()) {
            String answer = servers.hub().get(path(someSkus()));
            Instant asOf = Instant.parse(json.readTree(answer).path("asOf").asString());
            stalenessMs.add(Duration.between(asOf, Instant.now()).toMillis());
            LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
        }
        return true;
    }

    private Sample read(Duration duration) throws IOException {
        return load(duration, HttpLoad.Requests.of(() -> requests.get(random.nextInt(requests.size()))));
    }

    private Sample constant(Duration duration) throws Exception {
        int length = servers.hub().get(path(someSkus())).getBytes(StandardCharsets.UTF_8).length;
        String header = ConstantRoute.LENGTH + ": " + length + "\r\n";
        List<byte[]> same = skus.stream().map(some -> bytes(path(some), header)).toList();
        return load(duration, HttpLoad.Requests.of(() -> same.get(random.nextInt(same.size()))));
    }

    private Sample load(Duration duration, HttpLoad.Requests requests) throws IOException {
        var hubCpu = servers.hub().cpuSoFar();
        return HttpLoad.run(
                        servers.hub().port(),
                        CONNECTIONS,
                        duration,
                        new HttpLoad.Load(requests, HttpLoad.OK, HttpLoad.UNPACED))
                .withHubCpu(servers.hub().cpuSoFar().minus(hubCpu));
    }

    /** The hub keeps what is asked for, and forgets it while other rows are measured. */
    private void readAll() throws IOException, InterruptedException {
        for (int first = 0; first < Retailer.SKUS.size(); first += MAX_SKUS_A_READ) {
            servers.hub().get(path(Retailer.SKUS.subList(first, first + MAX_SKUS_A_READ)));
        }
    }

    private List<String> someSkus() {
        return IntStream.range(0, SKUS_A_READ)
                .mapToObj(_ -> Retailer.SKUS.get(random.nextInt(Retailer.SKUS.size())))
                .toList();
    }

    private static String path(List<String> skus) {
        return skus.stream()
                .map(sku -> "&sku=" + sku)
                .collect(Collectors.joining("", ConstantRoute.PATH + "?channel=" + Retailer.CHANNEL, ""));
    }

    private static byte[] bytes(String path, String header) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n"
                .formatted(path, Hub.KEY, header)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static <T> T result(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new IOException("what went on beside the measurement failed", failure.getCause());
        }
    }
}
