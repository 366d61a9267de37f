package io.omnihub.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The ratios of one row, a round each. */
record Ratios(Row row, List<Double> rounds) {
    Ratios(Row row) {
        this(row, new ArrayList<>());
    }

    void add(double ratio) {
        rounds.add(ratio);
    }

    static String head() {
        return "%-68s %8s %16s  %-20s %s".formatted("hub ÷ baseline", "median", "min – max", "closes (aim)", "");
    }

    String line() {
        double median = median(rounds);
        return String.format(
                Locale.ROOT,
                "%-68s %8.2f %7.2f – %6.2f  %-20s %s",
                row.title(),
                median,
                Collections.min(rounds),
                Collections.max(rounds),
                row.threshold(),
                row.threshold().verdict(median));
    }

    static double median(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
