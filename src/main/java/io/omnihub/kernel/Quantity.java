package io.omnihub.kernel;

/** The range of a quantity in whole units: 1 to {@value #MAX}, so that sums over any real table fit in 64 bits. */
public final class Quantity {
    public static final long MAX = 1_000_000_000;

    private Quantity() {}

    public static long require(long units) {
        if (units < 1 || units > MAX) {
            throw new IllegalArgumentException("a quantity is 1 to " + MAX + " units, not " + units);
        }
        return units;
    }
}
