package io.omnihub.sourcing;

import io.omnihub.catalog.Criterion;
import io.omnihub.catalog.SourcingPolicy;
import java.util.Arrays;

/**
 * Finds the set of locations that serves a demand best, by branch and bound: whoever extends a set must take one of
 * those that have the SKU which is missing and scarcest. A bound is what the units would count if each came from where
 * it counts least, opened or not; opening is charged in full for as many locations as must still come, or in shares on
 * the most units that a location can give, whichever is more.
 *
 * <p>The work is bounded by a count of looks at cells. A search that ends early knows the least bound of what it left,
 * and improves the best that it found by exchanges.
 */
final class Search {
    /** A set that serves, the least member first, with its sums by criterion. */
    static final class Found {
        final int[] members;
        final double[] score;

        private Found(int[] members, double[] score) {
            this.members = members;
            this.score = score;
        }
    }

    private static final byte FREE = 0;
    private static final byte IN = 1;
    private static final byte OUT = 2;
    private static final int COVERED = -1;
    private static final int HOPELESS = -2;

    /** The best ones that were weighed, the best first. */
    final Found[] best = new Found[Explanation.MAX_PLANS];

    int found;

    private final Cover cover;
    private final Supply[] supplies;
    private final long[] units;
    final int limit;
    private final boolean countsParts;
    private final int[] members = new int[SourcingPolicy.MAX_SPLIT + 1];
    private final byte[] state;

    /** Looks at cells that are still allowed. */
    private long budget;
    /** The least bound of all that was not searched, in the first criterion. */
    private double left = Double.POSITIVE_INFINITY;

    /** The least of the sets that serve but for a part that is worth too little: other shares of it might do. */
    private double[] belowWorth = {Double.POSITIVE_INFINITY};

    private int[] byIndex = {};
    /** For each SKU those who have it: by what a unit counts, and by that with its share of the opening. */
    private int[][] byUnit = {};

    private int[][] byShare = {};
    private double[] share = {};
    /** For each SKU how much the best 1, 2, … locations have. */
    private long[][] most = {};

    private double leastFixed;
    private double leastTwoFixed;

    Search(Cover cover, int limit, Criterion first, long budget) {
        this.cover = cover;
        this.supplies = cover.supplies;
        this.units = cover.units;
        this.limit = Math.min(limit, supplies.length);
        this.countsParts = first == Criterion.FEWEST_PARTS;
        this.budget = budget;
        this.state = new byte[supplies.length];
    }

    Search run() {
        for (int k = 0; k < supplies.length; k++) {
            members[0] = k;
            weigh(1);
        }
        if (limit > 1 && !singlesAreBest()) {
            prepare();
            coverMost();
            long all = budget;
            extend(0);
            if (budget <= 0 && found > 0) {
                budget = all / 2;
                improve();
            }
        }
        return this;
    }

    /** No set serves with less in the first criterion. */
    double lowerBound() {
        double unknown = Math.min(left, belowWorth[0]);
        return found == 0 ? unknown : Math.min(unknown, best[0].score[0]);
    }

    /** Whether no set is better than the best one found, or none serves. */
    boolean isExact() {
        return found == 0
                ? lowerBound() == Double.POSITIVE_INFINITY
                : left > best[0].score[0] && compare(belowWorth, best[0].score) >= 0;
    }

    /** A bound that needs no order: two openings, and each unit where it counts least. */
    private boolean singlesAreBest() {
        leastFixed = Double.POSITIVE_INFINITY;
        leastTwoFixed = Double.POSITIVE_INFINITY;
        for (int k = 0; k < supplies.length; k++) {
            double fixed = cover.fixed(0, k);
            leastTwoFixed = Math.min(leastTwoFixed, leastFixed + fixed);
            leastFixed = Math.min(leastFixed, fixed);
        }
        if (found == 0) {
            return false;
        }
        double bound = leastTwoFixed;
        for (int s = 0; s < units.length; s++) {
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < supplies.length; k++) {
                if (supplies[k].stock[s] > 0) {
                    least = Math.min(least, cover.unit(0, k, s));
                }
            }
            bound += units[s] == 0 ? 0 : units[s] * least;
        }
        return bound > best[0].score[0] + slack();
    }

    private void prepare() {
        int n = supplies.length;
        byIndex = new int[n];
        share = new double[n];
        for (int k = 0; k < n; k++) {
            byIndex[k] = k;
            share[k] = cover.fixed(0, k) / Math.max(1, supplies[k].covers(units));
        }
        byUnit = new int[units.length][];
        byShare = new int[units.length][];
        most = new long[units.length][];
        int[] common = sorted(byIndex, (one, other) -> cover.compareUnits(one, other, 0));
        int[] commonShare = sorted(byIndex, (one, other) -> compareShares(one, other, 0));
        for (int s = 0; s < units.length; s++) {
            int sku = s;
            int[] have = having(common, s);
            byUnit[s] = cover.dependsOnSku() ? sorted(have, (one, other) -> cover.compareUnits(one, other, sku)) : have;
            byShare[s] = cover.dependsOnSku()
                    ? sorted(have, (one, other) -> compareShares(one, other, sku))
                    : having(commonShare, s);
            most[s] = most(have, s);
        }
        budget -= (long) n * units.length;
    }

    private interface Order {
        int compare(int one, int other);
    }

    private static int[] sorted(int[] set, Order order) {
        Integer[] boxed = new Integer[set.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = set[i];
        }
        Arrays.sort(boxed, order::compare);
        int[] sorted = new int[boxed.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = boxed[i];
        }
        return sorted;
    }

    private int compareShares(int one, int other, int s) {
        int order = Double.compare(cover.unit(0, one, s) + share[one], cover.unit(0, other, s) + share[other]);
        return order != 0 ? order : Integer.compare(one, other);
    }

    private int[] having(int[] set, int s) {
        int[] have = new int[set.length];
        int count = 0;
        for (int k : set) {
            if (supplies[k].stock[s] > 0) {
                have[count++] = k;
            }
        }
        return Arrays.copyOf(have, count);
    }

    /** Sums of the largest stocks of a SKU: of none, of one, of two, … of as many as may share. */
    private long[] most(int[] have, int s) {
        long[] largest = new long[limit + 1];
        for (int k : have) {
            long stock = supplies[k].stock[s];
            for (int i = 1; i <= limit; i++) {
                if (stock > largest[i]) {
                    long smaller = largest[i];
                    largest[i] = stock;
                    stock = smaller;
                }
            }
        }
        for (int i = 1; i <= limit; i++) {
            largest[i] += largest[i - 1];
        }
        return largest;
    }

    /** A first set to beat: again and again whoever has most of what is missing. */
    private void coverMost() {
        long[] missing = units.clone();
        boolean[] taken = new boolean[supplies.length];
        for (int size = 0; size < limit; size++) {
            int next = takeMostCovering(supplies, taken, missing);
            if (next < 0) {
                return;
            }
            members[size] = next;
            budget -= (long) supplies.length * units.length;
            weigh(size + 1);
        }
    }

    /** Takes, from what is missing, all that the first of those that cover most of it has; -1: none has any. */
    static int takeMostCovering(Supply[] supplies, boolean[] taken, long[] missing) {
        int best = -1;
        long most = 0;
        for (int k = 0; k < supplies.length; k++) {
            long covered = taken[k] ? 0 : supplies[k].covers(missing);
            if (covered > most) {
                best = k;
                most = covered;
            }
        }
        for (int s = 0; s < missing.length && best >= 0; s++) {
            missing[s] -= Math.min(missing[s], supplies[best].stock[s]);
            taken[best] = true;
        }
        return best;
    }

    /** Where the search ended early: from the best set to the best of its neighbours, as long as one is better. */
    private void improve() {
        Found from;
        do {
            from = best[0];
            for (int k = 0; k < supplies.length && budget > 0; k++) {
                weighNeighbours(from.members, k);
            }
        } while (from != best[0] && budget > 0);
    }

    /** The set with one more, and with that one in the place of each other. */
    private void weighNeighbours(int[] set, int k) {
        if (Arrays.binarySearch(set, k) >= 0) {
            return;
        }
        System.arraycopy(set, 0, members, 0, set.length);
        members[set.length] = k;
        if (set.length < limit) {
            weigh(set.length + 1);
        }
        for (int i = 0; i < set.length; i++) {
            members[i] = k;
            weigh(set.length);
            members[i] = set[i];
        }
    }

    /** Searches all sets that have more than these first so many members, and nobody who is out. */
    private void extend(int size) {
        int[] options = options(size);
        int decided = 0;
        while (decided < options.length) {
            int k = options[decided];
            if (state[k] != FREE) {
                options[decided] = -1;
                decided++;
                continue;
            }
            double bound = bound(size);
            if (bound == Double.POSITIVE_INFINITY || isBeaten(size, bound)) {
                break;
            }
            if (budget <= 0) {
                left = Math.min(left, bound);
                break;
            }
            include(size, k);
            state[k] = OUT;
            decided++;
        }
        for (int i = 0; i < decided; i++) {
            if (options[i] >= 0) {
                state[options[i]] = FREE;
            }
        }
    }

    private void include(int size, int k) {
        state[k] = IN;
        members[size] = k;
        if (size > 0) {
            weigh(size + 1);
        }
        if (size + 1 < limit) {
            extend(size + 1);
        }
    }

    /** Who may come next: all, or those that have the missing SKU that fewest have; nobody where it is hopeless. */
    private int[] options(int size) {
        int missing = missing(size);
        return switch (missing) {
            case HOPELESS -> new int[0];
            case COVERED -> byIndex.clone();
            default -> byUnit[missing].clone();
        };
    }

    private int missing(int size) {
        int scarcest = COVERED;
        for (int s = 0; s < units.length; s++) {
            long open = units[s];
            for (int i = 0; i < size && open > 0; i++) {
                open -= supplies[members[i]].stock[s];
            }
            if (open > most[s][limit - size]) {
                return HOPELESS;
            }
            if (open > 0 && (scarcest < 0 || byUnit[s].length < byUnit[scarcest].length)) {
                scarcest = s;
            }
        }
        budget -= units.length;
        return scarcest;
    }

    private boolean isBeaten(int size, double bound) {
        if (found == 0) {
            return false;
        }
        double[] mark = best[0].score;
        if (Math.abs(bound - mark[0]) > slack()) {
            return bound > mark[0];
        }
        for (int c = 1; c < mark.length; c++) {
            double other = roughBound(c, size);
            if (Math.abs(other - mark[c]) > 1e-9 * Math.max(1, Math.abs(mark[c]))) {
                return other > mark[c];
            }
        }
        return true;
    }

    private double slack() {
        return 1e-9 * Math.max(1, Math.abs(best[0].score[0]));
    }

    /** What any extension counts at least in the first criterion; infinite where what is free cannot serve. */
    private double bound(int size) {
        double opened = 0;
        for (int i = 0; i < size; i++) {
            opened += cover.fixed(0, members[i]);
        }
        double whole = opened + (size == 0 ? leastTwoFixed : leastFixed);
        double shared = opened;
        for (int s = 0; s < units.length && whole < Double.POSITIVE_INFINITY; s++) {
            whole += cheapest(s);
            shared += cheapestWithShare(size, s);
        }
        return Math.max(whole, countsParts ? Math.ceil(shared - 1e-9) : shared);
    }

    /** A SKU's units where they count least, of all who are not out. */
    private double cheapest(int s) {
        long open = units[s];
        double sum = 0;
        int looks = 0;
        for (int i = 0; i < byUnit[s].length && open > 0; i++) {
            int k = byUnit[s][i];
            looks++;
            if (state[k] != OUT) {
                long taken = Math.min(open, supplies[k].stock[s]);
                open -= taken;
                sum += taken * cover.unit(0, k, s);
            }
        }
        budget -= looks;
        return open > 0 ? Double.POSITIVE_INFINITY : sum;
    }

    /** The same, where those who are free charge each unit with a share of their opening. */
    private double cheapestWithShare(int size, int s) {
        long open = units[s];
        double sum = 0;
        int next = 0;
        int[] order = byShare[s];
        int taken = 0;
        while (open > 0) {
            while (next < order.length && state[order[next]] != FREE) {
                next++;
            }
            int member = cheapestMember(size, s, taken);
            boolean free = next < order.length
                    && (member < 0
                            || cover.unit(0, order[next], s) + share[order[next]] < cover.unit(0, members[member], s));
            if (!free && member < 0) {
                return Double.POSITIVE_INFINITY;
            }
            int k = free ? order[next++] : members[member];
            taken |= free ? 0 : 1 << member;
            long units = Math.min(open, supplies[k].stock[s]);
            open -= units;
            sum += units * (cover.unit(0, k, s) + (free ? share[k] : 0));
            budget--;
        }
        return sum;
    }

    private int cheapestMember(int size, int s, int taken) {
        int best = -1;
        for (int i = 0; i < size; i++) {
            if ((taken >> i & 1) == 0 && (best < 0 || cover.unit(0, members[i], s) < cover.unit(0, members[best], s))) {
                best = i;
            }
        }
        return best;
    }

    /** What any extension counts at least in another criterion: the least opening, and each unit where it counts least. */
    private double roughBound(int criterion, int size) {
        double least = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (int k = 0; k < supplies.length; k++) {
            least = Math.min(least, cover.fixed(criterion, k));
        }
        for (int i = 0; i < size; i++) {
            sum += cover.fixed(criterion, members[i]);
        }
        sum += least * (size == 0 ? 2 : 1);
        for (int s = 0; s < units.length; s++) {
            double unit = Double.POSITIVE_INFINITY;
            for (int k : byUnit[s]) {
                unit = state[k] == OUT ? unit : Math.min(unit, cover.unit(criterion, k, s));
            }
            sum += units[s] == 0 ? 0 : units[s] * unit;
            budget -= byUnit[s].length;
        }
        return sum;
    }

    private void weigh(int size) {
        budget -= (long) size * units.length;
        switch (cover.weigh(members, size)) {
            case SHORT -> {}
            case SERVES -> {
                if (found < best.length || compare(cover.score, best[found - 1].score) < 0) {
                    keep(used(size));
                }
            }
            case BELOW_WORTH -> rebalance(used(size));
        }
    }

    private void rebalance(int[] set) {
        if (compare(cover.score, belowWorth) < 0) {
            belowWorth = cover.score.clone();
        }
        budget -= 10L * set.length * units.length;
        if (cover.rebalance(set)) {
            keep(set);
        }
    }

    private int[] used(int size) {
        int[] set = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (cover.used[members[i]]) {
                set[count++] = members[i];
            }
        }
        set = Arrays.copyOf(set, count);
        Arrays.sort(set);
        return set;
    }

    /** Puts the set among the best, unless it is there already or others are better. */
    private void keep(int[] set) {
        int at = found;
        for (int i = found - 1; i >= 0; i--) {
            if (Arrays.equals(set, best[i].members)) {
                return;
            }
            at = compare(cover.score, best[i].score) < 0 ? i : at;
        }
        if (at < best.length) {
            found = Math.min(found + 1, best.length);
            System.arraycopy(best, at, best, at + 1, found - 1 - at);
            best[at] = new Found(set, cover.score.clone());
        }
    }

    static int compare(double[] one, double[] other) {
        for (int c = 0; c < one.length; c++) {
            int order = Double.compare(one[c], other[c]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
