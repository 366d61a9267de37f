package io.omnihub.catalog;

import io.omnihub.catalog.OpeningTimes.OpeningException;
import io.omnihub.engine.Table;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A place with stock.
 *
 * @param opening made once, since planning asks it often
 * @param capabilities none: the location only holds stock
 * @param cutOff local time; what is released later goes out on the next open day
 * @param dailyCapacity units per local day; empty for no limit
 * @param leadTimeMinutes from release until an order can be ready
 * @param acceptanceRate the share of orders that it does not reject, 0 to 1, as the retailer says; {@link #acceptance} is
 *     what it is
 * @param acknowledgeMinutes open minutes in which it must acknowledge what it is given, else that goes elsewhere; empty
 *     for no limit
 * @param collectDays how long what is ready waits for its customer; empty for {@value #DEFAULT_COLLECT_DAYS}
 * @param remindDays how long before the end of that the customer is reminded, 0: never; empty for
 *     {@value #DEFAULT_REMIND_DAYS}
 * @param countTolerance how far its counts may be from the ledger before they are doubted; empty for the hub's own
 * @param paused whether it takes no new orders; a switch, which a put does not touch
 * @param pickupPaused whether it takes no new pickups; a switch as well
 * @param answers how it has answered lately; learned, so that neither a put nor the version knows of it
 * @param version grows with every change, from 1
 */
public record Location(
        LocationCode code,
        String name,
        Kind kind,
        EntryState state,
        GeoPoint position,
        OpeningTimes opening,
        Set<Capability> capabilities,
        Optional<LocalTime> cutOff,
        Optional<Long> dailyCapacity,
        long leadTimeMinutes,
        double acceptanceRate,
        Optional<Long> acknowledgeMinutes,
        Optional<Long> collectDays,
        Optional<Long> remindDays,
        Optional<Tolerance> countTolerance,
        boolean paused,
        boolean pickupPaused,
        Answers answers,
        long version)
        implements CatalogEntry<Location> {
    public static final Table<LocationCode, Location> TABLE = new Table<>("location", 30);

    /** How many dates can have opening hours of their own. */
    public static final int MAX_OPENING_EXCEPTIONS = 1_000;

    /** The kind of due work that a pause makes; its subject is the location's code. */
    public static final String PAUSED_WORK = "location-paused";

    /**
     * The kind of due work of a change that may let places serve what they could not: a pause that ends, another
     * capability, another pool. Its subject is the code of the location, or empty for any.
     */
    public static final String OPENED_WORK = "places-opened";

    /** The subject of that work where it is not about one location; no location's code. */
    public static final String ANYWHERE = "*";

    /** Less time is left to acknowledge what was given to it before; the subject is its code, and where that goes on. */
    public static final String HURRIED_WORK = "location-hurried";

    private static final long DEFAULT_COLLECT_DAYS = 7;
    private static final long DEFAULT_REMIND_DAYS = 2;

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

    /** One period of a weekday, in local times; one that closes at or before it opens ends on the next day. */
    public record OpeningHours(DayOfWeek day, LocalTime opens, LocalTime closes) {}

    public Location {
        capabilities = Set.copyOf(capabilities);
        if (!(acceptanceRate >= 0 && acceptanceRate <= 1)) {
            throw new IllegalArgumentException("an acceptance rate is 0 to 1, not " + acceptanceRate);
        }
        if (opening.exceptions().size() > MAX_OPENING_EXCEPTIONS) {
            throw new IllegalArgumentException("a location has at most " + MAX_OPENING_EXCEPTIONS + " exceptions");
        }
    }

    /** The share of what it is given that it will do, 0 to 1, by what was said of it and what it has done. */
    public double acceptance() {
        return answers.rate(acceptanceRate);
    }

    /** When what is given to it now must be acknowledged; empty where that has no limit. */
    public Optional<Instant> acknowledgeBy(Instant now) {
        return acknowledgeMinutes.flatMap(minutes -> opening.afterOpenMinutes(now, minutes));
    }

    /** Whether what is given to it now must be acknowledged sooner than by what was said of it before. */
    boolean isHurriedSince(Location before, Instant now) {
        return acknowledgeBy(now)
                .filter(end -> before.acknowledgeBy(now)
                        .filter(known -> !known.isAfter(end))
                        .isEmpty())
                .isPresent();
    }

    /** Until when what is ready now waits for its customer: at the same local time. */
    public Instant collectBy(Instant now) {
        return now.atZone(timeZone())
                .plusDays(collectDays.orElse(DEFAULT_COLLECT_DAYS))
                .toInstant();
    }

    /** When the customer for whom something waits until then is reminded, at the same local time; empty for never. */
    public Optional<Instant> remindAt(Instant collectBy, Instant now) {
        long days = remindDays.orElse(DEFAULT_REMIND_DAYS);
        return Optional.of(collectBy.atZone(timeZone()).minusDays(days).toInstant())
                .filter(at -> days > 0 && at.isAfter(now));
    }

    public ZoneId timeZone() {
        return opening.zone();
    }

    public List<OpeningHours> openingHours() {
        return opening.hours();
    }

    public List<OpeningException> openingExceptions() {
        return opening.exceptions();
    }

    /** The same place with other switches, at its next version. */
    Location switched(boolean newPaused, boolean newPickupPaused) {
        return with(newPaused, newPickupPaused, answers, version + 1);
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("kind", kind.wire());
        facts.put("state", state.wire());
        facts.put("position", Map.of("latitude", position.latitude(), "longitude", position.longitude()));
        facts.put("timeZone", timeZone().getId());
        facts.put("openingHours", openingHours().stream().map(Location::fact).toList());
        facts.put(
                "openingExceptions",
                openingExceptions().stream().map(Location::fact).toList());
        facts.put("capabilities", capabilities.stream().map(Wire::wire).sorted().toList());
        cutOff.ifPresent(time -> facts.put("cutOff", time.toString()));
        dailyCapacity.ifPresent(units -> facts.put("dailyCapacity", units));
        facts.put("leadTimeMinutes", leadTimeMinutes);
        acknowledgeMinutes.ifPresent(minutes -> facts.put("acknowledgeMinutes", minutes));
        collectDays.ifPresent(days -> facts.put("collectDays", days));
        remindDays.ifPresent(days -> facts.put("remindDays", days));
        countTolerance.ifPresent(tolerance ->
                facts.put("countTolerance", Map.of("units", tolerance.units(), "percent", tolerance.percent())));
        facts.put("acceptanceRate", acceptanceRate);
        facts.put("paused", paused);
        facts.put("pickupPaused", pickupPaused);
        facts.put("version", version);
        return facts;
    }

    private static String fact(OpeningHours hours) {
        return hours.day().name().toLowerCase(Locale.ROOT) + " " + hours.opens() + "–" + hours.closes();
    }

    private static String fact(OpeningException day) {
        return day.periods().stream()
                .map(period -> " " + period.opens() + "–" + period.closes())
                .collect(Collectors.joining(",", day.date().toString(), ""));
    }

    @Override
    public Location inPlaceOf(Location before) {
        return with(before.paused, before.pickupPaused, before.answers, version);
    }

    @Override
    public Location withVersion(long newVersion) {
        return with(paused, pickupPaused, answers, newVersion);
    }

    /** The same place with what was learned of it. */
    Location answered(Answers newAnswers) {
        return with(paused, pickupPaused, newAnswers, version);
    }

    private Location with(boolean newPaused, boolean newPickupPaused, Answers newAnswers, long newVersion) {
        return new Location(
                code,
                name,
                kind,
                state,
                position,
                opening,
                capabilities,
                cutOff,
                dailyCapacity,
                leadTimeMinutes,
                acceptanceRate,
                acknowledgeMinutes,
                collectDays,
                remindDays,
                countTolerance,
                newPaused,
                newPickupPaused,
                newAnswers,
                newVersion);
    }
}
