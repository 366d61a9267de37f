package io.omnihub.inventory;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.WhenShort;
import io.omnihub.inventory.Availability.Nearby;
import io.omnihub.inventory.Availability.Offered;
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

    /** Where there is stock for the channel once it is short. */
    private final List<LocationCode> helping;

    private Pool(Channel channel, List<Place> places, List<LocationCode> helping, boolean isNear) {
        this.channel = channel;
        this.places = places;
        this.helping = helping;
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
        return new Pool(channel, places, helping(channel, catalog), near.isPresent());
    }

    private static List<LocationCode> helping(Channel channel, Catalog catalog) {
        return channel.whenShort().filter(WhenShort::joins).stream()
                .flatMap(rule -> rule.locations().stream())
                .filter(code -> catalog.location(code).filter(Pool::serves).isPresent())
                .toList();
    }

    /** Whether new orders go there. */
    private static boolean serves(Location location) {
        return location.state() == EntryState.ACTIVE && !location.paused();
    }

    /** @param at what is held until then is available */
    Availability availability(SkuLevels levels, Instant at) {
        if (channel.state() != EntryState.ACTIVE || !levels.isSold()) {
            return new Availability(levels.sku(), 0, Optional.empty(), List.of(), List.of());
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
        long own = Math.max(0, promised);
        Optional<Offered> offered = channel.whenShort()
                .filter(WhenShort::joins)
                .map(rule -> new Offered(rule.rule(), given(rule, levels, promised, at), rule.isShort(own)));
        return new Availability(
                levels.sku(),
                own + offered.map(Offered::units).orElse(0L),
                offered,
                upcoming(levels.supply(), Math.max(0, -promised), at),
                nearest);
    }

    /** What the pool lacks of what the channel keeps unsold is kept of it. */
    private long given(WhenShort rule, SkuLevels levels, long promised, Instant at) {
        long sum = helping.stream()
                .mapToLong(code -> rule.offered(levels.availableToFulfil(code, at)))
                .sum();
        return Math.max(0, sum + Math.min(0, promised));
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
