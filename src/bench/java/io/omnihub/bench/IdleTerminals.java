package io.omnihub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a hub takes of the machine for terminals that are connected, follow their stock and their tasks, and have nothing to
 * hear. Each round has a hub of its own, on which some have come and gone before.
 */
final class IdleTerminals implements Trial {
    private static final int AT_ONCE = 50;
    private static final long BETWEEN_MS = 100;
    private static final int BEFORE = 200;
    /** In which each follower hears twice how far the stream has come. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    /** A location without stock: what there is need not be shown first. */
    private static final String EMPTY = "S999";

    private static final List<String> FOLLOWED = List.of("pos.stock", "pos.tasks");

    /** In bytes for each terminal, and processor time of the hub for all of them in a second. */
    private record Taken(double connectedResident, double resident, double heap, double cpuMs) {}

    @Override
    public void run(Settings settings) throws Exception {
        int count = settings.idleTerminals();
        try (var servers = Servers.start(settings)) {
            servers.hub().put("/api/v1/locations/" + EMPTY, """
                {"name":"Empty","kind":"store","position":{"latitude":52.63,"longitude":1.30},"timeZone":"Europe/London",
                 "openingHours":[{"day":"monday","opens":"09:00","closes":"18:00"}],
                 "capabilities":["ship","pickup"],"leadTimeMinutes":60}
                """);
            List<String> secrets = Enrolment.of(EMPTY, count, servers.hubDatabase());
            var rounds = new ArrayList<Taken>();
            for (int round = 0; round < settings.rounds(); round++) {
                try (var hub = servers.second(settings, Map.of())) {
                    rounds.add(measure(hub, secrets));
                }
            }
            print(count, rounds);
        }
    }

    private static Taken measure(Hub hub, List<String> secrets) throws IOException, InterruptedException {
        var before = follow(hub, secrets.subList(0, Math.min(BEFORE, secrets.size())), new AtomicReference<>());
        TimeUnit.SECONDS.sleep(1);
        before.forEach(Till::close);
        var alone = Memory.settled(hub.pid());
        var lost = new AtomicReference<Throwable>();
        var some = Till.connect(hub, secrets);
        var connected = Memory.settled(hub.pid());
        follow(some, lost);
        TimeUnit.SECONDS.sleep(1);
        var cpu = hub.cpuSoFar();
        TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
        double cpuMs = hub.cpuSoFar().minus(cpu).toNanos() / 1e6 / IDLE.toSeconds();
        var all = Memory.settled(hub.pid());
        if (lost.get() != null) {
            throw new IOException("a terminal was cut off", lost.get());
        }
        System.out.printf(
                "    hub alone: %s%n    with %,d terminals: %s; %s%n",
                alone, secrets.size(), all, descriptors(hub.pid()));
        some.forEach(Till::close);
        return new Taken(
                each(connected.residentMb() - alone.residentMb(), secrets),
                each(all.residentMb() - alone.residentMb(), secrets),
                each(all.heapMb() - alone.heapMb(), secrets),
                cpuMs);
    }

    private static List<Till> follow(Hub hub, List<String> secrets, AtomicReference<Throwable> lost)
            throws InterruptedException {
        var tills = Till.connect(hub, secrets);
        follow(tills, lost);
        return tills;
    }

    /** Some at a time, as stores open: a hub refuses those of too many who all begin in one moment. */
    private static void follow(List<Till> tills, AtomicReference<Throwable> lost) throws InterruptedException {
        for (int i = 0; i < tills.size(); i++) {
            Till till = tills.get(i);
            FOLLOWED.forEach(route -> till.stream(route, "{}").subscribe(_ -> {}, lost::set));
            if (i % AT_ONCE == AT_ONCE - 1) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_MS);
            }
        }
    }

    private static double each(long mb, List<String> all) {
        return mb * 1024.0 * 1024 / all.size();
    }

    /** How many files the hub has open, and how many it may. */
    private static String descriptors(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        if (!Files.isReadable(process.resolve("limits"))) {
            return "open files unknown";
        }
        try (var open = Files.list(process.resolve("fd"));
                var limits = Files.lines(process.resolve("limits"))) {
            String limit = limits.filter(line -> line.startsWith("Max open files"))
                    .findFirst()
                    .orElse("");
            return "%d files open, of %s".formatted(open.count(), limit.replaceFirst("\\D+(\\d+).*", "$1"));
        }
    }

    private static void print(int count, List<Taken> rounds) {
        System.out.printf(
                Locale.ROOT,
                "%nterminals-idle: %,d terminals that follow %s, medians of %d hubs%n    resident for each %.1f kB"
                        + " (connected alone %.1f kB), of it heap %.1f kB; all of them use %.0f ms of processor a"
                        + " second%n",
                count,
                String.join(" and ", FOLLOWED),
                rounds.size(),
                Ratios.median(rounds.stream().map(Taken::resident).toList()) / 1024,
                Ratios.median(rounds.stream().map(Taken::connectedResident).toList()) / 1024,
                Ratios.median(rounds.stream().map(Taken::heap).toList()) / 1024,
                Ratios.median(rounds.stream().map(Taken::cpuMs).toList()));
    }
}
