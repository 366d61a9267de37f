package io.omnihub.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Files imported by a hub with little memory: how fast, beside PostgreSQL's COPY of the very rows that the hub wrote for
 * them; in how much memory; and how many orders it places meanwhile for those who wait.
 */
final class ImportRates implements Trial {
    private static final List<String> SMALL_HEAP = List.of("-Xmx256m");
    private static final int ORDER_CONNECTIONS = 32;
    private static final Threshold BESIDE = Threshold.atLeast(0.7);

    /** Of orders already there: COPY cannot change rows. */
    private static final String LEVELS = "stock_level";

    @Override
    public void run(Settings settings) throws Exception {
        var small = settings.hubJvm().isEmpty() ? settings.withHubJvm(SMALL_HEAP) : settings;
        try (var servers = Servers.start(small)) {
            var files = new ImportFiles(settings.directory(), settings.importRows(), settings.importOrders());
            var hub = servers.hub();
            System.out.printf("imports by a hub with %s%n", String.join(" ", small.hubJvm()));
            hub.importFile("locations", "text/csv", files.locations());
            HttpLoad.run(hub.port(), ORDER_CONNECTIONS, settings.warmup(), new OrderRequests(OrderMix.RANDOM, Hub.KEY));
            alone(
                    servers,
                    "stock",
                    "text/csv",
                    files.stock(1, settings.importRows()),
                    settings.importRows(),
                    _ -> true);
            alone(
                    servers,
                    "orders",
                    "application/x-ndjson",
                    files.orders(),
                    settings.importOrders(),
                    table -> !table.equals(LEVELS));
            int rows = settings.importRows() / 3;
            beside(servers, files.stock(2, rows), rows, settings.stretch());
            servers.proveLedger();
        }
    }

    private static void alone(Servers servers, String kind, String type, Path file, int rows, Predicate<String> copied)
            throws IOException, InterruptedException, SQLException {
        var hub = servers.hub();
        Memory.forgetPeak(hub.pid());
        var before = CopiedRows.mark(servers.hubDatabase());
        var cpu = hub.cpuSoFar();
        double seconds = seconds(() -> hub.importFile(kind, type, file));
        var used = hub.cpuSoFar().minus(cpu);
        var memory = Memory.of(hub.pid());
        var copy = CopiedRows.since(before, servers.hubDatabase(), file.resolveSibling(kind + ".copy"), copied);
        double copySeconds = copy.into(servers.rawDatabase());
        System.out.printf(
                Locale.ROOT,
                "    %,d rows of %s in %.1f s, %,.0f a second, hub %.0f µs of processor each; COPY of what it wrote"
                        + " (%s): %.1f s%n    rate ÷ COPY %.3f; %s%n",
                rows,
                kind,
                seconds,
                rows / seconds,
                used.toNanos() / 1e3 / rows,
                copy,
                copySeconds,
                copySeconds / seconds,
                memory);
    }

    /** Orders of those who wait, alone, then beside an import, then alone again. */
    private static void beside(Servers servers, Path file, int rows, Duration stretch) throws Exception {
        double alone = orders(servers, stretch.multipliedBy(2));
        var during = new ArrayList<Double>();
        try (var beside = Executors.newSingleThreadExecutor()) {
            long start = System.nanoTime();
            Future<String> importing = beside.submit(() -> servers.hub().importFile("stock", "text/csv", file));
            while (!importing.isDone()) {
                during.add(orders(servers, stretch));
            }
            importing.get();
            double seconds = (System.nanoTime() - start) / 1e9;
            // The last stretch may have outlived the import.
            var whole = during.size() > 1 ? during.subList(0, during.size() - 1) : during;
            double after = orders(servers, stretch.multipliedBy(2));
            double ratio = Ratios.median(whole) / ((alone + after) / 2);
            System.out.printf(
                    Locale.ROOT,
                    "    orders/s for those who wait: alone %.0f and %.0f, beside an import of stock %.0f: %.2f (%s:"
                            + " %s); the import then took %.0f s, %,.0f rows a second%n",
                    alone,
                    after,
                    Ratios.median(whole),
                    ratio,
                    BESIDE,
                    BESIDE.verdict(ratio),
                    seconds,
                    rows / seconds);
        } catch (ExecutionException failure) {
            throw new IOException("the import beside the orders failed", failure.getCause());
        }
    }

    private static double orders(Servers servers, Duration stretch) throws IOException {
        return HttpLoad.run(
                        servers.hub().port(), ORDER_CONNECTIONS, stretch, new OrderRequests(OrderMix.RANDOM, Hub.KEY))
                .perSecond();
    }

    /** What takes its time. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static double seconds(Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
