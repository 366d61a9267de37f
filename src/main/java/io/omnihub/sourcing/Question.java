package io.omnihub.sourcing;

import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.Explanation.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that one plan is made of, and the count of who is out. */
final class Question {
    final Demand demand;
    final Wanted wanted;
    final List<Site> pool;
    final StockFacts facts;
    final SourcingPolicy policy;
    final Instant now;
    final Yardstick yardstick;
    final Map<Reason, Integer> out = new EnumMap<>(Reason.class);

    Question(Demand demand, List<Site> pool, StockFacts facts, SourcingPolicy policy, Instant now) {
        this.demand = demand;
        this.wanted = new Wanted(demand.lines());
        this.pool = pool;
        this.facts = facts;
        this.policy = policy;
        this.now = now;
        this.yardstick = new Yardstick(policy.scoring(), now);
    }

    /** Why a location can do nothing at all. */
    Optional<Reason> barred(Site site) {
        if (!site.active()) {
            return Optional.of(Reason.INACTIVE);
        }
        if (site.paused()) {
            return Optional.of(Reason.PAUSED);
        }
        return demand.excluded().contains(site.code()) ? Optional.of(Reason.EXCLUDED) : Optional.empty();
    }

    void count(Reason reason, int locations) {
        if (locations > 0) {
            out.merge(reason, locations, Integer::sum);
        }
    }

    /** The used share of the location's daily capacity; without one none is used, and of none all is. */
    double load(Site site) {
        if (site.dailyCapacity().isEmpty()) {
            return 0;
        }
        long capacity = site.dailyCapacity().get();
        return capacity == 0 ? 1 : (double) facts.unitsToday(site.code()) / capacity;
    }

    static double km(Optional<GeoPoint> from, GeoPoint to) {
        return from.isEmpty() ? 0 : from.get().distanceKm(to);
    }

    int splitLimit() {
        return demand.allowSplit() ? policy.splitLimit() : 1;
    }

    boolean mayWait() {
        return demand.allowBackorder() && policy.backorder();
    }

    /** Its place in the pool; -1: it is not in it. */
    int indexOf(LocationCode code) {
        for (int i = 0; i < pool.size(); i++) {
            if (pool.get(i).code().equals(code)) {
                return i;
            }
        }
        return -1;
    }

    /** The sums by the policy's own criteria. */
    List<Long> scores(double[] sums) {
        List<Long> scores = new ArrayList<>(yardstick.ruling);
        for (int c = 0; c < yardstick.ruling; c++) {
            scores.add((long) sums[c]);
        }
        return scores;
    }

    /** The explanation of a plan; who is out for no other reason was beaten. */
    Explanation explain(boolean exact, double lowerBound, List<Explanation.Weighed> weighed, int chosen) {
        int counted = 0;
        for (int locations : out.values()) {
            counted += locations;
        }
        count(Reason.BEATEN, pool.size() - counted - chosen);
        long bound = lowerBound < Long.MAX_VALUE ? (long) Math.floor(lowerBound) : 0;
        return new Explanation(policy.version(), exact, bound, weighed, out, facts.offered());
    }
}
