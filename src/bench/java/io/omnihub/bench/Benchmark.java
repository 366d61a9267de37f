package io.omnihub.bench;

import ch.qos.logback.classic.Level;
import io.omnihub.bench.RawOrders.Way;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the packaged hub and prints one table of ratios. It fails on errors alone, never on a ratio. */
public final class Benchmark {
    private static final Duration WARM_UP_SLICE = Duration.ofSeconds(5);

    private final Settings settings;

    private Benchmark(Settings settings) {
        this.settings = settings;
    }

    /** Takes the name of a file of {@link Settings}, or else the system's properties. */
    public static void main(String[] arguments) throws Exception {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        new Benchmark(
                        arguments.length == 0
                                ? Settings.of(System.getProperties())
                                : Settings.read(Path.of(arguments[0])))
                .run();
    }

    private void run() throws Exception {
        for (var name : settings.trials()) {
            Trial.named(name).orElseThrow().run(settings);
        }
        if (!settings.rows().isEmpty()) {
            measureHub();
        }
    }

    private void measureHub() throws Exception {
        say("starting PostgreSQL and the hub, setting up %d items".formatted(Retailer.SKUS.size()));
        try (var servers = Servers.start(settings)) {
            var rows = settings.rows().stream().map(name -> row(name, servers)).toList();
            var written = new RowsWritten(servers);
            warmUp(rows);
            var ratios = measure(rows, servers);
            say("counting rows, proving the ledger");
            String tables = written.check();
            servers.proveLedger();
            RawClient.proveLedger(servers.rawDatabase());
            print(ratios, tables, servers);
        }
    }

    private static Row row(String name, Servers servers) {
        return switch (name) {
            case "random" -> new OrderThroughput(servers, OrderMix.RANDOM, Way.CALLS);
            case "hot" -> new OrderThroughput(servers, OrderMix.HOT, Way.CALLS);
            case "random-holds" -> new OrderThroughput(servers, OrderMix.RANDOM_HOLDS, Way.CALLS);
            case "hot-holds" -> new OrderThroughput(servers, OrderMix.HOT_HOLDS, Way.CALLS);
            case "random-steps" -> new OrderThroughput(servers, OrderMix.RANDOM, Way.STEPS);
            case "hot-steps" -> new OrderThroughput(servers, OrderMix.HOT, Way.STEPS);
            case "latency" -> new LoneOrder(servers);
            case "availability" -> new AvailabilityReads(servers);
            default ->
                throw new IllegalArgumentException(
                        "-Dbench.rows knows random, hot, random-holds, hot-holds, random-steps, hot-steps, latency,"
                                + " availability, decisions, locks, overload, import, growth, picks, reroutes, counts,"
                                + " events, terminals-idle, slow-readers, journal, replenishment, fulfilment,"
                                + " fulfilment-large, fulfilment-large-sparse; not " + name);
        };
    }

    /** All rows in turn, so that the JIT sees everything that will be measured. */
    private void warmUp(List<Row> rows) throws Exception {
        say("warming up, %d s each side".formatted(settings.warmup().toSeconds()));
        var left = settings.warmup();
        for (int i = 0; left.isPositive(); i++) {
            var slice = left.compareTo(WARM_UP_SLICE) < 0 ? left : WARM_UP_SLICE;
            rows.get(i % rows.size()).warmUp(slice);
            left = left.minus(slice);
        }
    }

    private List<Ratios> measure(List<Row> rows, Servers servers) throws Exception {
        var ratios = rows.stream().map(Ratios::new).toList();
        for (int round = 0; round < settings.rounds(); round++) {
            var said = new ArrayList<String>();
            servers.settle();
            for (var row : ratios) {
                double ratio = row.row().measure(round, settings.stretch());
                row.add(ratio);
                said.add(String.format(Locale.ROOT, "%.2f", ratio));
            }
            say("round %d of %d: %s".formatted(round + 1, settings.rounds(), String.join(", ", said)));
        }
        return ratios;
    }

    private void print(List<Ratios> ratios, String tables, Servers servers) throws SQLException {
        var out = System.out;
        out.println();
        out.println(Ratios.head());
        ratios.forEach(row -> out.println(row.line()));
        for (var row : ratios) {
            out.printf(
                    "%n%s, medians of %d rounds%n%s",
                    row.row().title(), settings.rounds(), row.row().details());
        }
        out.printf("%n%s%n", tables);
        var system = ManagementFactory.getOperatingSystemMXBean();
        out.printf(
                "machine: %d processors, %s %s, load average %.1f; JDK %s, hub's options: %s%n",
                system.getAvailableProcessors(),
                system.getName(),
                system.getArch(),
                system.getSystemLoadAverage(),
                Runtime.version(),
                settings.hubJvm().isEmpty() ? "none" : String.join(" ", settings.hubJvm()));
        out.printf("PostgreSQL, the same for both sides: %s%n", String.join(", ", servers.facts()));
        out.println("the raw client's function is planned once for all arguments, which is faster than the default");
    }

    private static void say(String message) {
        System.out.println(message);
    }
}
