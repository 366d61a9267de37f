package io.omnihub.inventory;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Location;
import io.omnihub.inventory.Availability.Nearby;
import io.omnihub.inventory.Availability.Upcoming;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The locations that serve a channel now, the nearest first where a point is given. */
final class Pool {
    private record Place(Location location, double distanceKm) {}

    private final Channel channel;
    private final List<Place> places;
    private final boolean isNear;

    private Pool(Channel channel, List<Place> places, boolean isNear) {
        this.channel = channel;
        this.places = places;
        this.isNear = isNear;
    }

    static Pool of(Channel channel, Catalog catalog, Optional<GeoPoint> near) {
        List<Place> places = new ArrayList<>(channel.pool().size());
        for (var code : channel.pool()) {
            catalog.location(code)
                    .filter(Pool::serves)
                    .map(location -> new Place(
                            location,
                            near.map(point -> location.position().distanceKm(point))
                                    .orElse(0.0)))
                    .ifPresent(places::add);
        }
        if (near.isPresent()) {
            places.sort(Comparator.comparingDouble(Place::distanceKm));
        }
        return new Pool(channel, places, near.isPresent());
    }

    /** Whether new orders go there. */
    private static boolean serves(Location location) {
        return location.state() == EntryState.ACTIVE && !location.paused();
    }

    /** @param at what is held until then is available */
    Availability availability(SkuLevels levels, Instant at) {
        if (channel.state() != EntryState.ACTIVE || !levels.isSold()) {
            return new Availability(levels.sku(), 0, List.of(), List.of());
        }
        long sum = 0;
        List<Nearby> nearest = new ArrayList<>();
        for (Place place : places) {
            long available = levels.availableToFulfil(place.location().code(), at);
            sum += available;
            if (isNear && available > 0 && nearest.size() < Availability.MAX_NEAREST) {
                nearest.add(new Nearby(place.location(), place.distanceKm(), available));
            }
        }
        long promised = sum - channel.threshold();
        return new Availability(
                levels.sku(), Math.max(0, promised), upcoming(levels.supply(), Math.max(0, -promised), at), nearest);
    }

    /** What comes on one date is told of once. */
    private List<Upcoming> upcoming(DatedSupply supply, long keptBack, Instant at) {
        SequencedMap<Instant, Long> byDate = new TreeMap<>();
        long sum = 0;
        for (DatedSupply.Dated dated : supply.promisable(channel, this::contains, keptBack, at)) {
            sum += dated.quantity();
            byDate.put(dated.line().expectedAt(), sum);
        }
        return byDate.entrySet().stream()
                .map(date -> new Upcoming(date.getKey(), date.getValue()))
                .toList();
    }

    private boolean contains(LocationCode code) {
        return places.stream().anyMatch(place -> place.location().code().equals(code));
    }
}
