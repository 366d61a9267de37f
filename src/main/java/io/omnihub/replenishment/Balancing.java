package io.omnihub.replenishment;

import io.omnihub.kernel.GeoPoint;
import io.omnihub.replenishment.Balance.Move;
import io.omnihub.replenishment.Balance.Purchase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Balances one item among its places. Units go, one small lot after the other, to where the next one is worth most, as long as
 * it is worth more there than at its source and on the way. A place keeps to one source while that can give, since each route
 * costs a box; a route whose units are not worth their box is given up.
 */
public final class Balancing {
    /** Places that are short, and places that can give, at most: those where most is at stake. */
    private static final int MOST_PLACES = 32;

    /** A place is filled in so many lots at most. */
    private static final long MOST_LOTS = 100;

    private final double margin;
    private final Set<Route> refused;
    private final ReplenishmentPolicy policy;
    private final List<Stand> all;
    private final List<Stand> givers;

    private Balancing(long price, List<Shelf> shelves, Set<Route> refused, ReplenishmentPolicy policy) {
        this.margin = price * policy.marginPercent() / 100.0;
        this.refused = refused;
        this.policy = policy;
        this.all = shelves.stream().map(shelf -> new Stand(shelf, policy)).toList();
        this.givers = all.stream()
                .filter(stand -> stand.movable() > 0)
                .sorted(Comparator.comparingLong(Stand::movable).reversed())
                .limit(MOST_PLACES)
                .toList();
    }

    /**
     * @param price of a unit, in minor units
     * @param shelves of one item, each place once
     * @param refused routes that somebody does not want now
     */
    public static Balance of(long price, List<Shelf> shelves, Set<Route> refused, ReplenishmentPolicy policy) {
        var balancing = new Balancing(price, shelves, refused, policy);
        balancing.deal();
        List<Move> moves = balancing.moves();
        return new Balance(moves, balancing.purchases());
    }

    private void deal() {
        var inTurn = new PriorityQueue<Stand>(Comparator.comparingDouble(stand -> -stand.worthOf(1)));
        all.stream()
                .filter(stand -> stand.want() > 0 && stand.shelf.place().receives())
                .sorted(Comparator.comparingDouble(stand -> -stand.savedBy(stand.want())))
                .limit(MOST_PLACES)
                .forEach(inTurn::add);
        while (!inTurn.isEmpty()) {
            Stand next = inTurn.remove();
            if (giveLot(next)) {
                inTurn.add(next);
            }
        }
    }

    private boolean giveLot(Stand to) {
        Optional<Stand> source = to.source().filter(by -> nextLot(to, by) > 0).or(() -> bestSource(to));
        source.ifPresent(by -> to.give(by, nextLot(to, by)));
        return source.isPresent();
    }

    /** The units of the next lot; 0 where the last of them would not be worth its way. */
    private long nextLot(Stand to, Stand by) {
        long lot = Math.min(lot(to), Math.min(to.want(), by.movable()));
        return lot > 0 && (to.isSet(lot) || gainOfUnit(to, by, lot) > 0) ? lot : 0;
    }

    private double gainOfUnit(Stand to, Stand by, long units) {
        return margin * (to.worthOf(units) - by.missed(units))
                - policy.transport().ofUnit(km(to, by));
    }

    private long lot(Stand to) {
        return Math.max(1, Math.ceilDiv(to.shelf.levels(policy).max(), MOST_LOTS));
    }

    /** The one by which most would be gained if it gave all it can. */
    private Optional<Stand> bestSource(Stand to) {
        return givers.stream()
                .filter(by -> by != to && nextLot(to, by) > 0 && !refused.contains(route(by, to)))
                .max(Comparator.comparingDouble(by -> gainOfAll(to, by)));
    }

    private double gainOfAll(Stand to, Stand by) {
        long lot = lot(to);
        long most = Math.min(to.want(), by.movable());
        double gain = 0;
        for (long units = Math.min(lot, most); units <= most; units += lot) {
            double further = gainOfUnit(to, by, units);
            if (further <= 0 && !to.isSet(units)) {
                break;
            }
            gain += lot * further;
        }
        return gain;
    }

    private List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        for (Stand to : all) {
            for (Map.Entry<Stand, Stand.Flow> flow : to.flows().entrySet()) {
                Move move = move(to, flow.getKey(), flow.getValue());
                if (move.gain() >= policy.minGain() || flow.getValue().isSet) {
                    moves.add(move);
                } else {
                    to.withdraw(flow.getKey());
                }
            }
        }
        moves.sort(Comparator.comparingLong(Move::gain)
                .reversed()
                .thenComparing(move -> move.source().place().code())
                .thenComparing(move -> move.destination().place().code()));
        return moves;
    }

    private Move move(Stand to, Stand by, Stand.Flow flow) {
        Set<Reason> reasons = EnumSet.copyOf(to.why());
        reasons.add(by.whyGiven());
        double transport =
                policy.transport().perBox() + flow.units * policy.transport().ofUnit(km(to, by));
        return new Move(
                by.shelf,
                to.shelf,
                flow.units,
                Math.max(0, flow.saved),
                Math.round(margin * flow.worth),
                Math.round(transport),
                reasons);
    }

    /** What nothing that lies idle elsewhere could fill, to where most of it would be lost. */
    private List<Purchase> purchases() {
        long idle = all.stream().mapToLong(Stand::spare).sum();
        List<Stand> wanting = all.stream()
                .filter(stand -> stand.want() > 0)
                .sorted(Comparator.comparingDouble(stand -> stand.savedBy(stand.want())))
                .toList();
        List<Purchase> purchases = new ArrayList<>();
        for (Stand stand : wanting) {
            long units = Math.max(0, stand.want() - idle);
            idle = Math.max(0, idle - stand.want());
            if (units > 0) {
                double saved = stand.savedBy(units);
                Set<Reason> reasons = EnumSet.copyOf(stand.why());
                reasons.add(Reason.NOWHERE_ENOUGH);
                purchases.addFirst(new Purchase(stand.shelf, units, saved, Math.round(margin * saved), reasons));
            }
        }
        return purchases;
    }

    private static double km(Stand to, Stand by) {
        GeoPoint there = to.shelf.place().position();
        return by.shelf.place().position().distanceKm(there);
    }

    private static Route route(Stand by, Stand to) {
        return new Route(by.shelf.place().code(), to.shelf.place().code());
    }
}
