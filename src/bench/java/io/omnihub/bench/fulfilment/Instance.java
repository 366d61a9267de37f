package io.omnihub.bench.fulfilment;

import io.omnihub.kernel.GeoPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An instance of the multi-item fulfilment problem on the public data (see the README beside the two CSV files), drawn
 * from a seed. Places are numbered from 0: the centres, and after them {@link #nowhere}, which stands for a unit that is
 * not served. Costs are in dollars.
 */
final class Instance {
    /** How large an instance is. */
    enum Size {
        SMALL("fulfilment", 20, 5, 5, 10_000, 0.75),
        LARGE("fulfilment-large", 100, 10, 10, 100_000, 0.5),
        LARGE_SPARSE("fulfilment-large-sparse", 100, 10, 10, 100_000, 0.25);

        /** By which it is asked for. */
        final String row;

        final int items;
        /** Order types hold 1 to so many items. */
        final int largest;
        /** Order types of each number of items. */
        final int typesEach;

        final int arrivals;
        /** The chance that a centre carries an item. */
        final double carries;

        Size(String row, int items, int largest, int typesEach, int arrivals, double carries) {
            this.row = row;
            this.items = items;
            this.largest = largest;
            this.typesEach = typesEach;
            this.arrivals = arrivals;
            this.carries = carries;
        }
    }

    /** One order: its type's index and its city's. */
    record Arrival(int type, int city) {}

    static final double PER_BOX = 8.759;
    static final double PER_UNIT = 0.423;
    static final double PER_UNIT_MILE = 0.000541;
    static final double KM_PER_MILE = 1.609344;

    final Size size;
    final List<GeoPoint> centres;
    final List<GeoPoint> cities;
    final int nowhere;
    /** The distinct items of each order type. */
    final int[][] types;
    /** The chance of each type in each arrival; what is missing to 1 is the chance that nothing is ordered. */
    final double[] typeChance;

    final double[] cityChance;
    /** By item and centre. */
    final boolean[][] carried;
    /** By item and centre: what there is at first. */
    final long[][] stock;
    /** By place. */
    final double[] box;
    /** By place and city. */
    final double[][] unit;
    /** By city: the centres, the nearest first. */
    final int[][] nearest;

    private Instance(Size size, long seed) {
        var random = new Random(seed);
        double[] population =
                cities().stream().mapToDouble(row -> number(row, 4)).toArray();
        double all = Arrays.stream(population).sum();
        this.size = size;
        this.cities = cities().stream().map(row -> point(row, 2)).toList();
        this.centres = rows("fulfillment_centers.csv").stream()
                .map(row -> point(row, 2))
                .toList();
        this.nowhere = centres.size();
        this.cityChance = Arrays.stream(population).map(p -> p / all).toArray();
        this.types = new int[size.largest * size.typesEach][];
        this.typeChance = new double[types.length];
        drawTypes(random);
        this.carried = drawCarried(random);
        this.box = new double[nowhere + 1];
        this.unit = new double[nowhere + 1][cities.size()];
        this.nearest = new int[cities.size()][];
        price();
        this.stock = stocked();
    }

    static Instance draw(Size size, long seed) {
        return new Instance(size, seed);
    }

    Arrivals arrivals(long seed) {
        return new Arrivals(typeChance, cityChance, new Random(seed));
    }

    /** The chance that an arrival is of this type from this city. */
    double chance(int type, int city) {
        return typeChance[type] * cityChance[city];
    }

    private void drawTypes(Random random) {
        double[] ofSize = weights(random, size.largest + 1);
        for (int items = 1; items <= size.largest; items++) {
            double[] ofType = weights(random, size.typesEach);
            for (int t = 0; t < size.typesEach; t++) {
                int type = (items - 1) * size.typesEach + t;
                typeChance[type] = ofSize[items] * ofType[t];
                types[type] = random.ints(0, size.items)
                        .distinct()
                        .limit(items)
                        .sorted()
                        .toArray();
            }
        }
    }

    private static double[] weights(Random random, int count) {
        double[] weights = random.doubles(count).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** An item that no centre would carry is drawn again. */
    private boolean[][] drawCarried(Random random) {
        boolean[][] drawn = new boolean[size.items][nowhere];
        for (boolean[] item : drawn) {
            boolean any = false;
            while (!any) {
                for (int k = 0; k < nowhere; k++) {
                    item[k] = random.nextDouble() < size.carries;
                    any |= item[k];
                }
            }
        }
        return drawn;
    }

    private void price() {
        Arrays.fill(box, PER_BOX);
        box[nowhere] = 2 * PER_BOX;
        for (int j = 0; j < cities.size(); j++) {
            for (int k = 0; k < nowhere; k++) {
                double miles = centres.get(k).distanceKm(cities.get(j)) / KM_PER_MILE;
                unit[k][j] = PER_UNIT + PER_UNIT_MILE * miles;
                unit[nowhere][j] = Math.max(unit[nowhere][j], 2 * unit[k][j]);
            }
            int city = j;
            nearest[j] = IntStream.range(0, nowhere)
                    .boxed()
                    .sorted(Comparator.comparingDouble(k -> unit[k][city]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    private long[][] stocked() {
        double[][] share = new double[size.items][nowhere];
        for (int q = 0; q < types.length; q++) {
            for (int item : types[q]) {
                for (int j = 0; j < cities.size(); j++) {
                    share[item][nearestCarrying(item, j)] += chance(q, j);
                }
            }
        }
        long[][] stocked = new long[size.items][nowhere];
        for (int i = 0; i < size.items; i++) {
            for (int k = 0; k < nowhere; k++) {
                double mean = size.arrivals * share[i][k];
                stocked[i][k] = Math.round(mean + 0.5 * Math.sqrt(mean * (1 - share[i][k])));
            }
        }
        return stocked;
    }

    int nearestCarrying(int item, int city) {
        for (int k : nearest[city]) {
            if (carried[item][k]) {
                return k;
            }
        }
        throw new IllegalStateException("nobody carries item " + item);
    }

    /** What an order costs whose items come from these places. */
    double cost(int city, int[] places) {
        double cost = 0;
        for (int n = 0; n < places.length; n++) {
            cost += unit[places[n]][city];
            boolean opened = false;
            for (int m = 0; m < n; m++) {
                opened |= places[m] == places[n];
            }
            cost += opened ? 0 : box[places[n]];
        }
        return cost;
    }

    private static List<String[]> cities() {
        return rows("cities.csv");
    }

    private static List<String[]> rows(String name) {
        return lines(name).map(line -> line.split(",", -1)).toList();
    }

    /** Those of a file beside this class, without its head. */
    static Stream<String> lines(String name) {
        try (InputStream source = Objects.requireNonNull(Instance.class.getResourceAsStream(name), name)) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double number(String[] row, int column) {
        return Double.parseDouble(row[column]);
    }

    private static GeoPoint point(String[] row, int column) {
        return new GeoPoint(number(row, column), number(row, column + 1));
    }
}
