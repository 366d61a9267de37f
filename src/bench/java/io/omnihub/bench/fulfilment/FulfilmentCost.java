package io.omnihub.bench.fulfilment;

import io.omnihub.bench.fulfilment.Instance.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints what the planner's choices cost on the public fulfilment instance, beside the lower bound and the myopic rule.
 * It needs neither hub nor database.
 */
public final class FulfilmentCost {
    /** How often the prices are solved anew in a sequence, at even distances. */
    private static final int RESOLVES = 3;

    private static final long SEED = 5;

    private final Size size;
    private final int instances;
    private final int sequences;
    /** On how many of an instance's sequences of arrivals the prices are solved anew on the way. */
    private final int resolved;

    private FulfilmentCost(Size size, int instances, int sequences, int resolved) {
        this.size = size;
        this.instances = instances;
        this.sequences = sequences;
        this.resolved = resolved;
    }

    public static boolean knows(String name) {
        return Arrays.stream(Size.values()).anyMatch(size -> size.row.equals(name));
    }

    /** The large ones are few, since they take hours. */
    public static FulfilmentCost of(String name) {
        var size = Arrays.stream(Size.values())
                .filter(known -> known.row.equals(name))
                .findFirst()
                .orElseThrow();
        return size == Size.SMALL ? new FulfilmentCost(size, 10, 10, 1) : new FulfilmentCost(size, 1, 1, 0);
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
        List<Measured> every = new ArrayList<>();
        var myopic = measured(every, "myopic");
        var plain = measured(every, "planner");
        var priced = measured(every, "planner, shadow prices");
        List<Measured> some = new ArrayList<>();
        var someMyopic = measured(some, "myopic");
        var somePriced = measured(some, "planner, shadow prices");
        var someResolved = measured(some, "planner, prices solved %d times more".formatted(RESOLVES));
        long solving = 0;
        for (int n = 0; n < instances; n++) {
            var instance = Instance.draw(size, SEED + n);
            long start = System.nanoTime();
            var program = new LowerBound(instance);
            var bound = program.solve(instance.stock, size.arrivals);
            solving += System.nanoTime() - start;
            for (int s = 0; s < sequences; s++) {
                long seed = 1_000_000 * (SEED + n) + s;
                double byMyopic = myopic.run(instance, seed, Rule.myopic(instance), bound.cost());
                plain.run(instance, seed, Planned.withoutPrices(instance), bound.cost());
                double byPrices = priced.run(instance, seed, new Planned(instance, bound.prices()), bound.cost());
                if (s < resolved) {
                    someMyopic.add(byMyopic);
                    somePriced.add(byPrices);
                    someResolved.run(instance, seed, new Resolved(instance, program, bound.prices()), bound.cost());
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "instance %d of %d: bound $%.2f, ratios %s%n",
                    n + 1,
                    instances,
                    bound.cost(),
                    String.join(", ", every.stream().map(Measured::last).toList()));
        }
        System.out.printf(
                Locale.ROOT,
                "%nthe public instance, %s: %d instances (seeds from %d) × %d sequences of %d arrivals%n",
                size.name().toLowerCase(Locale.ROOT),
                instances,
                SEED,
                sequences,
                size.arrivals);
        table(every);
        if (resolved > 0) {
            System.out.printf("%non %d sequence(s) of each instance%n", resolved);
            table(some);
        }
        System.out.printf(
                Locale.ROOT,
                "%na bound takes %.1f s; machine: %d processors; JDK %s%n",
                solving / 1e9 / instances,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private static Measured measured(List<Measured> all, String name) {
        var measured = new Measured(name);
        all.add(measured);
        return measured;
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

    /** Prices that are solved anew with what is left and the arrivals that are still expected. */
    private static final class Resolved implements Rule {
        private final LowerBound program;
        private final Planned planned;

        Resolved(Instance instance, LowerBound program, double[][] prices) {
            this.program = program;
            this.planned = new Planned(instance, prices);
        }

        @Override
        public void at(int arrival, int arrivals, long[][] stock) {
            int stretch = arrivals / (RESOLVES + 1);
            if (arrival > 0 && arrival % stretch == 0 && arrival / stretch <= RESOLVES) {
                planned.reprice(program.solve(stock, arrivals - arrival).prices());
            }
        }

        @Override
        public int[] places(Instance.Arrival order, long[][] stock) {
            return planned.places(order, stock);
        }
    }

    /** What one rule's runs cost and how long its decisions take. */
    private static final class Measured {
        private final String name;
        private final List<Double> ratios = new ArrayList<>();
        private long[] nanos = new long[1 << 16];
        private int decisions;

        Measured(String name) {
            this.name = name;
        }

        void add(double ratio) {
            ratios.add(ratio);
        }

        /** Serves one sequence of arrivals; returns its cost ÷ the bound. */
        double run(Instance instance, long seed, Rule rule, double bound) {
            long[][] stock = Arrays.stream(instance.stock).map(long[]::clone).toArray(long[][]::new);
            var arrivals = instance.arrivals(seed);
            double cost = 0;
            for (int t = 0; t < instance.size.arrivals; t++) {
                rule.at(t, instance.size.arrivals, stock);
                var order = arrivals.next();
                if (order != null) {
                    long start = System.nanoTime();
                    int[] places = rule.places(order, stock);
                    note(System.nanoTime() - start);
                    take(instance, instance.types[order.type()], places, stock);
                    cost += instance.cost(order.city(), places);
                }
            }
            add(cost / bound);
            return cost / bound;
        }

        private static void take(Instance instance, int[] items, int[] places, long[][] stock) {
            for (int n = 0; n < places.length; n++) {
                if (places[n] != instance.nowhere && --stock[items[n]][places[n]] < 0) {
                    throw new IllegalStateException("took what is not there");
                }
            }
        }

        private void note(long took) {
            if (decisions == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * decisions);
            }
            nanos[decisions++] = took;
        }

        double ratio() {
            return ratios.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        String last() {
            return String.format(Locale.ROOT, "%.4f", ratios.getLast());
        }

        String times() {
            if (decisions == 0) {
                return "";
            }
            long[] sorted = Arrays.copyOf(nanos, decisions);
            Arrays.sort(sorted);
            return String.format(
                    Locale.ROOT,
                    "%8.1f µs %8.1f µs",
                    sorted[decisions / 2] / 1e3,
                    sorted[(int) (decisions * 0.99)] / 1e3);
        }
    }
}
