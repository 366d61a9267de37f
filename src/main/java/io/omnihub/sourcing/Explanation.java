package io.omnihub.sourcing;

import io.omnihub.catalog.WhenShort;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import java.util.List;
import java.util.Map;

/**
 * Why a plan is as it is. All costs are in thousandths of a minor unit, so that the terms add up.
 *
 * @param policyVersion the rules it was made by
 * @param exact whether no plan over the whole pool is better
 * @param lowerBound what no plan can be below in the policy's first criterion; the chosen plan's own value where exact
 * @param weighed the best {@value #MAX_PLANS} plans that were weighed, the best first
 * @param out how many of the pool's locations are not in the chosen plan, by the first reason that holds
 * @param offered of what the channel was short, so that stores beside its pool were looked at
 */
public record Explanation(
        long policyVersion,
        boolean exact,
        long lowerBound,
        List<Weighed> weighed,
        Map<Reason, Integer> out,
        List<Offered> offered) {
    public static final int MAX_PLANS = 8;

    public Explanation {
        weighed = List.copyOf(weighed);
        out = Map.copyOf(out);
        offered = List.copyOf(offered);
    }

    /**
     * Stock that stores offer, because with what is wanted fewer units than the mark would be left.
     *
     * @param rule by which it is offered
     * @param promisable units that the channel could promise from its own pool
     * @param below the mark
     * @param units that were offered
     */
    public record Offered(Sku sku, WhenShort.Rule rule, long promisable, long below, long units) {}

    /**
     * A plan that would have served.
     *
     * @param locations for a pickup the store first, then those that send to it
     * @param scores by the policy's criteria in their order; a cost policy has one, the total
     */
    public record Weighed(List<LocationCode> locations, List<Long> scores, Terms terms, boolean chosen) {
        public Weighed {
            locations = List.copyOf(locations);
            scores = List.copyOf(scores);
        }

        Weighed asChosen() {
            return new Weighed(locations, scores, terms, true);
        }
    }

    /**
     * What a plan costs.
     *
     * @param box each location that sends something
     * @param transport units, by number and distance
     * @param travel the customer's way to the store
     * @param shadow what the units are expected to be worth to later orders
     */
    public record Terms(
            long box,
            long transport,
            long travel,
            long handling,
            long pressure,
            long shadow,
            long lateness,
            long rejection) {
        static final Terms NONE = new Terms(0, 0, 0, 0, 0, 0, 0, 0);

        Terms plus(Terms other) {
            return new Terms(
                    sum(box, other.box),
                    sum(transport, other.transport),
                    sum(travel, other.travel),
                    sum(handling, other.handling),
                    sum(pressure, other.pressure),
                    sum(shadow, other.shadow),
                    sum(lateness, other.lateness),
                    sum(rejection, other.rejection));
        }

        public long total() {
            return sum(box, transport, travel, handling, pressure, shadow, lateness, rejection);
        }

        /** Terms are never negative, and what is more than a long can hold is as much as it can. */
        private static long sum(long... terms) {
            long sum = 0;
            for (long term : terms) {
                sum = Long.MAX_VALUE - term < sum ? Long.MAX_VALUE : sum + term;
            }
            return sum;
        }
    }

    /** Why a location is not in a plan, in order of precedence. */
    public enum Reason implements Wire {
        INACTIVE,
        PAUSED,
        EXCLUDED,
        /** It cannot do what the delivery needs, or the policy does not let it. */
        NO_CAPABILITY,
        TOO_FAR,
        /** It does not open within a year. */
        CLOSED,
        /** Its day is full, and others can serve. */
        OVER_CAPACITY,
        NO_STOCK,
        /** All that it could give is worth less than a part of a split order must be. */
        BELOW_WORTH,
        /** Others are better, so that it may not even have been looked at; or all together are not enough. */
        BEATEN
    }
}
