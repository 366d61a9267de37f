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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Finds what is on its way for what has to wait: the earliest first, at locations that could serve it then. */
public final class Expecting {
    private final Channel channel;
    private final Demand.Delivery delivery;
    private final Map<LocationCode, Site> sites;
    private final Instant now;

    /** For whoever wants something of that channel in that way. */
    public Expecting(Channel channel, Demand.Delivery delivery, Catalog catalog, Instant now) {
        this.channel = channel;
        this.delivery = delivery;
        this.now = now;
        this.sites = channel.pool().stream()
                .flatMap(code -> catalog.location(code).stream())
                .map(Site::of)
                .filter(site -> site.active() && !site.paused())
                .collect(Collectors.toMap(Site::code, site -> site));
    }

    /**
     * What can be promised of a SKU, of so many units at most; fewer where less is expected.
     *
     * @param available ATF of the cells of the pool, of which the channel keeps its threshold unsold
     */
    public List<ExpectedUnits> take(DatedSupply supply, long wanted, ToLongFunction<Cell> available) {
        List<ExpectedUnits> taken = new ArrayList<>();
        long left = wanted;
        for (DatedSupply.Dated dated :
                supply.promisable(channel, this::serves, keptBack(supply.sku(), available), now)) {
            long units = Math.min(left, dated.quantity());
            if (units > 0) {
                DatedSupply.Line line = dated.line();
                taken.add(
                        new ExpectedUnits(line.source().id(), supply.sku(), line.location(), line.expectedAt(), units));
                left -= units;
            }
        }
        return taken;
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
