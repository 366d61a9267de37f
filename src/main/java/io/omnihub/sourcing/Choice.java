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
    /** Units of each SKU at all that were looked at. */
    final long[] sums;

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
        this.sums = new long[wanted.units.length];
        int looked = 0;
        int small = 0;
        while (looked < options.size() && some.size() < enough) {
            var supply = Supply.read(options.get(looked++), wanted, question.facts, question.yardstick);
            supply.addTo(sums);
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
            if (wanted.units[s] > 0 && sums[s] < wanted.units[s] + untouched) {
                return false;
            }
        }
        return true;
    }

    /** How much there is of each SKU at as many locations as may share, those that cover most. */
    long[] reachable(int limit) {
        if (supplies.length <= limit) {
            return sums.clone();
        }
        long[] reachable = new long[wanted.units.length];
        long[] missing = wanted.units.clone();
        boolean[] taken = new boolean[supplies.length];
        for (int i = 0; i < limit; i++) {
            int next = Search.takeMostCovering(supplies, taken, missing);
            for (int s = 0; s < missing.length && next >= 0; s++) {
                reachable[s] += supplies[next].stock[s];
            }
        }
        return reachable;
    }

    /** Whether no choice is better; or that there is none. */
    boolean isExact() {
        return search.isExact()
                && (!serves()
                        || (unseenAlone() >= best().score[0]
                                && (search.limit == 1 || unseenBeside() > best().score[0])));
    }

    double lowerBound() {
        return Math.min(search.lowerBound(), Math.min(unseenAlone(), unseenBeside()));
    }

    /** What a location counts at least that was not looked at, if it gives everything. */
    private double unseenAlone() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = seen; i < options.size(); i++) {
            least = Math.min(least, options.get(i).score(0, wanted.total()));
        }
        return sees() ? least : Double.NEGATIVE_INFINITY;
    }

    /** What one of them counts at least that is used beside any other. */
    private double unseenBeside() {
        double opening = Double.POSITIVE_INFINITY;
        double anyOpening = Double.POSITIVE_INFINITY;
        double anyUnit = Double.POSITIVE_INFINITY;
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            opening = i < seen ? opening : Math.min(opening, option.fixed[0]);
            anyOpening = Math.min(anyOpening, option.fixed[0]);
            anyUnit = Math.min(anyUnit, option.unit[0]);
        }
        return sees() ? opening + anyOpening + wanted.total() * anyUnit : Double.NEGATIVE_INFINITY;
    }

    /** Whether what was not looked at is bounded: not where the stock itself counts first. */
    private boolean sees() {
        return seen == options.size() || question.yardstick.mostStock != 0;
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
