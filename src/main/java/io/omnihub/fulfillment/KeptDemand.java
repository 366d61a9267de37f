package io.omnihub.fulfillment;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Location;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.Demand;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a fulfilment order needs to be sourced again without asking its order: coordinates, never an address.
 *
 * @param excluded locations that gave it up
 * @param emptied locations that did not find its goods: they may still hand over what others send to them
 */
public record KeptDemand(
        ChannelCode channel,
        Demand.Delivery delivery,
        boolean allowSplit,
        boolean allowBackorder,
        Set<LocationCode> excluded,
        Set<LocationCode> emptied) {
    public KeptDemand {
        excluded = Set.copyOf(excluded);
        emptied = Set.copyOf(emptied);
    }

    /** That of a new order. */
    public static KeptDemand of(ChannelCode channel, Demand demand) {
        return new KeptDemand(
                channel, demand.delivery(), demand.allowSplit(), demand.allowBackorder(), demand.excluded(), Set.of());
    }

    /** Without that location, which gave it up. */
    KeptDemand without(LocationCode location) {
        return new KeptDemand(channel, delivery, allowSplit, allowBackorder, with(excluded, location), emptied);
    }

    /** Without the stock of that location, where its goods were not found. */
    KeptDemand withoutStockOf(LocationCode location) {
        return new KeptDemand(channel, delivery, allowSplit, allowBackorder, excluded, with(emptied, location));
    }

    /** Without those either that were out for another part of the order. */
    KeptDemand avoiding(KeptDemand other) {
        Set<LocationCode> allExcluded = new HashSet<>(excluded);
        allExcluded.addAll(other.excluded);
        if (delivery instanceof Demand.Delivery.Pickup(var store, var _)) {
            allExcluded.remove(store);
        }
        Set<LocationCode> allEmptied = new HashSet<>(emptied);
        allEmptied.addAll(other.emptied);
        return new KeptDemand(channel, delivery, allowSplit, allowBackorder, allExcluded, allEmptied);
    }

    /** From anywhere again: what is waited for may have come to a location that gave it up. */
    KeptDemand anywhere() {
        return new KeptDemand(channel, delivery, allowSplit, allowBackorder, Set.of(), Set.of());
    }

    /** For a customer who collects it there instead, whatever came of it there before. */
    KeptDemand at(LocationCode store) {
        return at(store, Optional.empty());
    }

    /** The same while it is only asked for, so that others are looked for around where the customer is, as far as it is known. */
    KeptDemand askingAt(LocationCode store, Catalog catalog) {
        return at(
                store,
                switch (delivery) {
                    case Demand.Delivery.Ship(var destination) -> destination;
                    case Demand.Delivery.Pickup(var chosen, var _) ->
                        catalog.location(chosen).map(Location::position);
                    case Demand.Delivery.PickupNearest(var near, var _) -> Optional.of(near);
                });
    }

    /** The same, with other stores looked for around that point where the one that was chosen is nowhere. */
    public KeptDemand around(Optional<GeoPoint> point, Catalog catalog) {
        return delivery instanceof Demand.Delivery.Pickup(var chosen, var from)
                        && from.isEmpty()
                        && catalog.location(chosen).isEmpty()
                ? at(chosen, point)
                : this;
    }

    private KeptDemand at(LocationCode store, Optional<GeoPoint> from) {
        Set<LocationCode> others = new HashSet<>(excluded);
        others.remove(store);
        return new KeptDemand(
                channel, new Demand.Delivery.Pickup(store, from), allowSplit, allowBackorder, others, emptied);
    }

    /** Whether its customer chose that store. */
    boolean isAt(LocationCode store) {
        return delivery instanceof Demand.Delivery.Pickup(var chosen, var _) && chosen.equals(store);
    }

    /** What sourcing is asked: who has no stock is no source, but may be where it is collected. */
    public Demand demand(List<Demand.Line> lines, long threshold) {
        Set<LocationCode> barred = new HashSet<>(excluded);
        if (delivery instanceof Demand.Delivery.Ship) {
            barred.addAll(emptied);
        }
        return new Demand(lines, delivery, allowSplit, allowBackorder, threshold, barred);
    }

    private static Set<LocationCode> with(Set<LocationCode> locations, LocationCode one) {
        Set<LocationCode> more = new HashSet<>(locations);
        more.add(one);
        return more;
    }
}
