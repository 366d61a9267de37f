package io.omnihub.inventory;

import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import java.util.List;
import java.util.stream.Stream;

/**
 * The counters of one cell, in whole units.
 *
 * @param onHand what lies there; below zero only by a physical fact
 * @param unavailable of it, damaged or in quality control
 * @param allocated promised to placed orders
 * @param held set aside for carts
 * @param inTransit on its way to here, not yet on hand
 * @param safetyStock what is never promised
 * @param version grows with every change, once a batch
 * @param onHandVersion grows likewise with {@code onHand} or {@code unavailable}; inside a batch it grows with each change
 *     of them, so that a count that was made before the first is known to be stale
 */
public record StockLevel(
        Cell cell,
        long onHand,
        long unavailable,
        long allocated,
        long held,
        long inTransit,
        long safetyStock,
        long version,
        long onHandVersion) {
    public static final Table<Cell, StockLevel> TABLE = new Table<>("stock-level", 900);

    public StockLevel {
        if (unavailable < 0 || allocated < 0 || held < 0 || inTransit < 0 || safetyStock < 0) {
            throw new IllegalArgumentException("a counter of " + cell + " falls below zero");
        }
    }

    /** ATF: what can be promised from here; below zero where more is promised than there is. */
    public long availableToFulfil() {
        return onHand - unavailable - allocated - held - safetyStock;
    }

    /** The cells that a decision has not read, so that its command can ask for them. */
    public static List<Cell> unread(Stream<Cell> cells, View view) {
        return cells.filter(cell -> !view.covers(TABLE, cell)).toList();
    }

    /** The cells that nothing was ever counted in, so that a command can ask for their rows once it knows it needs them. */
    public static List<Cell> missing(Stream<Cell> cells, View view) {
        return cells.filter(cell -> view.find(TABLE, cell).isEmpty()).toList();
    }

    /** Whether promises stand on units that are not there. */
    boolean isOversold() {
        return onHand - unavailable < allocated + held;
    }

    StockLevel plus(Counter counter, long quantity) {
        return new StockLevel(
                cell,
                counter == Counter.ON_HAND ? Math.addExact(onHand, quantity) : onHand,
                counter == Counter.UNAVAILABLE ? Math.addExact(unavailable, quantity) : unavailable,
                counter == Counter.ALLOCATED ? Math.addExact(allocated, quantity) : allocated,
                counter == Counter.HELD ? Math.addExact(held, quantity) : held,
                counter == Counter.IN_TRANSIT ? Math.addExact(inTransit, quantity) : inTransit,
                safetyStock,
                version,
                counter == Counter.ON_HAND || counter == Counter.UNAVAILABLE ? onHandVersion + 1 : onHandVersion);
    }

    StockLevel withSafetyStock(long units) {
        return new StockLevel(cell, onHand, unavailable, allocated, held, inTransit, units, version, onHandVersion);
    }

    /** The level as a batch writes it in the place of that one. */
    StockLevel following(StockLevel before) {
        boolean sameOnHand = onHand == before.onHand && unavailable == before.unavailable;
        return new StockLevel(
                cell,
                onHand,
                unavailable,
                allocated,
                held,
                inTransit,
                safetyStock,
                before.version + 1,
                sameOnHand ? before.onHandVersion : before.onHandVersion + 1);
    }
}
