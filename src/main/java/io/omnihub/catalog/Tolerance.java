package io.omnihub.catalog;

/**
 * How far a count may be from the ledger before it is doubted: the larger of the two allowances holds, so that neither a
 * few screws of a thousand nor one lamp of three is counted twice.
 *
 * @param units 0 or more
 * @param percent of what is expected, 0 to 100
 */
public record Tolerance(long units, int percent) {
    public Tolerance {
        if (units < 0 || percent < 0 || percent > 100) {
            throw new IllegalArgumentException("a tolerance is 0 units or more, and 0 to 100 percent");
        }
    }

    public boolean isExceeded(long expected, long counted) {
        long difference = Math.abs(counted - expected);
        return difference > units && difference * 100 > Math.abs(expected) * percent;
    }
}
