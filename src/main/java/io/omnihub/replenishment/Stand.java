package io.omnihub.replenishment;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a shelf stands while its item is balanced: what has been given to it and taken from it so far. */
final class Stand {
    final Shelf shelf;
    private final Levels levels;
    private final Outlook outlook;
    private final boolean isShort;
    private final Map<Stand, Flow> from = new HashMap<>();
    private long given;
    private long taken;
    private Optional<Stand> source = Optional.empty();

    /** What goes along one route so far. */
    static final class Flow {
        long units;
        double worth;
        double saved;
        boolean isSet;
    }

    Stand(Shelf shelf, ReplenishmentPolicy policy) {
        this.shelf = shelf;
        this.levels = shelf.levels(policy);
        this.outlook = Outlook.of(shelf.velocity(), policy.horizonDays());
        this.isShort = shelf.expected() < levels.min();
    }

    boolean isShort() {
        return isShort;
    }

    /** Units up to its upper level. */
    long want() {
        return isShort ? Math.max(0, levels.max() - shelf.expected() - given) : 0;
    }

    /** Units that could leave: neither those that only come, nor those that the retailer wants to lie there. */
    long movable() {
        if (isShort || !shelf.place().sends()) {
            return 0;
        }
        long there = Math.min(shelf.available(), shelf.expected());
        return Math.max(0, there - shelf.set().map(Levels::min).orElse(0L) - taken);
    }

    /** Units beyond what it needs until it is filled again. */
    long spare() {
        return Math.max(0, Math.min(movable(), shelf.expected() - levels.max() - taken));
    }

    /** The chance that the last of so many further units is sold. */
    double chanceOf(long units) {
        return outlook.chance(shelf.expected() + given + units);
    }

    /** What the last of so many further units is worth, as a share of one sale: the retailer's own level counts in full. */
    double worthOf(long units) {
        return isSet(units) ? 1 : chanceOf(units);
    }

    boolean isSet(long units) {
        return shelf.set().isPresent() && shelf.expected() + given + units <= levels.max();
    }

    /** The chance that the last of so many units is missed when they leave, which is the first of them that would be sold. */
    double missed(long units) {
        return outlook.chance(shelf.expected() - taken - units + 1);
    }

    void give(Stand by, long units) {
        Flow flow = from.computeIfAbsent(by, _ -> new Flow());
        flow.isSet |= isSet(units);
        flow.units += units;
        flow.worth += units * (worthOf(units) - by.missed(units));
        flow.saved += units * (chanceOf(units) - by.missed(units));
        given += units;
        by.taken += units;
        source = Optional.of(by);
    }

    /** Takes back what was given along a route that is not worth it. */
    void withdraw(Stand by) {
        Flow flow = from.remove(by);
        if (flow != null) {
            given -= flow.units;
            by.taken -= flow.units;
        }
    }

    Optional<Stand> source() {
        return source;
    }

    Map<Stand, Flow> flows() {
        return Map.copyOf(from);
    }

    /** Units that would be lost, on average, of so many wanted. */
    double savedBy(long units) {
        long stock = Math.max(0, shelf.expected() + given);
        return Math.max(0, outlook.lost(stock) - outlook.lost(stock + units));
    }

    Set<Reason> why() {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (shelf.available() <= 0) {
            reasons.add(Reason.OUT_OF_STOCK);
        }
        reasons.add(shelf.set().isPresent() ? Reason.BELOW_MIN : Reason.RUNS_OUT);
        return reasons;
    }

    Reason whyGiven() {
        if (shelf.velocity().perDay() == 0) {
            return Reason.SOURCE_DOES_NOT_SELL;
        }
        return shelf.expected() - taken >= levels.max() ? Reason.SOURCE_HAS_SPARE : Reason.SOURCE_NEEDS_LESS;
    }
}
