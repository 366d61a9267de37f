package io.omnihub.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** Orders per second of a hub with many orders in its tables ÷ those of one that has few, on one server. */
final class GrownTables implements Row {
    private static final int FEW = 10_000;
    private static final int CONNECTIONS = 128;

    /** A hub with the database that it works on, and that database as a superuser reaches it. */
    record Side(Hub hub, Database database, Database superuser) {}

    private final Side many;
    private final Side few;
    private final int orders;
    private final OrderRequests load = new OrderRequests(OrderMix.RANDOM, Hub.KEY);
    private final Cells cells = new Cells("order");
    private Duration serverCpu = Duration.ZERO;
    private int placed;

    /** @param orders in the one's tables */
    GrownTables(Side many, Side few, int orders) {
        this.many = many;
        this.few = few;
        this.orders = orders;
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "orders/s with %,d orders in the tables ÷ with %,d", orders, FEW);
    }

    @Override
    public Threshold threshold() {
        return Threshold.atLeast(0.9);
    }

    @Override
    public void warmUp(Duration slice) throws IOException {
        place(few, slice);
        place(many, slice);
    }

    /** The few are few again in each round; the sides take turns in who begins. */
    @Override
    public double measure(int round, Duration stretch) throws IOException, SQLException, InterruptedException {
        FilledTables.empty(few.superuser());
        FilledTables.fill(few.database(), FEW);
        few.database().execute("VACUUM (ANALYZE)");
        few.superuser().execute("CHECKPOINT");
        boolean manyBegins = round % 2 == 0;
        double ofMany = manyBegins ? measureMany(stretch) : 0;
        var sample = place(few, stretch);
        cells.add("few", sample);
        return (manyBegins ? ofMany : measureMany(stretch)) / sample.perSecond();
    }

    @Override
    public String details() {
        return cells
                + String.format(
                        Locale.ROOT,
                        "    PostgreSQL's processor time with many: %.0f µs an order%n",
                        serverCpu.toNanos() / 1e3 / placed);
    }

    private double measureMany(Duration stretch) throws IOException, SQLException {
        var before = many.database().serverCpuSoFar();
        var sample = place(many, stretch);
        serverCpu = serverCpu.plus(many.database().serverCpuSoFar().minus(before));
        placed += sample.count();
        cells.add("many", sample);
        return sample.perSecond();
    }

    private Sample place(Side side, Duration duration) throws IOException {
        var cpu = side.hub().cpuSoFar();
        return HttpLoad.run(side.hub().port(), CONNECTIONS, duration, load)
                .withHubCpu(side.hub().cpuSoFar().minus(cpu));
    }
}
