package io.omnihub.bench.fulfilment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What one rule's runs cost and how long its decisions take. */
final class Measured {
    final String name;
    private final List<Double> ratios = new ArrayList<>();
    private long[] nanos = new long[1 << 16];
    private int decisions;

    Measured(String name) {
        this.name = name;
    }

    void add(double ratio) {
        ratios.add(ratio);
    }

    /** Serves one sequence of arrivals. */
    void run(Instance instance, long seed, Rule rule, double bound) {
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

    double last() {
        return ratios.getLast();
    }

    String times() {
        if (decisions == 0) {
            return "";
        }
        long[] sorted = Arrays.copyOf(nanos, decisions);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT, "%8.1f µs %8.1f µs", sorted[decisions / 2] / 1e3, sorted[(int) (decisions * 0.99)] / 1e3);
    }
}
