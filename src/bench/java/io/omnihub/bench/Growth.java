package io.omnihub.bench;

import io.omnihub.platform.DataDirectory;
import io.omnihub.platform.EmbeddedPostgres;
import java.nio.file.Path;

/** Whether a hub stays as fast when its tables grow, and what an order takes of disk, processors and memory. */
final class Growth implements Trial {
    @Override
    public void run(Settings settings) throws Exception {
        Path jar = Servers.newDirectory(settings);
        try (var directory = DataDirectory.open(settings.directory());
                var postgres = EmbeddedPostgres.start(directory)) {
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            var few = new Database(postgres.port(), "few", postgres.user(), postgres.password());
            var many = new Database(postgres.port(), "many", postgres.user(), postgres.password());
            var superuser = new Database(postgres.port(), "few", "postgres", postgres.password());
            var admin = new Database(postgres.port(), "postgres", "postgres", postgres.password());
            admin.execute("CREATE DATABASE few OWNER " + postgres.user());
            try (var first = Hub.start(jar, settings.hubJvm(), few, settings.directory())) {
                Retailer.setUp(first);
            }
            RawClient.install(few);
            admin.execute("CREATE DATABASE many TEMPLATE few OWNER " + postgres.user());
            long bytes = fill(many, settings.growthOrders());
            try (var manyHub = Hub.start(jar, settings.hubJvm(), many, settings.directory());
                    var fewHub = Hub.start(jar, settings.hubJvm(), few, settings.directory())) {
                measure(
                        settings,
                        new GrownTables(
                                new GrownTables.Side(manyHub, many, admin),
                                new GrownTables.Side(fewHub, few, superuser),
                                settings.growthOrders()),
                        manyHub);
            }
            System.out.printf("    on disk %,d bytes an order, with its indexes, events and explanation%n", bytes);
        }
    }

    /** In bytes for each order, once its tables are vacuumed. */
    private static long fill(Database database, int orders) throws Exception {
        System.out.printf("filling a database with %,d orders%n", orders);
        long before = database.bytes();
        FilledTables.fill(database, orders);
        database.execute("VACUUM (ANALYZE)");
        return (database.bytes() - before) / orders;
    }

    private static void measure(Settings settings, GrownTables tables, Hub many) throws Exception {
        tables.warmUp(settings.warmup());
        Memory.forgetPeak(many.pid());
        var ratios = new Ratios(tables);
        for (int round = 0; round < settings.rounds(); round++) {
            ratios.add(tables.measure(round, settings.stretch()));
        }
        System.out.printf(
                "%n%s%n%s%n%s    the hub with many: %s%n",
                Ratios.head(), ratios.line(), tables.details(), Memory.of(many.pid()));
    }
}
