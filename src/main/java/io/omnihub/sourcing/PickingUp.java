package io.omnihub.sourcing;

import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Explanation.Reason;
import io.omnihub.sourcing.Explanation.Weighed;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import io.omnihub.sourcing.SourcingPlan.Cause;
import io.omnihub.sourcing.SourcingPlan.NoPickup;
import io.omnihub.sourcing.SourcingPlan.NoStoreNear;
import io.omnihub.sourcing.SourcingPlan.Shortage;
import io.omnihub.sourcing.SourcingPlan.Sourced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources what the customer collects at a store. */
final class PickingUp {
    /** How many stores are looked at for one demand. */
    static final int MAX_STORES = 32;

    static final int MAX_ALTERNATIVES = 5;

    private final Question question;
    private final Wanted wanted;
    private final List<Sender> senders = new ArrayList<>();
    /** The least bound of the stores that were not looked at, in the first criterion. */
    private double left = Double.POSITIVE_INFINITY;

    /** A location that may send to a store. */
    private record Sender(Site site, int index, double load, Instant leavesAt) {}

    PickingUp(Question question) {
        this.question = question;
        this.wanted = question.wanted;
        for (int i = 0; i < question.pool.size(); i++) {
            Site site = question.pool.get(i);
            if (site.can(Capability.TRANSFER_OUT) && question.barred(site).isEmpty()) {
                double load = question.load(site);
                int index = i;
                site.leavesAt(question.now, load >= 1)
                        .ifPresent(leaves -> senders.add(new Sender(site, index, load, leaves)));
            }
        }
    }

    /** @param from where other stores are looked for; empty for around that one */
    SourcingPlan at(LocationCode code, Optional<GeoPoint> from) {
        int index = question.indexOf(code);
        if (index < 0) {
            return new NoPickup(
                    code, Cause.UNKNOWN, alternatives(Optional.empty(), from), explain(List.of(), 0, true, 0));
        }
        Site site = question.pool.get(index);
        Optional<Cause> cause = bars(site);
        if (cause.isPresent()) {
            return new NoPickup(
                    code, cause.get(), alternatives(Optional.of(site), from), explain(List.of(), 0, true, 0));
        }
        Handover handover = handover(store(index, 0), wanted);
        if (handover.serves() && leavesThreshold(handover.store)) {
            return sourced(handover, List.of(handover));
        }
        return question.mayWait()
                ? backordered(handover)
                : new Shortage(
                        bySku(available(handover)),
                        alternatives(Optional.of(site), from),
                        explain(List.of(), 0, handover.isExact(handover), 0));
    }

    SourcingPlan near(GeoPoint near, Optional<Double> maxDistanceKm) {
        List<Option> stores = stores(near, maxDistanceKm);
        if (stores.isEmpty()) {
            return new NoStoreNear(explain(List.of(), 0, true, 0));
        }
        List<Handover> handovers = handovers(stores);
        Optional<Handover> best = best(handovers);
        if (best.isPresent() && leavesThreshold(best.get().store)) {
            return sourced(best.get(), handovers);
        }
        Handover most = handovers.getFirst();
        for (Handover other : handovers) {
            most = covered(available(other)) > covered(available(most)) ? other : most;
        }
        return question.mayWait()
                ? backordered(most)
                : new Shortage(bySku(available(most)), List.of(), explain(List.of(), 0, false, 0));
    }

    /** The store, those that may send to it, then the other stores, which may be alternatives. */
    List<Option> candidates(LocationCode code, Optional<GeoPoint> from) {
        int index = question.indexOf(code);
        Map<LocationCode, Option> options = new LinkedHashMap<>();
        Optional<Site> chosen = index < 0 ? Optional.empty() : Optional.of(question.pool.get(index));
        if (chosen.filter(site -> bars(site).isEmpty()).isPresent()) {
            Option store = store(index, 0);
            options.put(code, store);
            transfers(store, wanted.total()).forEach(sender -> options.put(sender.site.code(), sender));
        }
        nearest(chosen, from).forEach(other -> options.putIfAbsent(other.site.code(), other));
        return List.copyOf(options.values());
    }

    /** The stores, and between them those that may send to the first one. */
    List<Option> candidates(GeoPoint near, Optional<Double> maxDistanceKm) {
        List<Option> stores = stores(near, maxDistanceKm);
        Map<LocationCode, Option> options = new LinkedHashMap<>();
        List<Option> senders = stores.isEmpty() ? List.of() : transfers(stores.getFirst(), wanted.total());
        for (int i = 0; i < Math.max(stores.size(), senders.size()); i++) {
            if (i < stores.size()) {
                options.putIfAbsent(stores.get(i).site.code(), stores.get(i));
            }
            if (i < senders.size()) {
                options.putIfAbsent(senders.get(i).site.code(), senders.get(i));
            }
        }
        return List.copyOf(options.values());
    }

    private Optional<Cause> bars(Site site) {
        if (!site.active()) {
            return Optional.of(Cause.INACTIVE);
        }
        if (site.kind() != Kind.STORE) {
            return Optional.of(Cause.NOT_A_STORE);
        }
        if (!site.can(Capability.PICKUP)) {
            return Optional.of(Cause.NO_PICKUP);
        }
        if (site.paused()) {
            return Optional.of(Cause.PAUSED);
        }
        if (site.pickupPaused()) {
            return Optional.of(Cause.PICKUP_PAUSED);
        }
        if (question.demand.excluded().contains(site.code())) {
            return Optional.of(Cause.EXCLUDED);
        }
        boolean closed = site.readyAt(question.now, question.load(site) >= 1).isEmpty();
        return closed ? Optional.of(Cause.CLOSED) : Optional.empty();
    }

    /** @param km the customer's way, where the store is ours to choose */
    private Option store(int index, double km) {
        Site site = question.pool.get(index);
        double load = question.load(site);
        Instant ready = site.readyAt(question.now, load >= 1).orElseThrow();
        return question.yardstick.store(site, index, km, load, ready, wanted.total());
    }

    /** The stores near that point, by what they would count if they had everything; the full ones last. */
    private List<Option> stores(GeoPoint near, Optional<Double> maxDistanceKm) {
        List<Option> stores = new ArrayList<>();
        for (int i = 0; i < question.pool.size(); i++) {
            double km = question.pool.get(i).position().distanceKm(near);
            if (bars(question.pool.get(i)).isEmpty() && km <= maxDistanceKm.orElse(Double.POSITIVE_INFINITY)) {
                stores.add(store(i, km));
            }
        }
        stores.sort(Comparator.<Option>comparingInt(store -> store.load < 1 ? 0 : 1)
                .thenComparing((one, other) -> Option.compare(one, other, wanted.total())));
        return stores;
    }

    private Handover handover(Option store, Wanted all) {
        var supply = Supply.read(store, all, question.facts, question.yardstick);
        long[] own = new long[all.units.length];
        long[] missing = new long[own.length];
        double ownUnits = 0;
        for (int s = 0; s < own.length; s++) {
            own[s] = Math.min(all.units[s], supply.stock[s]);
            missing[s] = all.units[s] - own[s];
            ownUnits += own[s];
        }
        double[] score = question.yardstick.handingOver(store, all.total(), ownUnits);
        for (int s = 0; s < own.length; s++) {
            if (question.yardstick.cost >= 0) {
                score[question.yardstick.cost] += own[s] * supply.shadow[s];
            }
            if (question.yardstick.mostStock >= 0) {
                score[question.yardstick.mostStock] -= (double) own[s] * supply.stock[s];
            }
        }
        var rest = all.of(missing);
        return new Handover(
                question,
                store,
                supply,
                own,
                rest.total() == 0 ? Optional.empty() : Optional.of(choose(store, rest)),
                score);
    }

    private Choice choose(Option store, Wanted missing) {
        List<Option> sorted = transfers(store, missing.total());
        List<Option> open = sorted.stream().filter(sender -> sender.load < 1).toList();
        var choice = Choice.of(question, missing, open, question.policy.splitLimit(), 0, 0);
        return choice.serves() || open.size() == sorted.size()
                ? choice
                : Choice.of(question, missing, sorted, question.policy.splitLimit(), 0, 0);
    }

    /** Who may send to a store, the best first. */
    private List<Option> transfers(Option store, double units) {
        List<Option> options = new ArrayList<>();
        if (!store.site.can(Capability.TRANSFER_IN)) {
            return options;
        }
        for (Sender sender : senders) {
            if (!sender.site.code().equals(store.site.code())) {
                double km = sender.site.position().distanceKm(store.site.position());
                Instant arrives = sender.site.arrivesAt(
                        sender.leavesAt(), question.policy.transfer().days(km));
                store.site
                        .readyAt(arrives, false)
                        .ifPresent(ready -> options.add(
                                question.yardstick.transferring(sender.site, sender.index, km, sender.load, ready)));
            }
        }
        options.sort((one, other) -> Option.compare(one, other, units));
        return options;
    }

    /** The stores in turn, without those that cannot be better than one that serves. */
    private List<Handover> handovers(List<Option> stores) {
        List<Handover> handovers = new ArrayList<>();
        Optional<Handover> best = Optional.empty();
        for (Option store : stores) {
            boolean beaten = best.isPresent() && isBeaten(store, best.get());
            if (!beaten && handovers.size() == MAX_STORES) {
                left = Math.min(left, question.yardstick.handingOver(store, wanted.total(), 0)[0]);
            } else if (!beaten) {
                handovers.add(handover(store, wanted));
                best = best(handovers);
            }
        }
        return handovers;
    }

    /** Whether a store is full and the other is not, or worse even if all that it hands over were there for nothing. */
    private boolean isBeaten(Option store, Handover best) {
        if (store.load >= 1 && best.store.load < 1) {
            return true;
        }
        return question.yardstick.mostStock < 0
                && Search.compare(question.yardstick.handingOver(store, wanted.total(), 0), best.total()) >= 0;
    }

    private static Optional<Handover> best(List<Handover> handovers) {
        return handovers.stream()
                .filter(Handover::serves)
                .min((one, other) -> Search.compare(one.total(), other.total()));
    }

    private Sourced sourced(Handover chosen, List<Handover> all) {
        Wanted.Division division = wanted.divide();
        var part = chosen.part(division);
        List<Handover> serving = all.stream()
                .filter(Handover::serves)
                .sorted((one, other) -> Search.compare(one.total(), other.total()))
                .toList();
        List<Weighed> weighed = new ArrayList<>();
        if (serving.size() == 1) {
            weighed.addAll(chosen.weighed());
        } else {
            serving.stream()
                    .limit(Explanation.MAX_PLANS)
                    .forEach(handover -> weighed.add(handover.weighed().getFirst()));
        }
        weighed.set(0, weighed.getFirst().asChosen());
        double bound = all.stream().mapToDouble(Handover::lowerBound).min().orElse(0);
        boolean exact = left >= chosen.total()[0] && all.stream().allMatch(handover -> handover.isExact(chosen));
        return new Sourced(
                List.of(part), division.rest(), explain(weighed, chosen.locations(), exact, Math.min(left, bound)));
    }

    /** All that can be had is handed over, the rest waits; where it must not be split, all of it waits. */
    private SourcingPlan backordered(Handover short_) {
        long[] had = available(short_);
        boolean any = false;
        for (int s = 0; s < had.length; s++) {
            had[s] = question.demand.allowSplit() ? Math.min(had[s], wanted.units[s]) : 0;
            any |= had[s] > 0;
        }
        Handover some = any ? handover(short_.store, wanted.of(had)) : short_;
        return any && some.serves()
                ? sourced(some, List.of(some))
                : new Sourced(List.of(), question.demand.lines(), explain(List.of(), 0, false, 0));
    }

    /** Whether the store and all that may send, to it or to others, keep the channel's threshold. */
    private boolean leavesThreshold(Option store) {
        long[] promisable = promisable(store);
        for (int s = 0; s < promisable.length; s++) {
            if (promisable[s] < wanted.units[s]) {
                return false;
            }
        }
        return true;
    }

    private long[] promisable(Option store) {
        long[] sums = new long[wanted.units.length];
        if (question.demand.threshold() == 0) {
            Arrays.fill(sums, Long.MAX_VALUE);
            return sums;
        }
        add(sums, store);
        for (Sender sender : senders) {
            if (!sender.site.code().equals(store.site.code())) {
                add(sums, new Option(sender.site, 0, 0, 0, Instant.MIN, new double[0], new double[0]));
            }
        }
        for (int s = 0; s < sums.length; s++) {
            sums[s] = Math.max(0, sums[s] - question.demand.threshold());
        }
        return sums;
    }

    private void add(long[] sums, Option option) {
        long[] stock = Supply.read(option, wanted, question.facts, question.yardstick).stock;
        for (int s = 0; s < sums.length; s++) {
            sums[s] += stock[s];
        }
    }

    /** What a store could hand over of each SKU. */
    private long[] available(Handover handover) {
        long[] available = promisable(handover.store);
        long[] sent = handover.transfers
                .map(choice -> choice.reachable(question.policy.splitLimit()))
                .orElse(new long[available.length]);
        for (int s = 0; s < available.length; s++) {
            available[s] = Math.min(available[s], handover.supply.stock[s] + sent[s]);
        }
        return available;
    }

    private long covered(long[] available) {
        long covered = 0;
        for (int s = 0; s < available.length; s++) {
            covered += Math.min(available[s], wanted.units[s]);
        }
        return covered;
    }

    private Map<Sku, Long> bySku(long[] units) {
        Map<Sku, Long> bySku = HashMap.newHashMap(units.length);
        for (int s = 0; s < units.length; s++) {
            bySku.put(wanted.skus[s], units[s]);
        }
        return bySku;
    }

    /** The nearest other stores that could hand over all of it. */
    private List<Alternative> alternatives(Optional<Site> chosen, Optional<GeoPoint> from) {
        List<Alternative> alternatives = new ArrayList<>();
        int looked = 0;
        for (Option store : nearest(chosen, from)) {
            if (alternatives.size() == MAX_ALTERNATIVES || looked++ == MAX_STORES) {
                break;
            }
            Handover handover = handover(store, wanted);
            if (handover.serves() && leavesThreshold(store)) {
                alternatives.add(new Alternative(store.site.code(), store.km, handover.readyAt()));
            }
        }
        return alternatives;
    }

    /** None where nobody knows what they should be near to. */
    private List<Option> nearest(Optional<Site> chosen, Optional<GeoPoint> from) {
        Optional<GeoPoint> around = from.or(() -> chosen.map(Site::position));
        if (around.isEmpty()) {
            return List.of();
        }
        GeoPoint centre = around.get();
        List<Option> others = new ArrayList<>();
        for (int i = 0; i < question.pool.size(); i++) {
            Site site = question.pool.get(i);
            if (!chosen.equals(Optional.of(site)) && bars(site).isEmpty()) {
                others.add(store(i, site.position().distanceKm(centre)));
            }
        }
        others.sort(Comparator.<Option>comparingDouble(store -> store.km).thenComparingInt(store -> store.index));
        return others;
    }

    private Explanation explain(List<Weighed> weighed, int chosen, boolean exact, double bound) {
        for (Site site : question.pool) {
            question.barred(site).ifPresent(reason -> question.count(reason, 1));
            boolean useless = bars(site).isPresent() && !site.can(Capability.TRANSFER_OUT);
            if (question.barred(site).isEmpty() && useless) {
                question.count(Reason.NO_CAPABILITY, 1);
            }
        }
        return question.explain(exact, bound, weighed, chosen);
    }
}
