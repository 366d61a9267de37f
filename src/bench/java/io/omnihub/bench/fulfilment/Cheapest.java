package io.omnihub.bench.fulfilment;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds the cheapest way to serve one whole order if units of stock have prices, by trying every set of places. */
final class Cheapest {
    private record Way(int type, int city, String places) {}

    private final Instance instance;
    private final Set<Way> known = new HashSet<>();
    /** By type: the places that serve any of its items. */
    private final int[][] useful;

    private double cost;

    Cheapest(Instance instance) {
        this.instance = instance;
        this.useful = new int[instance.types.length][];
        for (int q = 0; q < useful.length; q++) {
            int[] items = instance.types[q];
            useful[q] = IntStream.rangeClosed(0, instance.nowhere)
                    .filter(k -> Arrays.stream(items).anyMatch(item -> serves(item, k)))
                    .toArray();
        }
    }

    boolean isNew(int type, int city, int[] places) {
        return known.add(new Way(type, city, Arrays.toString(places)));
    }

    /** Of the way that was found last, prices included. */
    double cost() {
        return cost;
    }

    /** Which place gives each item. */
    int[] places(int type, int city, double[][] prices) {
        int[] items = instance.types[type];
        int[] places = useful[type];
        double[][] least = new double[1 << places.length][items.length];
        double[][] unit = new double[places.length][items.length];
        for (int p = 0; p < places.length; p++) {
            for (int n = 0; n < items.length; n++) {
                unit[p][n] = unit(items[n], places[p], city, prices);
            }
        }
        Arrays.fill(least[0], Double.POSITIVE_INFINITY);
        double[] boxes = new double[least.length];
        cost = Double.POSITIVE_INFINITY;
        int set = 0;
        for (int mask = 1; mask < least.length; mask++) {
            int p = Integer.numberOfTrailingZeros(mask);
            int rest = mask & (mask - 1);
            boxes[mask] = boxes[rest] + instance.box[places[p]];
            double sum = boxes[mask];
            for (int n = 0; n < items.length; n++) {
                least[mask][n] = Math.min(least[rest][n], unit[p][n]);
                sum += least[mask][n];
            }
            if (sum < cost) {
                cost = sum;
                set = mask;
            }
        }
        return allot(places, unit, set);
    }

    private static int[] allot(int[] places, double[][] unit, int set) {
        int[] allotted = new int[unit[0].length];
        for (int n = 0; n < allotted.length; n++) {
            double least = Double.POSITIVE_INFINITY;
            for (int p = 0; p < places.length; p++) {
                if ((set & 1 << p) != 0 && unit[p][n] < least) {
                    least = unit[p][n];
                    allotted[n] = places[p];
                }
            }
        }
        return allotted;
    }

    private double unit(int item, int place, int city, double[][] prices) {
        if (!serves(item, place)) {
            return Double.POSITIVE_INFINITY;
        }
        return instance.unit[place][city] + (place == instance.nowhere ? 0 : prices[item][place]);
    }

    private boolean serves(int item, int place) {
        return place == instance.nowhere || instance.carried[item][place];
    }
}
