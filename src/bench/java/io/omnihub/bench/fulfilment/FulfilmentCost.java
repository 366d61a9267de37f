package io.omnihub.bench.fulfilment;

import io.omnihub.bench.fulfilment.Instance.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints what the planner's choices cost on the public fulfilment instance, beside the lower bound and the myopic rule.
 * It needs neither hub nor database.
 */
public final class FulfilmentCost {
    private static final long SEED = 5;

    private final Size size;
    private final int instances;
    private final int sequences;
    /** On how many of an instance's sequences of arrivals the prices are solved anew on the way. */
    private final int resolved;

    private final Measured myopic = new Measured("myopic");
    private final Measured plain = new Measured("planner");
    private final Measured observed = new Measured("planner, shadow prices as the hub finds them");
    private final Measured priced = new Measured("planner, shadow prices of the whole truth");
    private final Measured myopicOfSome = new Measured(myopic.name);
    private final Measured pricedOfSome = new Measured(priced.name);
    private final Measured resolvedOfSome =
            new Measured("planner, prices solved %d times more".formatted(Resolved.TIMES));
    private long solvingNanos;
    private long findingNanos;

    private FulfilmentCost(Size size, int instances, int sequences, int resolved) {
        this.size = size;
        this.instances = instances;
        this.sequences = sequences;
        this.resolved = resolved;
    }

    public static boolean knows(String name) {
        return Arrays.stream(Size.values()).anyMatch(size -> size.row.equals(name));
    }

    /** Of the large sizes fewer sequences, which are longer, and as many instances as there are bounds kept. */
    public static FulfilmentCost of(String name) {
        var size = Arrays.stream(Size.values())
                .filter(known -> known.row.equals(name))
                .findFirst()
                .orElseThrow();
        return switch (size) {
            case SMALL -> new FulfilmentCost(size, 10, 10, 1);
            case LARGE -> new FulfilmentCost(size, 5, 1, 0);
            case LARGE_SPARSE -> new FulfilmentCost(size, 10, 1, 0);
        };
    }

    /** Takes the row's name and, to choose them, the three numbers. */
    public static void main(String[] arguments) {
        var usual = of(arguments[0]);
        new FulfilmentCost(
                        usual.size,
                        number(arguments, 1, usual.instances),
                        number(arguments, 2, usual.sequences),
                        number(arguments, 3, usual.resolved))
                .print();
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return at < arguments.length ? Integer.parseInt(arguments[at]) : otherwise;
    }

    public void print() {
        for (int n = 0; n < instances; n++) {
            serve(SEED + n);
        }
        System.out.printf(
                Locale.ROOT,
                "%nthe public instance, %s: %d instances (seeds from %d) × %d sequences of %d arrivals%n",
                size.row,
                instances,
                SEED,
                sequences,
                size.arrivals);
        table(List.of(myopic, plain, observed, priced));
        if (resolved > 0) {
            System.out.printf("%nthe first %d of the sequences of each instance%n", resolved);
            table(List.of(myopicOfSome, pricedOfSome, resolvedOfSome));
        }
        System.out.printf(
                Locale.ROOT,
                "%nto find a bound, or prove a kept one, takes %.1f s, to find prices as the hub does %.1f s; machine:"
                        + " %d processors; JDK %s%n",
                solvingNanos / 1e9 / instances,
                findingNanos / 1e9 / instances,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private void serve(long seed) {
        var instance = Instance.draw(size, seed);
        long start = System.nanoTime();
        var program = new LowerBound(instance);
        var solution = size == Size.SMALL
                ? program.solve(instance.stock, size.arrivals)
                : KeptBounds.of(instance, seed, program);
        solvingNanos += System.nanoTime() - start;
        start = System.nanoTime();
        var past = new Observed(instance, -seed);
        double[][] found = past.prices(instance.stock, size.arrivals);
        findingNanos += System.nanoTime() - start;
        for (int s = 0; s < sequences; s++) {
            observed.run(instance, 1_000_000 * seed + s, new Planned(instance, found), solution.cost);
            serve(instance, program, solution, 1_000_000 * seed + s, s < resolved);
        }
        System.out.printf(
                Locale.ROOT,
                "instance of seed %d: bound $%.2f, the last sequence's ratios %.4f, %.4f, %.4f, %.4f%n",
                seed,
                solution.cost,
                myopic.last(),
                plain.last(),
                observed.last(),
                priced.last());
    }

    /** Every rule serves the same sequence of arrivals. */
    private void serve(
            Instance instance, LowerBound program, LowerBound.Solution solution, long seed, boolean resolving) {
        double bound = solution.cost;
        myopic.run(instance, seed, Rule.myopic(instance), bound);
        plain.run(instance, seed, Planned.withoutPrices(instance), bound);
        priced.run(instance, seed, new Planned(instance, solution.prices), bound);
        if (resolving) {
            myopicOfSome.add(myopic.last());
            pricedOfSome.add(priced.last());
            resolvedOfSome.run(instance, seed, new Resolved(instance, program, solution.prices), bound);
        }
    }

    private static void table(List<Measured> rows) {
        System.out.printf("%-40s %15s %12s %11s %11s%n", "", "cost ÷ bound", "gap closed", "p50", "p99");
        double myopic = rows.getFirst().ratio();
        for (var row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %15.4f %11.1f%% %s%n",
                    row.name,
                    row.ratio(),
                    100 * (myopic - row.ratio()) / (myopic - 1),
                    row.times());
        }
    }
}
