package io.omnihub.sourcing;

import java.time.Instant;

/** A location that may serve, with what it counts in each criterion: once if it is used, and for each unit. */
final class Option {
    final Site site;
    /** Its place in the pool. */
    final int index;
    /** How far its units travel; 0 where unknown. For a store, the customer's way. */
    final double km;
    /** The used share of its daily capacity. */
    final double load;
    /** For when it can promise. */
    final Instant promisedAt;

    final double[] fixed;
    final double[] unit;

    Option(Site site, int index, double km, double load, Instant promisedAt, double[] fixed, double[] unit) {
        this.site = site;
        this.index = index;
        this.km = km;
        this.load = load;
        this.promisedAt = promisedAt;
        this.fixed = fixed;
        this.unit = unit;
    }

    /** What it counts if it gives so many units. */
    double score(int criterion, double units) {
        return fixed[criterion] + unit[criterion] * units;
    }

    /** Which of two counts less if it gives all of so many units; never 0 for two locations of a pool. */
    static int compare(Option one, Option other, double units) {
        for (int c = 0; c < one.fixed.length; c++) {
            int order = Double.compare(one.score(c, units), other.score(c, units));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.index, other.index);
    }
}
