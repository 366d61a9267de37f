package io.omnihub.sourcing;

import io.omnihub.kernel.Sku;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of a demand as numbers per SKU. */
final class Wanted {
    final List<Demand.Line> lines;
    final Sku[] skus;
    /** Units of each SKU. */
    final long[] units;
    /** What a unit of each SKU is worth, the average of its lines, in minor units. */
    final double[] worth;

    private final int[] skuOf;

    Wanted(List<Demand.Line> lines) {
        this.lines = lines;
        this.skuOf = new int[lines.size()];
        Map<Sku, Integer> known = HashMap.newHashMap(lines.size());
        for (int i = 0; i < skuOf.length; i++) {
            Integer before = known.putIfAbsent(lines.get(i).sku(), known.size());
            skuOf[i] = before == null ? known.size() - 1 : before;
        }
        this.skus = new Sku[known.size()];
        this.units = new long[skus.length];
        this.worth = new double[skus.length];
        for (int i = 0; i < skuOf.length; i++) {
            Demand.Line line = lines.get(i);
            skus[skuOf[i]] = line.sku();
            units[skuOf[i]] += line.quantity();
            worth[skuOf[i]] += (double) line.quantity() * line.unitPrice();
        }
        for (int s = 0; s < skus.length; s++) {
            worth[s] /= units[s];
        }
    }

    private Wanted(Wanted all, long[] units) {
        this.lines = all.lines;
        this.skuOf = all.skuOf;
        this.skus = all.skus;
        this.worth = all.worth;
        this.units = units;
    }

    /** The same SKUs, with other numbers of units. */
    Wanted of(long[] others) {
        return new Wanted(this, others);
    }

    double total() {
        double sum = 0;
        for (long wanted : units) {
            sum += wanted;
        }
        return sum;
    }

    Division divide() {
        return new Division();
    }

    private long[] quantities() {
        long[] quantities = new long[lines.size()];
        for (int i = 0; i < quantities.length; i++) {
            quantities[i] = lines.get(i).quantity();
        }
        return quantities;
    }

    /** Gives the units of the lines away, the first lines first. */
    final class Division {
        private final long[] left = quantities();

        /** @param given units of each SKU; changed to what no line wanted */
        List<Demand.Line> take(long[] given) {
            List<Demand.Line> taken = new ArrayList<>();
            for (int i = 0; i < left.length; i++) {
                long share = Math.min(left[i], given[skuOf[i]]);
                if (share > 0) {
                    left[i] -= share;
                    given[skuOf[i]] -= share;
                    taken.add(lines.get(i).of(share));
                }
            }
            return taken;
        }

        List<Demand.Line> rest() {
            List<Demand.Line> rest = new ArrayList<>();
            for (int i = 0; i < left.length; i++) {
                if (left[i] > 0) {
                    rest.add(lines.get(i).of(left[i]));
                }
            }
            return rest;
        }
    }
}
