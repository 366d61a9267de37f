package io.omnihub.bench;

import io.omnihub.bench.RawJournal.Extent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import reactor.core.publisher.Flux;

/**
 * Entries of journals a second that terminals tell over RSocket ÷ those of a raw client that inserts the same rows, and ÷
 * one that inserts those of the journal and the ledger alone; 100 entries a page or transaction, each side at the number
 * of connections that suits it best.
 */
final class JournalRates implements Trial {
    private static final List<Integer> CONNECTIONS = List.of(1, 8, 32);
    private static final Threshold THRESHOLD = Threshold.atLeast(0.5);

    /** What is written for an entry, by side. */
    private static final Map<String, String> WRITTEN = Map.of(
            "journal entries", "SELECT count(*) FROM journal_entry",
            "ledger entries", "SELECT count(*) FROM stock_entry",
            "levels, updated", "SELECT coalesce(sum(version), 0)::bigint FROM stock_level",
            "events", "SELECT count(*) FROM event");

    private final Cells cells = new Cells("page");
    private final List<Double> all = new ArrayList<>();
    private final List<Double> entries = new ArrayList<>();

    @Override
    public void run(Settings settings) throws Exception {
        try (var servers = Servers.start(settings)) {
            List<String> locations = Retailer.PLACES.getFirst().pool();
            var tills = new ArrayList<TillJournal>();
            var raw = new ArrayList<RawJournal>();
            for (int i = 0; i < CONNECTIONS.getLast(); i++) {
                raw.add(new RawJournal(servers.rawDatabase(), locations.get(i % locations.size())));
            }
            var secrets = new ArrayList<List<String>>();
            for (String location : locations) {
                secrets.add(Enrolment.of(location, CONNECTIONS.getLast(), servers.hubDatabase()));
            }
            for (int i = 0; i < CONNECTIONS.getLast(); i++) {
                String secret = secrets.get(i % locations.size()).get(i);
                tills.add(new TillJournal(
                        Till.connect(servers.hub(), List.of(secret)).getFirst()));
            }
            tell(servers, tills, settings.warmup());
            insert(
                    raw.subList(0, CONNECTIONS.get(1)),
                    Extent.ALL,
                    settings.warmup().dividedBy(4));
            String written = written(servers, tills, raw, settings.stretch());
            for (int round = 0; round < settings.rounds(); round++) {
                servers.settle();
                measure(servers, tills, raw, settings.stretch(), round);
            }
            servers.proveLedger();
            print(written);
            tills.forEach(TillJournal::close);
            for (RawJournal connection : raw) {
                connection.close();
            }
        }
    }

    /** The sides take turns, from few connections to many, and so does who begins. */
    private void measure(Servers servers, List<TillJournal> tills, List<RawJournal> raw, Duration stretch, int round)
            throws InterruptedException {
        double hub = 0;
        var best = new EnumMap<Extent, Double>(Extent.class);
        for (int connections : CONNECTIONS) {
            for (boolean hubsTurn : round % 2 == 0 ? List.of(true, false) : List.of(false, true)) {
                if (hubsTurn) {
                    var sample = tell(servers, tills.subList(0, connections), stretch);
                    cells.add("hub, %2d terminals".formatted(connections), sample);
                    hub = Math.max(hub, sample.perSecond());
                } else {
                    for (Extent extent : Extent.values()) {
                        var sample = insert(raw.subList(0, connections), extent, stretch);
                        cells.add("%s, %2d connections".formatted(extent.title, connections), sample);
                        best.merge(extent, sample.perSecond(), Math::max);
                    }
                }
            }
        }
        all.add(hub / Objects.requireNonNull(best.get(Extent.ALL)));
        entries.add(hub / Objects.requireNonNull(best.get(Extent.ENTRIES)));
        System.out.printf(
                Locale.ROOT,
                "    round %d: hub %,.0f entries/s, raw %,.0f, of journal and ledger alone %,.0f%n",
                round + 1,
                hub * JournalPage.LENGTH,
                best.get(Extent.ALL) * JournalPage.LENGTH,
                best.get(Extent.ENTRIES) * JournalPage.LENGTH);
    }

    private void print(String written) {
        System.out.printf(
                Locale.ROOT,
                "%njournal: entries/s over RSocket ÷ raw client that inserts the same rows, %s%n    median %.2f (%s:"
                        + " %s)%n    ÷ raw client that inserts rows of journal and ledger alone, %s, median %.2f%n%s%s",
                all.stream().map("%.2f"::formatted).toList(),
                Ratios.median(all),
                THRESHOLD,
                THRESHOLD.verdict(Ratios.median(all)),
                entries.stream().map("%.2f"::formatted).toList(),
                Ratios.median(entries),
                cells,
                written);
    }

    private static Sample tell(Servers servers, List<TillJournal> tills, Duration duration) {
        var clientCpu = Sample.cpuSoFar();
        var hubCpu = servers.hub().cpuSoFar();
        long start = System.nanoTime();
        List<long[]> latencies = Objects.requireNonNull(Flux.fromIterable(tills)
                .flatMap(till -> till.tell(duration), tills.size())
                .collectList()
                .block());
        return Sample.of(
                        latencies,
                        Duration.ofNanos(System.nanoTime() - start),
                        Sample.cpuSoFar().minus(clientCpu))
                .withHubCpu(servers.hub().cpuSoFar().minus(hubCpu));
    }

    private static Sample insert(List<RawJournal> connections, Extent extent, Duration duration)
            throws InterruptedException {
        return RawLoops.run(
                connections.stream()
                        .<RawLoops.Opening>map(connection -> () -> () -> connection.page(extent))
                        .toList(),
                duration);
    }

    /** Lines of what each side writes for an entry: the same, but that the hub writes a level once a batch. */
    private static String written(Servers servers, List<TillJournal> tills, List<RawJournal> raw, Duration stretch)
            throws SQLException, InterruptedException {
        var before = List.of(count(servers.hubDatabase()), count(servers.rawDatabase()));
        tell(servers, tills, stretch);
        insert(raw, Extent.ALL, stretch);
        var after = List.of(count(servers.hubDatabase()), count(servers.rawDatabase()));
        var lines = new StringBuilder("    rows written for an entry      hub      raw\n");
        WRITTEN.keySet().stream()
                .sorted()
                .forEach(kind -> lines.append(String.format(
                        Locale.ROOT,
                        "    %-25s %8.4f %8.4f%n",
                        kind,
                        forEach(kind, before.getFirst(), after.getFirst()),
                        forEach(kind, before.getLast(), after.getLast()))));
        if (forEach("ledger entries", before.getFirst(), after.getFirst()) != 1) {
            throw new IllegalStateException("the sides did not write the same rows:\n" + lines);
        }
        return lines.toString();
    }

    private static double forEach(String kind, Map<String, Long> before, Map<String, Long> after) {
        return (double) grown(kind, before, after) / grown("journal entries", before, after);
    }

    private static long grown(String kind, Map<String, Long> before, Map<String, Long> after) {
        return Objects.requireNonNull(after.get(kind)) - Objects.requireNonNull(before.get(kind));
    }

    private static Map<String, Long> count(Database database) throws SQLException {
        var counts = new TreeMap<String, Long>();
        for (var kind : WRITTEN.entrySet()) {
            counts.put(kind.getKey(), database.count(kind.getValue()));
        }
        return counts;
    }
}
