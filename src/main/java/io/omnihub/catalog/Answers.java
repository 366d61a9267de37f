package io.omnihub.catalog;

/**
 * How a location has answered what it was given lately.
 *
 * @param accepted parts of orders that it has begun with, and found whole where it has picked
 * @param declined those that it rejected, did not acknowledge in time, or did not find whole
 */
public record Answers(long accepted, long declined) {
    public static final Answers NONE = new Answers(0, 0);

    /** So many answers count as much as what the retailer said. */
    private static final double PRIOR_WEIGHT = 20;

    /** What changes a rate by less is not worth a new version of the catalogue. */
    private static final double NOTABLE = 0.01;

    /** Nor a count that changes by less than this share; below ten each one is. */
    private static final double NOTABLE_SHARE = 0.1;

    public Answers {
        if (accepted < 0 || declined < 0) {
            throw new IllegalArgumentException("a location has answered less than nothing");
        }
    }

    /**
     * The share that it will accept: the mean of a Beta distribution that began with what the retailer said, as in Gelman et
     * al., Bayesian Data Analysis, third edition, part 2.4.
     *
     * @param said 0 to 1
     */
    double rate(double said) {
        return (said * PRIOR_WEIGHT + accepted) / (PRIOR_WEIGHT + accepted + declined);
    }

    /** Whether the rate is notably another one with these answers, or either count is. */
    boolean differ(Answers others, double said) {
        return Math.abs(rate(said) - others.rate(said)) >= NOTABLE
                || differ(accepted, others.accepted)
                || differ(declined, others.declined);
    }

    private static boolean differ(long one, long other) {
        return Math.abs(one - other) > Math.max(one, other) * NOTABLE_SHARE;
    }
}
