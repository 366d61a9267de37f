package io.omnihub.bench.fulfilment;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A seeded sequence of arrivals. */
final class Arrivals {
    private final double[] types;
    private final double[] cities;
    private final Random random;

    Arrivals(double[] typeChance, double[] cityChance, Random random) {
        this.types = summed(typeChance);
        this.cities = summed(cityChance);
        this.random = random;
    }

    /** The next one; null where nothing is ordered. */
    Instance.@Nullable Arrival next() {
        int type = draw(types);
        int city = Math.min(draw(cities), cities.length - 1);
        return type == types.length ? null : new Instance.Arrival(type, city);
    }

    private int draw(double[] sums) {
        int at = Arrays.binarySearch(sums, random.nextDouble());
        return at < 0 ? -at - 1 : at + 1;
    }

    private static double[] summed(double[] chances) {
        double[] sums = chances.clone();
        Arrays.parallelPrefix(sums, Double::sum);
        return sums;
    }
}
