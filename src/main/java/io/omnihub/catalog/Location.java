package io.omnihub.catalog;

import io.omnihub.engine.Table;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A place with stock.
 *
 * @param openingHours local times; a period that closes at or before it opens ends on the next day
 * @param capabilities none: the location only holds stock
 * @param dailyCapacity units per local day; empty for no limit
 * @param leadTimeMinutes from release until an order can be ready
 * @param version grows with every change, from 1
 */
public record Location(
        LocationCode code,
        String name,
        Kind kind,
        EntryState state,
        GeoPoint position,
        ZoneId timeZone,
        List<OpeningHours> openingHours,
        Set<Capability> capabilities,
        Optional<Long> dailyCapacity,
        long leadTimeMinutes,
        long version)
        implements CatalogEntry<Location> {
    public static final Table<LocationCode, Location> TABLE = new Table<>("location", 30);

    public enum Kind implements Wire {
        STORE,
        WAREHOUSE
    }

    public enum Capability implements Wire {
        SHIP,
        PICKUP,
        TRANSFER_OUT,
        TRANSFER_IN
    }

    /** One period of a weekday. */
    public record OpeningHours(DayOfWeek day, LocalTime opens, LocalTime closes) {}

    public Location {
        openingHours = List.copyOf(openingHours);
        capabilities = Set.copyOf(capabilities);
    }

    public boolean canShip() {
        return state == EntryState.ACTIVE && capabilities.contains(Capability.SHIP);
    }

    @Override
    public Location withVersion(long newVersion) {
        return new Location(
                code,
                name,
                kind,
                state,
                position,
                timeZone,
                openingHours,
                capabilities,
                dailyCapacity,
                leadTimeMinutes,
                newVersion);
    }
}
