package io.omnihub.sourcing;

import io.omnihub.catalog.SourcingPolicy;
import java.util.Arrays;

/**
 * What a set of locations counts if it serves a demand. Once the set is open its units are easy: each SKU's go to the
 * location where a unit counts least, then to the next.
 */
final class Cover {
    enum Verdict {
        SERVES,
        SHORT,
        /** It serves, but a part of it is worth too little. */
        BELOW_WORTH
    }

    final Supply[] supplies;
    final long[] units;
    final int criteria;
    /** The sums of the set that was weighed last, by criterion, and which of it gave something. */
    final double[] score;

    final boolean[] used;

    private final int cost;
    private final int mostStock;
    private final boolean bySku;
    private final double[] worthOfUnit;
    private final double minWorth;

    private final int[] sorted;
    private final double[] given;
    private final double[] worth;
    private double shadows;
    private double stocks;

    Cover(Supply[] supplies, Wanted wanted, Yardstick yardstick, double minWorth) {
        this.supplies = supplies;
        this.units = wanted.units;
        this.worthOfUnit = wanted.worth;
        this.minWorth = minWorth;
        this.criteria = yardstick.criteria.size();
        this.cost = yardstick.cost;
        this.mostStock = yardstick.mostStock;
        this.bySku = mostStock >= 0 || (cost >= 0 && anyIsShadowed(supplies));
        this.score = new double[criteria];
        this.used = new boolean[supplies.length];
        this.given = new double[supplies.length];
        this.worth = new double[supplies.length];
        this.sorted = new int[SourcingPolicy.MAX_SPLIT + 1];
    }

    private static boolean anyIsShadowed(Supply[] supplies) {
        for (Supply supply : supplies) {
            if (supply.isShadowed()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same location may count differently for different SKUs. */
    boolean dependsOnSku() {
        return bySku;
    }

    double fixed(int criterion, int k) {
        return supplies[k].option.fixed[criterion];
    }

    /** What one unit of a SKU counts there. */
    double unit(int criterion, int k, int s) {
        double plain = supplies[k].option.unit[criterion];
        if (criterion == cost) {
            return plain + supplies[k].shadow[s];
        }
        return criterion == mostStock ? plain - supplies[k].stock[s] : plain;
    }

    /** Where a unit of a SKU counts less. */
    int compareUnits(int one, int other, int s) {
        for (int c = 0; c < criteria; c++) {
            int order = Double.compare(unit(c, one, s), unit(c, other, s));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one, other);
    }

    /** Sums up what the first so many members count; those that give nothing do not count. */
    Verdict weigh(int[] members, int size) {
        shadows = 0;
        stocks = 0;
        for (int i = 0; i < size; i++) {
            given[members[i]] = 0;
            worth[members[i]] = 0;
        }
        for (int s = 0; s < units.length; s++) {
            if (s == 0 || bySku) {
                sort(members, size, s);
            }
            if (!give(size, s)) {
                return Verdict.SHORT;
            }
        }
        return addUp(size);
    }

    /** Sums up the same set with other shares, such that no part is worth too little; false: none are found. */
    boolean rebalance(int[] set) {
        var shares = shares(set);
        if (!shares.raise()) {
            return false;
        }
        Arrays.setAll(score, shares::score);
        return true;
    }

    /** What each of a set of which all are used gives of each SKU. */
    long[][] allot(int[] set) {
        var shares = shares(set);
        if (set.length > 1) {
            shares.raise();
        }
        return shares.given;
    }

    private Shares shares(int[] set) {
        long[][] given = new long[set.length][units.length];
        for (int s = 0; s < units.length; s++) {
            sort(set, set.length, s);
            long left = units[s];
            for (int i = 0; i < set.length; i++) {
                long share = Math.min(left, supplies[sorted[i]].stock[s]);
                given[at(sorted[i], set)][s] = share;
                left -= share;
            }
        }
        return new Shares(this, set, given, worthOfUnit, minWorth);
    }

    private static int at(int member, int[] members) {
        int at = 0;
        while (members[at] != member) {
            at++;
        }
        return at;
    }

    private void sort(int[] members, int size, int s) {
        for (int i = 0; i < size; i++) {
            int member = members[i];
            int at = i;
            while (at > 0 && compareUnits(member, sorted[at - 1], s) < 0) {
                sorted[at] = sorted[at - 1];
                at--;
            }
            sorted[at] = member;
        }
    }

    private boolean give(int size, int s) {
        long left = units[s];
        for (int i = 0; i < size && left > 0; i++) {
            int k = sorted[i];
            long share = Math.min(left, supplies[k].stock[s]);
            left -= share;
            given[k] += share;
            worth[k] += share * worthOfUnit[s];
            shadows += share * supplies[k].shadow[s];
            stocks += (double) share * supplies[k].stock[s];
        }
        return left == 0;
    }

    private Verdict addUp(int size) {
        for (int c = 0; c < criteria; c++) {
            score[c] = c == cost ? shadows : c == mostStock ? -stocks : 0;
        }
        int parts = 0;
        boolean tooSmall = false;
        for (int i = 0; i < size; i++) {
            int k = sorted[i];
            used[k] = given[k] > 0;
            if (used[k]) {
                parts++;
                tooSmall |= worth[k] < minWorth;
                for (int c = 0; c < criteria; c++) {
                    score[c] += supplies[k].option.score(c, given[k]);
                }
            }
        }
        return parts > 1 && tooSmall ? Verdict.BELOW_WORTH : Verdict.SERVES;
    }
}
