package io.omnihub.sourcing;

import io.omnihub.inventory.Cell;
import io.omnihub.kernel.Sku;

/** A location and what it has. */
final class Supply {
    final Option option;
    /** Units of each wanted SKU. */
    final long[] stock;
    /** What taking a unit of each counts in cost. */
    final double[] shadow;

    private Supply(Option option, long[] stock, double[] shadow) {
        this.option = option;
        this.stock = stock;
        this.shadow = shadow;
    }

    static Supply read(Option option, Wanted wanted, StockFacts facts, Yardstick yardstick) {
        long[] stock = new long[wanted.skus.length];
        double[] shadow = new double[stock.length];
        for (int s = 0; s < stock.length; s++) {
            Sku sku = wanted.skus[s];
            if (wanted.units[s] > 0) {
                var cell = new Cell(sku, option.site.code());
                stock[s] = Math.max(0, facts.available(cell));
                shadow[s] = stock[s] > 0 ? yardstick.shadow(facts.shadowPrice(cell)) : 0;
            }
        }
        return new Supply(option, stock, shadow);
    }

    boolean isShadowed() {
        for (double price : shadow) {
            if (price > 0) {
                return true;
            }
        }
        return false;
    }

    void addTo(long[] sums) {
        for (int s = 0; s < sums.length; s++) {
            sums[s] += stock[s];
        }
    }

    /** How many of the wanted units it has. */
    long covers(long[] units) {
        long covered = 0;
        for (int s = 0; s < stock.length; s++) {
            covered += Math.min(units[s], stock[s]);
        }
        return covered;
    }

    /** What all that it could give is worth. */
    double worth(Wanted wanted) {
        double worth = 0;
        for (int s = 0; s < stock.length; s++) {
            worth += wanted.worth[s] * Math.min(wanted.units[s], stock[s]);
        }
        return worth;
    }
}
