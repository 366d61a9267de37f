package io.omnihub.sourcing;

import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.Explanation.Terms;
import io.omnihub.sourcing.Explanation.Weighed;
import io.omnihub.sourcing.Search.Found;
import java.util.ArrayList;
import java.util.List;

/**
 * The locations that some units come from, chosen among those that may give them. The first {@value #ENOUGH} that have
 * anything are looked at; only if these cannot serve, all are.
 */
final class Choice {
    static final int ENOUGH = 32;

    /** Looks at cells that a search may take, and for each cell of a large demand; some five nanoseconds each. */
    private static final long BUDGET = 400_000;

    private static final long BUDGET_PER_CELL = 8;

    final Wanted wanted;
    final Supply[] supplies;
    final Search search;
    final int withoutStock;
    final int belowWorth;

    private final Question question;
    private final Cover cover;
    private final List<Option> options;
    /** How many of the options were looked at. */
    private final int seen;

    private Choice(Question question, Wanted wanted, List<Option> options, int limit, double minWorth, int enough) {
        this.question = question;
        this.wanted = wanted;
        this.options = options;
        List<Supply> some = new ArrayList<>(Math.min(enough, options.size()));
        int looked = 0;
        int small = 0;
        while (looked < options.size() && some.size() < enough) {
            var supply = Supply.read(options.get(looked++), wanted, question.facts, question.yardstick);
            long covered = supply.covers(wanted.units);
            boolean tooSmall = minWorth > 0 && supply.worth(wanted) < minWorth && covered < wanted.total();
            if (covered > 0 && !tooSmall) {
                some.add(supply);
            }
            small += covered > 0 && tooSmall ? 1 : 0;
        }
        this.seen = looked;
        this.belowWorth = small;
        this.supplies = some.toArray(Supply[]::new);
        this.withoutStock = looked - small - supplies.length;
        this.cover = new Cover(supplies, wanted, question.yardstick, minWorth);
        long budget = BUDGET + BUDGET_PER_CELL * supplies.length * wanted.units.length;
        this.search = new Search(cover, limit, question.yardstick.criteria.getFirst(), budget);
    }

    /**
     * @param options the best first
     * @param untouched units of each SKU that must be left over
     */
    static Choice of(
            Question question, Wanted wanted, List<Option> options, int limit, double minWorth, long untouched) {
        var first = new Choice(question, wanted, options, limit, minWorth, ENOUGH);
        boolean served = first.hasEnough(untouched) && first.search.run().found > 0;
        if (served || first.seen == options.size()) {
            return first;
        }
        var all = new Choice(question, wanted, options, limit, minWorth, Integer.MAX_VALUE);
        if (all.hasEnough(untouched)) {
            all.search.run();
        }
        return all;
    }

    boolean serves() {
        return search.found > 0;
    }

    Found best() {
        return search.best[0];
    }

    private boolean hasEnough(long untouched) {
        for (int s = 0; s < wanted.units.length; s++) {
            if (wanted.units[s] > 0 && sum(s) < wanted.units[s] + untouched) {
                return false;
            }
        }
        return true;
    }

    long sum(int s) {
        long sum = 0;
        for (Supply supply : supplies) {
            sum += supply.stock[s];
        }
        return sum;
    }

    /** How much there is of each SKU at as many locations as may share, those that cover most. */
    long[] reachable(int limit) {
        long[] missing = wanted.units.clone();
        long[] reachable = new long[missing.length];
        for (int i = 0; i < limit && supplies.length > 0; i++) {
            int next = supplies.length <= limit ? i % supplies.length : Search.mostCovering(supplies, missing);
            if (next < 0 || i >= supplies.length) {
                break;
            }
            for (int s = 0; s < missing.length; s++) {
                reachable[s] += supplies[next].stock[s];
                missing[s] = Math.max(0, missing[s] - supplies[next].stock[s]);
            }
        }
        return reachable;
    }

    boolean isExact() {
        return search.isExact() && (!serves() || unseenBound() >= best().score[0]);
    }

    double lowerBound() {
        return Math.min(search.lowerBound(), unseenBound());
    }

    /** What a plan counts at least that uses a location that was not looked at: alone, or beside any other. */
    private double unseenBound() {
        double alone = Double.POSITIVE_INFINITY;
        double opening = Double.POSITIVE_INFINITY;
        double anyOpening = Double.POSITIVE_INFINITY;
        double anyUnit = Double.POSITIVE_INFINITY;
        double total = wanted.total();
        for (int i = 0; i < options.size() && seen < options.size(); i++) {
            Option option = options.get(i);
            if (i >= seen) {
                alone = Math.min(alone, option.score(0, total));
                opening = Math.min(opening, option.fixed[0]);
            }
            anyOpening = Math.min(anyOpening, option.fixed[0]);
            anyUnit = Math.min(anyUnit, option.unit[0]);
        }
        double bound = Math.min(alone, opening + anyOpening + total * anyUnit);
        boolean stockCounts = question.yardstick.mostStock == 0 && seen < options.size();
        return stockCounts ? Double.NEGATIVE_INFINITY : bound;
    }

    /** What each of the best set gives of each SKU. */
    long[][] allot() {
        return cover.allot(best().members);
    }

    Option option(int member) {
        return supplies[member].option;
    }

    /** One of the best sets, as the explanation shows it. */
    Weighed weighed(int i, boolean pickup) {
        Found found = search.best[i];
        List<LocationCode> locations = new ArrayList<>(found.members.length);
        for (int member : found.members) {
            locations.add(option(member).site.code());
        }
        return new Weighed(locations, question.scores(found.score), terms(found, pickup), false);
    }

    private Terms terms(Found found, boolean pickup) {
        long[][] given = cover.allot(found.members);
        Terms terms = Terms.NONE;
        for (int i = 0; i < given.length; i++) {
            Supply supply = supplies[found.members[i]];
            double units = 0;
            double shadow = 0;
            for (int s = 0; s < given[i].length; s++) {
                units += given[i][s];
                shadow += given[i][s] * supply.shadow[s];
            }
            terms = terms.plus(question.yardstick.sendingTerms(supply.option, units, shadow, pickup));
        }
        return terms;
    }
}
