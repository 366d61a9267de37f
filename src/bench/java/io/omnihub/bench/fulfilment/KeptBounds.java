package io.omnihub.bench.fulfilment;

import io.omnihub.bench.fulfilment.LowerBound.Solution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The bounds of the large instances, whose search takes up to a minute each, in a file beside the data: a line holds an
 * instance's size and seed, its bound, and the prices that prove it, in thousandths of a dollar, by item and centre. What
 * is missing there is searched for, and added.
 */
final class KeptBounds {
    /** The project's directory is the working one, as Maven has it. */
    private static final Path FILE = Path.of("src/bench/resources/io/omnihub/bench/fulfilment/bounds.csv");

    /** As it is written, in cents. */
    private static final double TOLERANCE = 0.01;

    private static final double UNIT = 1_000;

    private KeptBounds() {}

    /** The instance's bound, found or kept; what is kept is proved by its prices. */
    static Solution of(Instance instance, long seed, LowerBound program) {
        String start = instance.size.row + "," + seed + ",";
        return Instance.lines("bounds.csv")
                .filter(line -> line.startsWith(start))
                .map(line -> proved(line.split(",", -1), instance, program))
                .findFirst()
                .orElseGet(() -> search(start, instance, program));
    }

    private static Solution proved(String[] line, Instance instance, LowerBound program) {
        double[] prices = Arrays.stream(line[3].split(" ", -1))
                .mapToDouble(price -> Integer.parseInt(price) / UNIT)
                .toArray();
        double[][] byItem = new double[instance.size.items][];
        Arrays.setAll(byItem, i -> Arrays.copyOfRange(prices, i * instance.nowhere, (i + 1) * instance.nowhere));
        var solution = program.at(byItem, instance.stock, instance.size.arrivals);
        if (Math.abs(solution.cost - Double.parseDouble(line[2])) > TOLERANCE) {
            throw new IllegalStateException(
                    "%s, seed %s, is another instance than the one whose bound %s keeps; remove it there if it should be"
                            .formatted(line[0], line[1], FILE.getFileName()));
        }
        return solution;
    }

    private static Solution search(String start, Instance instance, LowerBound program) {
        double[][] prices = program.solve(instance.stock, instance.size.arrivals).prices;
        double[][] rounded = Arrays.stream(prices)
                .map(item -> Arrays.stream(item)
                        .map(price -> Math.round(price * UNIT) / UNIT)
                        .toArray())
                .toArray(double[][]::new);
        var solution = program.at(rounded, instance.stock, instance.size.arrivals);
        keep(start
                + String.format(Locale.ROOT, "%.2f,", solution.cost)
                + Arrays.stream(rounded)
                        .flatMapToDouble(Arrays::stream)
                        .mapToObj(price -> Long.toString(Math.round(price * UNIT)))
                        .collect(Collectors.joining(" ", "", "\n")));
        return solution;
    }

    private static void keep(String line) {
        try {
            Files.writeString(FILE, line, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
