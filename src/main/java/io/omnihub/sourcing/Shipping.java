package io.omnihub.sourcing;

import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.Transit;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Explanation.Reason;
import io.omnihub.sourcing.Explanation.Weighed;
import io.omnihub.sourcing.SourcingPlan.Part;
import io.omnihub.sourcing.SourcingPlan.Shortage;
import io.omnihub.sourcing.SourcingPlan.Sourced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources what is sent to the customer. */
final class Shipping {
    private final Question question;
    private final Optional<GeoPoint> destination;
    private final double total;
    private final List<Option> open = new ArrayList<>();
    private final List<Option> full = new ArrayList<>();

    /** Whether somebody could send it who cannot do so now. */
    private boolean anyLater;

    Shipping(Question question, Optional<GeoPoint> destination) {
        this.question = question;
        this.destination = destination;
        this.total = question.wanted.total();
        for (int i = 0; i < question.pool.size(); i++) {
            consider(question.pool.get(i), i);
        }
        sort(open);
        sort(full);
    }

    private void consider(Site site, int index) {
        double km = Question.km(destination, site.position());
        Optional<Reason> reason = barred(site, km);
        if (reason.isPresent()) {
            question.count(reason.get(), 1);
            anyLater |= reason.get() == Reason.PAUSED;
            return;
        }
        double load = question.load(site);
        Optional<Instant> leaves = site.leavesAt(question.now, load >= 1);
        if (leaves.isEmpty()) {
            question.count(Reason.CLOSED, 1);
            anyLater = true;
            return;
        }
        Transit transit = question.policy.transit();
        Instant promised =
                site.arrivesAt(leaves.get(), destination.isEmpty() ? transit.daysBeyond() : transit.days(km));
        (load >= 1 ? full : open).add(question.yardstick.shipping(site, index, km, load, promised));
    }

    private Optional<Reason> barred(Site site, double km) {
        Optional<Reason> barred = question.barred(site);
        if (barred.isPresent()) {
            return barred;
        }
        if (!site.can(Capability.SHIP) || (site.kind() == Kind.STORE && !question.policy.storesShip())) {
            return Optional.of(Reason.NO_CAPABILITY);
        }
        Optional<Double> reach = question.policy.maxDistanceKm();
        return reach.isPresent() && km > reach.get() ? Optional.of(Reason.TOO_FAR) : Optional.empty();
    }

    private void sort(List<Option> options) {
        options.sort((one, other) -> Option.compare(one, other, total));
    }

    /** Those that may be used, the best first; the full ones last. */
    List<Option> all() {
        List<Option> all = new ArrayList<>(open);
        all.addAll(full);
        return all;
    }

    SourcingPlan plan() {
        Choice choice = choose(open, question.wanted);
        if (choice.serves()) {
            question.count(Reason.OVER_CAPACITY, full.size());
            return sourced(choice);
        }
        if (!full.isEmpty()) {
            choice = choose(all(), question.wanted);
        }
        if (choice.serves()) {
            return sourced(choice);
        }
        return question.mayWait() && anybodyCould() ? backordered(choice) : shortage(choice);
    }

    /** Nothing waits for stock that nobody could send. */
    private boolean anybodyCould() {
        return anyLater || !open.isEmpty() || !full.isEmpty();
    }

    private Choice choose(List<Option> options, Wanted wanted) {
        return Choice.of(
                question,
                wanted,
                options,
                question.splitLimit(),
                (double) question.policy.minPartWorth(),
                question.demand.threshold());
    }

    private Sourced sourced(Choice choice) {
        Wanted.Division division = question.wanted.divide();
        List<Part> parts = new ArrayList<>();
        long[][] given = choice.allot();
        for (int i = 0; i < given.length; i++) {
            Option option = choice.option(choice.best().members[i]);
            parts.add(new Part(
                    option.site.code(), DeliveryMethod.SHIP, division.take(given[i]), List.of(), option.promisedAt));
        }
        return new Sourced(parts, division.rest(), explanation(choice, parts.size()));
    }

    /** All that can be had is sent, the rest waits; where it must not be split, all of it waits. */
    private Sourced backordered(Choice short_) {
        long[] had = question.demand.allowSplit() ? available(short_) : new long[question.wanted.units.length];
        boolean any = false;
        for (int s = 0; s < had.length; s++) {
            had[s] = Math.min(had[s], question.wanted.units[s]);
            any |= had[s] > 0;
        }
        Choice choice = any ? choose(all(), question.wanted.of(had)) : short_;
        return choice.serves()
                ? sourced(choice)
                : new Sourced(List.of(), question.demand.lines(), explanation(short_, 0));
    }

    private Shortage shortage(Choice choice) {
        long[] units = available(choice);
        Map<Sku, Long> available = HashMap.newHashMap(units.length);
        for (int s = 0; s < units.length; s++) {
            available.put(question.wanted.skus[s], units[s]);
        }
        return new Shortage(available, List.of(), explanation(choice, 0));
    }

    /** At as many locations as may share the demand; never more than the threshold leaves. */
    private long[] available(Choice choice) {
        long[] available = choice.reachable(question.splitLimit());
        for (int s = 0; s < available.length; s++) {
            available[s] = Math.max(0, Math.min(available[s], choice.sums[s] - question.demand.threshold()));
        }
        return available;
    }

    private Explanation explanation(Choice choice, int chosen) {
        question.count(Reason.NO_STOCK, choice.withoutStock);
        question.count(Reason.BELOW_WORTH, choice.belowWorth);
        List<Weighed> weighed = new ArrayList<>(choice.search.found);
        for (int i = 0; i < choice.search.found; i++) {
            weighed.add(i == 0 && chosen > 0 ? choice.weighed(i, false).asChosen() : choice.weighed(i, false));
        }
        return question.explain(choice.isExact(), choice.lowerBound(), weighed, chosen);
    }
}
