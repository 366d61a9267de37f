package io.omnihub.replenishment;

import io.omnihub.inventory.Turnover;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How fast a place sells an item while it has some: what was sold, over the time in which there was something to sell, both
 * weighed by how recent they are. Time with an empty shelf counts for nothing, so that it is no evidence of no demand.
 *
 * @param perDay units
 * @param variancePerDay of the units of one day, as of sales that come by chance in lots as they came (a compound Poisson
 *     process)
 * @param daysWithStock weighed likewise: how much evidence this is
 */
public record Velocity(double perDay, double variancePerDay, double daysWithStock) {
    public static final Velocity NONE = new Velocity(0, 0, 0);

    /** A busy hour of a new item is no trend: there is always a day of evidence. */
    private static final double LEAST_DAYS = 1;

    private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();

    public Velocity {
        if (!(perDay >= 0 && variancePerDay >= 0 && daysWithStock >= 0)) {
            throw new IllegalArgumentException("a velocity is at least 0");
        }
    }

    /**
     * @param onHand what lies there now
     * @param newestFirst what happened there since then
     * @param since from when it is known what happened
     * @param halfLifeDays after so many days a sale counts half
     */
    public static Velocity of(
            long onHand, List<Turnover> newestFirst, Instant since, Instant now, double halfLifeDays) {
        double sold = 0;
        double squares = 0;
        double days = 0;
        double from = 0;
        long balance = onHand;
        for (Turnover hour : newestFirst) {
            double age = ageDays(hour.at(), now);
            days += balance > 0 ? weight(from, age, halfLifeDays) : 0;
            double weight = Math.pow(2, -age / halfLifeDays);
            sold += weight * hour.sold();
            squares += weight * hour.sold() * hour.sold();
            balance -= hour.change();
            from = Math.max(from, age);
        }
        days += balance > 0 ? weight(from, ageDays(since, now), halfLifeDays) : 0;
        double evidence = Math.max(days, LEAST_DAYS);
        return new Velocity(sold / evidence, squares / evidence, days);
    }

    private static double ageDays(Instant at, Instant now) {
        return Math.max(0, Duration.between(at, now).toSeconds() / DAY_SECONDS);
    }

    /** The days from one age to another, each by its weight. */
    private static double weight(double from, double to, double halfLifeDays) {
        if (to <= from) {
            return 0;
        }
        double halving = halfLifeDays / Math.log(2);
        return halving * (Math.pow(2, -from / halfLifeDays) - Math.pow(2, -to / halfLifeDays));
    }
}
