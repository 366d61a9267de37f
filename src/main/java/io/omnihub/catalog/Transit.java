package io.omnihub.catalog;

import java.util.List;

/**
 * How long goods travel, by distance.
 *
 * @param steps with growing distances
 * @param daysBeyond beyond the last step, and where the destination is unknown
 */
public record Transit(List<Step> steps, int daysBeyond) {
    public static final int MAX_STEPS = 20;
    public static final int MAX_DAYS = 365;

    /** Up to 50 km a day, 500 km two, 1,500 km three, else five. */
    public static final Transit DEFAULT =
            new Transit(List.of(new Step(50, 1), new Step(500, 2), new Step(1_500, 3)), 5);

    /** @param upToKm the last kilometre that takes so many days */
    public record Step(double upToKm, int days) {
        public Step {
            requireDays(days);
            if (!(upToKm > 0 && upToKm < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a step of transit reaches farther than 0 km, not " + upToKm);
            }
        }
    }

    public Transit {
        steps = List.copyOf(steps);
        requireDays(daysBeyond);
        if (steps.size() > MAX_STEPS) {
            throw new IllegalArgumentException("transit has at most " + MAX_STEPS + " steps");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).upToKm() <= steps.get(i - 1).upToKm()) {
                throw new IllegalArgumentException("each step of transit reaches farther than the one before");
            }
        }
    }

    public int days(double km) {
        for (int i = 0; i < steps.size(); i++) {
            if (km <= steps.get(i).upToKm()) {
                return steps.get(i).days();
            }
        }
        return daysBeyond;
    }

    private static void requireDays(int days) {
        if (days < 0 || days > MAX_DAYS) {
            throw new IllegalArgumentException("transit takes 0 to " + MAX_DAYS + " days, not " + days);
        }
    }
}
