package io.omnihub.replenishment;

import java.util.Arrays;

/**
 * How many units will be asked for in some days: a negative binomial distribution with the mean and variance of the velocity,
 * the Poisson distribution where sales come one by one. What sells in hundreds is counted in lots, so that every table is short.
 */
final class Outlook {
    /** Lots asked for on average at most. */
    private static final double MOST_LOTS = 200;

    private static final int LONGEST_TABLE = 4_000;
    private static final double NEGLIGIBLE = 1e-6;

    private final long lot;

    /** Of each number of lots, from 0: the chance that as many or more are asked for. */
    private final double[] tail;

    /** Of each number of lots, from 0: how many more are asked for on average. */
    private final double[] beyond;

    private Outlook(long lot, double[] tail) {
        this.lot = lot;
        this.tail = tail;
        this.beyond = new double[tail.length];
        for (int k = tail.length - 2; k >= 0; k--) {
            beyond[k] = beyond[k + 1] + tail[k + 1];
        }
    }

    static Outlook of(Velocity velocity, double days) {
        double mean = velocity.perDay() * days;
        long lot = Math.max(1, (long) Math.ceil(mean / MOST_LOTS));
        double inLots = mean / lot;
        return new Outlook(lot, tail(inLots, velocity.variancePerDay() * days / ((double) lot * lot)));
    }

    /** That as many units or more are asked for. */
    double chance(long units) {
        if (units <= 0) {
            return 1;
        }
        long lots = Math.ceilDiv(units, lot);
        return lots < tail.length ? tail[(int) lots] : 0;
    }

    /** Units that are asked for on average beyond a stock of so many. */
    double lost(long stock) {
        long lots = Math.max(0, stock) / lot;
        return lots < beyond.length ? lot * beyond[(int) lots] : 0;
    }

    private static double[] tail(double mean, double variance) {
        if (mean <= 0) {
            return new double[] {1};
        }
        boolean even = variance <= mean * 1.001;
        double p = even ? 1 : mean / variance;
        double size = even ? 0 : mean * mean / (variance - mean);
        double chance = even ? Math.exp(-mean) : Math.pow(p, size);
        double[] tail = new double[LONGEST_TABLE];
        tail[0] = 1;
        int k = 0;
        while (k + 1 < LONGEST_TABLE && tail[k] > NEGLIGIBLE) {
            tail[k + 1] = Math.max(0, tail[k] - chance);
            chance *= even ? mean / (k + 1) : (size + k) / (k + 1) * (1 - p);
            k++;
        }
        return Arrays.copyOf(tail, k + 1);
    }
}
