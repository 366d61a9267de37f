package io.omnihub.sourcing;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Transit;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.ExpectedUnits;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what is on its way for what has to wait: the earliest first, at locations that could serve it then, and at no more of
 * them than may share it.
 */
public final class Expecting {
    private final Channel channel;
    private final Demand.Delivery delivery;
    private final boolean allowSplit;
    private final Map<LocationCode, Site> sites;
    private final Instant now;

    /**
     * For whoever wants something of that channel in that way.
     *
     * @param allowSplit whether what comes may be had before the rest does, and from several locations
     */
    public Expecting(Channel channel, Demand.Delivery delivery, boolean allowSplit, Catalog catalog, Instant now) {
        this.channel = channel;
        this.delivery = delivery;
        this.allowSplit = allowSplit;
        this.now = now;
        this.sites = channel.pool().stream()
                .flatMap(code -> catalog.location(code).stream())
                .map(Site::of)
                .filter(site -> site.active() && !site.paused())
                .collect(Collectors.toMap(Site::code, site -> site));
    }

    /** What is missing of something that waits, and where it is to be looked for. */
    public record Wanted(Map<Sku, Long> missing, Set<LocationCode> known) {
        /** @param known locations that it is promised units from already */
        public Wanted {
            missing = Collections.unmodifiableMap(new TreeMap<>(missing));
            known = Set.copyOf(known);
        }

        private boolean isIn(Collection<ExpectedUnits> units) {
            Map<Sku, Long> there = new TreeMap<>();
            units.forEach(some -> there.merge(some.sku(), some.quantity(), Long::sum));
            return missing.equals(there);
        }
    }

    /** Whether part of it is of no use. */
    public boolean isTogether() {
        return !allowSplit;
    }

    /**
     * What can be promised; fewer units where less is expected, and none where all of them have to come together and do not.
     *
     * @param available ATF of the cells of the pool, of which the channel keeps its threshold unsold
     */
    public List<ExpectedUnits> take(
            Wanted wanted, Function<Sku, DatedSupply> supplies, ToLongFunction<Cell> available) {
        List<ExpectedUnits> offered = wanted.missing().keySet().stream()
                .flatMap(sku -> offered(supplies.apply(sku), available).stream())
                .toList();
        List<ExpectedUnits> earliest = taken(offered, wanted, Set.of());
        List<ExpectedUnits> taken = sharing(earliest, wanted.known()).size() <= mostLocations()
                ? earliest
                : taken(offered, wanted, best(offered, wanted));
        return isTogether() && !wanted.isIn(taken) ? List.of() : taken;
    }

    private List<ExpectedUnits> offered(DatedSupply supply, ToLongFunction<Cell> available) {
        return supply.promisable(channel, this::serves, keptBack(supply.sku(), available), now).stream()
                .map(dated -> new ExpectedUnits(
                        dated.line().source().id(),
                        supply.sku(),
                        dated.line().location(),
                        dated.line().expectedAt(),
                        dated.quantity()))
                .toList();
    }

    /** @param within empty for anywhere */
    private static List<ExpectedUnits> taken(
            List<ExpectedUnits> offered, Wanted wanted, Collection<LocationCode> within) {
        Map<Sku, Long> left = new HashMap<>(wanted.missing());
        List<ExpectedUnits> taken = new ArrayList<>();
        for (ExpectedUnits some : offered) {
            long units = Math.min(left.getOrDefault(some.sku(), 0L), some.quantity());
            if (units > 0 && (within.isEmpty() || within.contains(some.location()))) {
                taken.add(some.of(units));
                left.merge(some.sku(), -units, Long::sum);
            }
        }
        return taken;
    }

    /** As many locations as may share it, each the one that adds the most to those before; of equal ones, whose comes first. */
    private Set<LocationCode> best(List<ExpectedUnits> offered, Wanted wanted) {
        Set<LocationCode> best = new HashSet<>(wanted.known());
        List<ExpectedUnits> byDate = offered.stream()
                .sorted(Comparator.comparing(ExpectedUnits::expectedAt))
                .toList();
        Set<LocationCode> others =
                byDate.stream().map(ExpectedUnits::location).collect(Collectors.toCollection(LinkedHashSet::new));
        others.stream().filter(this::isNoSplit).forEach(best::add);
        while (shared(best) < mostLocations() && !best.containsAll(others)) {
            LocationCode next = others.stream()
                    .filter(other -> !best.contains(other))
                    .max(Comparator.comparingLong(other -> units(offered, wanted, best, other)))
                    .orElseThrow();
            best.add(next);
        }
        return best;
    }

    private static long units(List<ExpectedUnits> offered, Wanted wanted, Set<LocationCode> before, LocationCode more) {
        Set<LocationCode> all = new HashSet<>(before);
        all.add(more);
        return taken(offered, wanted, all).stream()
                .mapToLong(ExpectedUnits::quantity)
                .sum();
    }

    private Set<LocationCode> sharing(List<ExpectedUnits> units, Set<LocationCode> known) {
        return Stream.concat(known.stream(), units.stream().map(ExpectedUnits::location))
                .filter(location -> !isNoSplit(location))
                .collect(Collectors.toSet());
    }

    private long shared(Set<LocationCode> locations) {
        return locations.stream().filter(location -> !isNoSplit(location)).count();
    }

    /** What comes to where it is collected is sent by nobody. */
    private boolean isNoSplit(LocationCode location) {
        return delivery instanceof Demand.Delivery.Pickup(LocationCode store, var _) && store.equals(location);
    }

    /** Where the hub chooses the store, what comes there alone is looked at. */
    private int mostLocations() {
        return switch (delivery) {
            case Demand.Delivery.Ship _ -> allowSplit ? channel.policy().splitLimit() : 1;
            case Demand.Delivery.Pickup _ -> channel.policy().splitLimit();
            case Demand.Delivery.PickupNearest _ -> 1;
        };
    }

    private long keptBack(Sku sku, ToLongFunction<Cell> available) {
        long onHand = channel.pool().stream()
                .mapToLong(code -> Math.max(0, available.applyAsLong(new Cell(sku, code))))
                .sum();
        return Math.max(0, channel.threshold() - onHand);
    }

    private boolean serves(LocationCode location) {
        return promisedAt(location, now).isPresent();
    }

    /** When all of it can be there, or be collected, if it comes as it is expected; empty where that cannot be said. */
    public Optional<Instant> promisedAt(List<ExpectedUnits> units) {
        Map<LocationCode, Instant> last = new HashMap<>();
        units.forEach(some -> last.merge(some.location(), some.expectedAt(), Expecting::later));
        Optional<Instant> promised = Optional.empty();
        for (Map.Entry<LocationCode, Instant> one : last.entrySet()) {
            Optional<Instant> at = promisedAt(one.getKey(), one.getValue());
            if (at.isEmpty()) {
                return at;
            }
            promised = promised.map(known -> later(known, at.get())).or(() -> at);
        }
        return promised;
    }

    /** By opening times, lead time and transit, as for what is sent at that time; a full day is not foreseen. */
    private Optional<Instant> promisedAt(LocationCode location, Instant expectedAt) {
        Site site = sites.get(location);
        if (site == null) {
            return Optional.empty();
        }
        return switch (delivery) {
            case Demand.Delivery.Ship(Optional<GeoPoint> destination) -> shipped(site, destination, expectedAt);
            case Demand.Delivery.Pickup(LocationCode store, var _) -> collected(site, store, expectedAt);
            case Demand.Delivery.PickupNearest(GeoPoint near, Optional<Double> farthest) ->
                farthest.filter(km -> site.position().distanceKm(near) > km).isPresent()
                        ? Optional.empty()
                        : handedOver(site, expectedAt);
        };
    }

    private Optional<Instant> shipped(Site site, Optional<GeoPoint> destination, Instant expectedAt) {
        SourcingPolicy policy = channel.policy();
        double km = Question.km(destination, site.position());
        boolean sends = site.can(Capability.SHIP) && (site.kind() != Kind.STORE || policy.storesShip());
        boolean reaches = policy.maxDistanceKm().filter(reach -> km > reach).isEmpty();
        Transit transit = policy.transit();
        int days = destination.isEmpty() ? transit.daysBeyond() : transit.days(km);
        return sends && reaches
                ? site.leavesAt(expectedAt, false).map(left -> site.arrivesAt(left, days))
                : Optional.empty();
    }

    private Optional<Instant> collected(Site site, LocationCode code, Instant expectedAt) {
        Site store = sites.get(code);
        if (store == null) {
            return Optional.empty();
        }
        if (site.code().equals(code)) {
            return handedOver(site, expectedAt);
        }
        int days = channel.policy().transfer().days(site.position().distanceKm(store.position()));
        return site.can(Capability.TRANSFER_OUT) && store.can(Capability.TRANSFER_IN)
                ? site.leavesAt(expectedAt, false)
                        .map(left -> store.arrivesAt(left, days))
                        .flatMap(arrived -> handedOver(store, arrived))
                : Optional.empty();
    }

    private static Optional<Instant> handedOver(Site store, Instant arrived) {
        return store.handsOver() ? store.readyAt(arrived, false) : Optional.empty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
