package io.omnihub.catalog;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a place is open, in its own zone. A period begins on its date and ends when the local clock first shows its
 * closing time, on the next date where that is not after the opening; a time that a change of the clock skips is the
 * moment of the change. Periods may overlap; their sum counts once. A place without weekly periods is always open, but
 * on the dates of its exceptions.
 */
public final class OpeningTimes {
    /** How far into the future an opening is looked for. */
    public static final int LOOK_AHEAD_DAYS = 366;

    private static final Period WHOLE_DAY = new Period(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private final ZoneId zone;
    private final List<Location.OpeningHours> hours;
    private final List<OpeningException> exceptions;
    private final Map<DayOfWeek, List<Period>> weekly = new EnumMap<>(DayOfWeek.class);
    private final Map<LocalDate, List<Period>> special = new HashMap<>();
    private final boolean always;

    /** @param exceptions at most one of a date, in any order */
    public OpeningTimes(ZoneId zone, List<Location.OpeningHours> weekly, List<OpeningException> exceptions) {
        this.zone = zone;
        this.hours = List.copyOf(weekly);
        this.exceptions = exceptions.stream()
                .sorted(Comparator.comparing(OpeningException::date))
                .toList();
        this.always = weekly.isEmpty() && exceptions.isEmpty();
        for (DayOfWeek day : DayOfWeek.values()) {
            this.weekly.put(
                    day,
                    weekly.isEmpty()
                            ? List.of(WHOLE_DAY)
                            : sorted(weekly.stream()
                                    .filter(hours -> hours.day() == day)
                                    .map(hours -> new Period(hours.opens(), hours.closes()))
                                    .toList()));
        }
        for (OpeningException day : exceptions) {
            if (special.put(day.date(), sorted(day.periods())) != null) {
                throw new IllegalArgumentException("two exceptions on " + day.date());
            }
        }
    }

    public static OpeningTimes always(ZoneId zone) {
        return new OpeningTimes(zone, List.of(), List.of());
    }

    /** Local times; a period that closes at or before it opens ends on the next date. */
    public record Period(LocalTime opens, LocalTime closes) {
        boolean endsNextDay() {
            return !closes.isAfter(opens);
        }
    }

    /**
     * A holiday, or a day with other hours.
     *
     * @param periods in the place of those that the date would have; none: closed
     */
    public record OpeningException(LocalDate date, List<Period> periods) {
        public OpeningException {
            periods = List.copyOf(periods);
        }
    }

    public ZoneId zone() {
        return zone;
    }

    /** The periods of each week, as they were given. */
    public List<Location.OpeningHours> hours() {
        return hours;
    }

    /** By date. */
    public List<OpeningException> exceptions() {
        return exceptions;
    }

    public boolean isOpen(Instant at) {
        return nextOpen(at).filter(at::equals).isPresent();
    }

    /** That moment if the place is open then, else when it opens next; empty if that is more than a year away. */
    public Optional<Instant> nextOpen(Instant from) {
        return afterOpenMinutes(from, 0);
    }

    /** The first moment of a later local date at which the place is open. */
    public Optional<Instant> nextOpenDay(Instant from) {
        return nextOpen(moment(LocalDate.ofInstant(from, zone).plusDays(1), LocalTime.MIDNIGHT));
    }

    /** The moment by which the place has been open for so long; with none, {@link #nextOpen}. */
    public Optional<Instant> afterOpenMinutes(Instant from, long minutes) {
        if (always) {
            return Optional.of(from.plusSeconds(Math.multiplyExact(minutes, 60L)));
        }
        long left = TimeUnit.MINUTES.toNanos(minutes);
        Instant counted = from;
        LocalDate today = LocalDate.ofInstant(from, zone);
        for (int day = -1; day <= LOOK_AHEAD_DAYS; day++) {
            LocalDate date = today.plusDays(day);
            for (Period period : periods(date)) {
                if (day < 0 && !period.endsNextDay()) {
                    continue;
                }
                Instant closes = moment(period.endsNextDay() ? date.plusDays(1) : date, period.closes());
                if (!closes.isAfter(counted)) {
                    continue;
                }
                Instant opens = moment(date, period.opens());
                Instant start = opens.isAfter(counted) ? opens : counted;
                long open = start.until(closes, ChronoUnit.NANOS);
                if (open > 0 && left <= open) {
                    return Optional.of(start.plusNanos(left));
                }
                left -= Math.max(0, open);
                counted = closes;
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpeningTimes times
                && zone.equals(times.zone)
                && hours.equals(times.hours)
                && exceptions.equals(times.exceptions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, hours, exceptions);
    }

    @Override
    public String toString() {
        return zone + " " + hours + " " + exceptions;
    }

    private List<Period> periods(LocalDate date) {
        List<Period> other = special.isEmpty() ? null : special.get(date);
        return other == null ? Objects.requireNonNull(weekly.get(date.getDayOfWeek())) : other;
    }

    /** When the local clock first shows that time, or first passes it. */
    private Instant moment(LocalDate date, LocalTime time) {
        var local = LocalDateTime.of(date, time);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty()
                ? zone.getRules().getTransition(local).getInstant()
                : local.toInstant(offsets.getFirst());
    }

    private static List<Period> sorted(List<Period> periods) {
        return periods.stream().sorted(Comparator.comparing(Period::opens)).toList();
    }
}
