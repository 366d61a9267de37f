package io.omnihub.sourcing;

import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the planner knows of a location. It changes with the catalogue alone, so it can be kept as long as that.
 *
 * @param cutOff local time; what is released later goes out on the next open day
 * @param leadTimeMinutes open time from release until an order is ready
 * @param dailyCapacity units per local day; a full location is taken only where nothing else serves
 * @param acceptanceRate the share of orders that it does not reject, 0 to 1, as it was learned
 */
public record Site(
        LocationCode code,
        Kind kind,
        GeoPoint position,
        OpeningTimes opening,
        Optional<LocalTime> cutOff,
        long leadTimeMinutes,
        Set<Capability> capabilities,
        boolean active,
        boolean paused,
        boolean pickupPaused,
        Optional<Long> dailyCapacity,
        double acceptanceRate) {
    public Site {
        capabilities = Set.copyOf(capabilities);
        if (leadTimeMinutes < 0) {
            throw new IllegalArgumentException("a lead time is not negative");
        }
        if (!(acceptanceRate >= 0 && acceptanceRate <= 1)) {
            throw new IllegalArgumentException("an acceptance rate is 0 to 1, not " + acceptanceRate);
        }
    }

    public static Site of(Location location) {
        return new Site(
                location.code(),
                location.kind(),
                location.position(),
                location.opening(),
                location.cutOff(),
                location.leadTimeMinutes(),
                location.capabilities(),
                location.state() == EntryState.ACTIVE,
                location.paused(),
                location.pickupPaused(),
                location.dailyCapacity(),
                location.acceptance());
    }

    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** The same of a store that helps another pool: what it gives is sent. */
    Site lending() {
        Set<Capability> sending = new HashSet<>(capabilities);
        sending.remove(Capability.PICKUP);
        return new Site(
                code,
                kind,
                position,
                opening,
                cutOff,
                leadTimeMinutes,
                sending,
                active,
                paused,
                pickupPaused,
                dailyCapacity,
                acceptanceRate);
    }

    /** Whether orders can be collected there now: a store does that, a warehouse never. */
    public boolean handsOver() {
        return kind == Kind.STORE && can(Capability.PICKUP) && active && !paused && !pickupPaused;
    }

    /**
     * When an order that is released then, or whose last units arrive then, can be collected; empty if the place does
     * not open within a year.
     *
     * @param full whether the day's capacity is used up, so that the order waits for the next open day
     */
    public Optional<Instant> readyAt(Instant released, boolean full) {
        Optional<Instant> from = full ? opening.nextOpenDay(released) : Optional.of(released);
        return from.isEmpty() ? from : opening.afterOpenMinutes(from.get(), leadTimeMinutes);
    }

    /**
     * When what is released now leaves the place.
     *
     * @param full whether the day's capacity is used up, so that it leaves on the next open day
     */
    public Optional<Instant> leavesAt(Instant now, boolean full) {
        Optional<Instant> released = opening.nextOpen(now);
        if (released.isEmpty()) {
            return released;
        }
        Optional<Instant> ready = readyAt(released.get(), false);
        return full || isPastCutOff(released.get()) ? later(ready, opening.nextOpenDay(released.get())) : ready;
    }

    /** When what left the place is there: at the same local time, so many days later. */
    public Instant arrivesAt(Instant left, int transitDays) {
        return transitDays == 0
                ? left
                : left.atZone(opening.zone()).plusDays(transitDays).toInstant();
    }

    private boolean isPastCutOff(Instant released) {
        return cutOff.isPresent()
                && LocalDateTime.ofInstant(released, opening.zone())
                        .toLocalTime()
                        .isAfter(cutOff.get());
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.isEmpty() ? Optional.empty() : one.get().isAfter(other.get()) ? one : other;
    }
}
