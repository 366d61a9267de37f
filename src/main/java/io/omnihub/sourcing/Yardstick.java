package io.omnihub.sourcing;

import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.Criterion;
import io.omnihub.catalog.LexicographicPolicy;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.Scoring;
import io.omnihub.sourcing.Explanation.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures locations by a policy's criteria, and then by those that decide among equals. Costs are whole thousandths of
 * a minor unit, so that doubles add them up without error in any real order.
 */
final class Yardstick {
    private static final double MILLIS = 1_000;
    private static final long DAY_SECONDS = 86_400;
    private static final List<Criterion> AMONG_EQUALS =
            List.of(Criterion.FEWEST_PARTS, Criterion.NEAREST, Criterion.POOL_ORDER);
    private static final List<Criterion> BY_COST =
            List.of(Criterion.LOWEST_COST, Criterion.FEWEST_PARTS, Criterion.NEAREST, Criterion.POOL_ORDER);

    /** The policy's criteria, then those among equals. */
    final List<Criterion> criteria;
    /** How many of them are the policy's. */
    final int ruling;

    /** The places of the criteria that depend on the SKU; -1: nobody asks for them. */
    final int cost;

    final int mostStock;

    private final CostPolicy costs;
    private final Instant now;

    Yardstick(Scoring scoring, Instant now) {
        this.costs = scoring.costs();
        this.now = now;
        this.ruling = switch (scoring) {
            case CostPolicy _ -> 1;
            case LexicographicPolicy rules -> rules.criteria().size();
        };
        this.criteria = switch (scoring) {
            case CostPolicy _ -> BY_COST;
            case LexicographicPolicy rules -> completed(rules.criteria());
        };
        this.cost = criteria.indexOf(Criterion.LOWEST_COST);
        this.mostStock = criteria.indexOf(Criterion.MOST_STOCK);
    }

    private static List<Criterion> completed(List<Criterion> rules) {
        List<Criterion> all = new ArrayList<>(rules);
        for (Criterion criterion : AMONG_EQUALS) {
            if (!all.contains(criterion)) {
                all.add(criterion);
            }
        }
        return all;
    }

    /** A location that sends its units to the customer. */
    Option shipping(Site site, int index, double km, double load, Instant promisedAt) {
        return sending(site, index, km, load, promisedAt, costs.shipTargetDays());
    }

    /** A location that sends its units to a store, where they can be collected at that moment. */
    Option transferring(Site site, int index, double km, double load, Instant readyAt) {
        return sending(site, index, km, load, readyAt, costs.pickupTargetDays());
    }

    private Option sending(Site site, int index, double km, double load, Instant promisedAt, int targetDays) {
        double[] fixed = new double[criteria.size()];
        double[] unit = new double[criteria.size()];
        for (int c = 0; c < fixed.length; c++) {
            switch (criteria.get(c)) {
                case LOWEST_COST -> {
                    fixed[c] = box() + lateness(promisedAt, targetDays) + rejection(site);
                    unit[c] = transport(km) + handling(site) + pressure(load);
                }
                case FEWEST_PARTS -> fixed[c] = 1;
                case NEAREST -> unit[c] = metres(km);
                case EARLIEST -> unit[c] = minutes(promisedAt);
                case WAREHOUSES_FIRST -> unit[c] = site.kind() == Kind.WAREHOUSE ? 0 : 1;
                case STORES_FIRST -> unit[c] = site.kind() == Kind.STORE ? 0 : 1;
                case MOST_STOCK -> {}
                case POOL_ORDER -> unit[c] = index;
                case ACCEPTANCE -> unit[c] = rejected(site);
            }
        }
        return new Option(site, index, km, load, promisedAt, fixed, unit);
    }

    /** A store that hands over orders; counted as if it gave so many units, all its own. */
    Option store(Site site, int index, double km, double load, Instant readyAt, double units) {
        double[] none = new double[criteria.size()];
        var store = new Option(site, index, km, load, readyAt, none, none);
        return new Option(site, index, km, load, readyAt, handingOver(store, units, units), none);
    }

    /**
     * A store that hands over the order, of which only some units are its own; the way of the customer counts once.
     *
     * @param units all that it hands over
     * @param own those of its own stock; they alone are counted by where units come from
     */
    double[] handingOver(Option store, double units, double own) {
        double[] score = new double[criteria.size()];
        for (int c = 0; c < score.length; c++) {
            Site site = store.site;
            score[c] = switch (criteria.get(c)) {
                case LOWEST_COST ->
                    travel(store.km)
                            + rejection(site)
                            + (own > 0 ? lateness(store.promisedAt, costs.pickupTargetDays()) : 0)
                            + units * (handling(site) + pressure(store.load));
                case FEWEST_PARTS -> 1;
                case NEAREST -> units * metres(store.km);
                case EARLIEST -> own * minutes(store.promisedAt);
                case WAREHOUSES_FIRST -> own;
                case STORES_FIRST, MOST_STOCK -> 0;
                case POOL_ORDER -> units * store.index;
                case ACCEPTANCE -> units * rejected(site);
            };
        }
        return score;
    }

    /** The cost terms of {@link #shipping} or {@link #transferring} so many units. */
    Terms sendingTerms(Option option, double units, double shadow, boolean pickup) {
        int targetDays = pickup ? costs.pickupTargetDays() : costs.shipTargetDays();
        return new Terms(
                (long) box(),
                (long) (units * transport(option.km)),
                0,
                (long) (units * handling(option.site)),
                (long) (units * pressure(option.load)),
                (long) shadow,
                (long) lateness(option.promisedAt, targetDays),
                (long) rejection(option.site));
    }

    /** The cost terms of {@link #handingOver}. */
    Terms handingOverTerms(Option store, double units, double own, double shadow) {
        return new Terms(
                0,
                0,
                (long) travel(store.km),
                (long) (units * handling(store.site)),
                (long) (units * pressure(store.load)),
                (long) shadow,
                (long) (own > 0 ? lateness(store.promisedAt, costs.pickupTargetDays()) : 0),
                (long) rejection(store.site));
    }

    /** What one unit's shadow price counts. */
    double shadow(double price) {
        return Math.rint(price * costs.shadowWeight() * MILLIS);
    }

    private double box() {
        return costs.perBox() * MILLIS;
    }

    private double transport(double km) {
        return costs.perUnit() * MILLIS + Math.rint(costs.perUnitKmMillis() * km);
    }

    private double travel(double km) {
        return Math.rint(costs.travelPerKm() * MILLIS * km);
    }

    private double handling(Site site) {
        return MILLIS * (site.kind() == Kind.STORE ? costs.handlingStore() : costs.handlingWarehouse());
    }

    private double pressure(double load) {
        return Math.rint(costs.pressure() * MILLIS * load);
    }

    private double lateness(Instant promisedAt, int targetDays) {
        long late = promisedAt.getEpochSecond() - now.getEpochSecond() - targetDays * DAY_SECONDS;
        return late <= 0 ? 0 : MILLIS * costs.latePerDay() * Math.ceilDiv(late, DAY_SECONDS);
    }

    private double rejection(Site site) {
        return Math.rint(costs.rejection() * MILLIS * (1 - site.acceptanceRate()));
    }

    private static double rejected(Site site) {
        return Math.rint((1 - site.acceptanceRate()) * 1_000_000);
    }

    private static double metres(double km) {
        return Math.rint(km * 1_000);
    }

    private double minutes(Instant promisedAt) {
        return Math.floorDiv(promisedAt.getEpochSecond() - now.getEpochSecond(), 60);
    }
}
