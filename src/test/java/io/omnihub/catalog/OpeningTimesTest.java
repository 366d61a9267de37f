package io.omnihub.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.catalog.Location.OpeningHours;
import io.omnihub.catalog.OpeningTimes.OpeningException;
import io.omnihub.catalog.OpeningTimes.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTimesTest {
    private static final String LONDON = "Europe/London";

    /** Places by name: what they are, and in which zone. */
    private static OpeningTimes place(String name) {
        return switch (name) {
            case "shop" -> daily(LONDON, "09:00", "18:00");
            case "bar" -> daily(LONDON, "18:00", "02:00");
            case "fuel" -> daily(LONDON, "00:00", "00:00");
            case "early" -> daily(LONDON, "01:30", "05:00");
            case "night" -> daily(LONDON, "22:00", "01:30");
            case "store" -> daily("America/New_York", "09:00", "17:00");
            case "diner" -> daily("America/New_York", "01:00", "04:00");
            case "bazaar" -> daily("Asia/Kolkata", "10:00", "20:00");
            case "any" -> OpeningTimes.always(ZoneId.of(LONDON));
            case "weekdays" ->
                new OpeningTimes(
                        ZoneId.of(LONDON),
                        List.of(
                                        DayOfWeek.MONDAY,
                                        DayOfWeek.TUESDAY,
                                        DayOfWeek.WEDNESDAY,
                                        DayOfWeek.THURSDAY,
                                        DayOfWeek.FRIDAY)
                                .stream()
                                .map(day -> new OpeningHours(day, LocalTime.of(9, 0), LocalTime.of(17, 0)))
                                .toList(),
                        List.of(
                                new OpeningException(LocalDate.of(2026, 12, 25), List.of()),
                                new OpeningException(LocalDate.of(2026, 12, 28), List.of(period("11:00", "13:00")))));
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest(name = "{0} at {1}: {3} minutes later is {2} ({4})")
    @CsvSource(delimiter = '|', textBlock = """
        shop     | 2026-11-23T10:00:00Z | 2026-11-23T10:00:00Z | 0    | open: now
        shop     | 2026-11-23T08:00:00Z | 2026-11-23T09:00:00Z | 0    | before it opens
        shop     | 2026-11-23T18:00:00Z | 2026-11-24T09:00:00Z | 0    | closed from the minute that it closes
        shop     | 2026-11-23T17:30:00Z | 2026-11-24T09:30:00Z | 60   | half an hour today, half tomorrow
        shop     | 2026-11-23T17:00:00Z | 2026-11-23T18:00:00Z | 60   | just done when it closes
        shop     | 2026-07-01T07:00:00Z | 2026-07-01T08:00:00Z | 0    | in summer 9 o'clock is 8 UTC
        bar      | 2026-11-23T01:00:00Z | 2026-11-23T01:00:00Z | 0    | the night that began on Sunday
        bar      | 2026-11-23T01:30:00Z | 2026-11-23T18:30:00Z | 60   | the night ends at two
        bar      | 2026-11-23T23:30:00Z | 2026-11-24T00:30:00Z | 60   | over midnight
        fuel     | 2026-11-23T23:30:00Z | 2026-11-24T23:30:00Z | 1440 | equal times are a whole day
        any      | 2026-11-23T23:30:00Z | 2026-11-24T23:30:00Z | 1440 | no hours: always
        weekdays | 2026-11-27T17:00:00Z | 2026-11-30T09:00:00Z | 0    | over the weekend
        weekdays | 2026-12-24T16:30:00Z | 2026-12-28T11:30:00Z | 60   | Christmas, the weekend, then short hours
        weekdays | 2026-12-28T09:00:00Z | 2026-12-29T10:00:00Z | 180  | two hours on the special day, one after it
        bazaar   | 2026-11-23T04:00:00Z | 2026-11-23T04:30:00Z | 0    | ten in Kolkata
        bazaar   | 2026-11-23T14:00:00Z | 2026-11-24T05:00:00Z | 60   | it closes at 14:30 UTC
        shop     | 2026-03-29T07:30:00Z | 2026-03-29T08:00:00Z | 0    | London: the clock went forward in the night
        early    | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z | 0    | its opening is skipped: open from the change
        early    | 2026-03-29T00:00:00Z | 2026-03-29T04:00:00Z | 180  | so it is open for three hours, to five summer time
        night    | 2026-03-28T23:00:00Z | 2026-03-29T01:00:00Z | 120  | its closing is skipped: open to the change
        fuel     | 2026-03-28T12:00:00Z | 2026-03-29T12:00:00Z | 1440 | a day of 23 hours is no longer for that
        early    | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z | 0    | London: 01:30 comes twice, the first one counts
        early    | 2026-10-25T00:00:00Z | 2026-10-25T05:00:00Z | 270  | and it is open for four and a half hours
        night    | 2026-10-24T23:00:00Z | 2026-10-25T22:30:00Z | 120  | it closes at the first 01:30, and opens in winter time
        store    | 2026-03-08T13:00:00Z | 2026-03-08T13:00:00Z | 0    | New York: nine is 13 UTC from this day on
        store    | 2026-03-07T13:00:00Z | 2026-03-07T14:00:00Z | 0    | and was 14 UTC the day before
        diner    | 2026-03-08T06:00:00Z | 2026-03-08T08:00:00Z | 120  | from one to four are two hours
        diner    | 2026-11-01T05:00:00Z | 2026-11-01T09:00:00Z | 240  | and four in autumn
        """)
    void openTimeIsCounted(String place, Instant from, Instant expected, long minutes, String why) {
        assertThat(place(place).afterOpenMinutes(from, minutes)).as(why).contains(expected);
        if (minutes == 0) {
            assertThat(place(place).isOpen(from)).isEqualTo(from.equals(expected));
            assertThat(place(place).nextOpen(from)).contains(expected);
        }
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        shop     | 2026-11-23T10:00:00Z | 2026-11-24T09:00:00Z
        any      | 2026-11-23T10:00:00Z | 2026-11-24T00:00:00Z
        bar      | 2026-11-23T20:00:00Z | 2026-11-24T00:00:00Z
        weekdays | 2026-12-24T10:00:00Z | 2026-12-28T11:00:00Z
        bazaar   | 2026-11-23T20:00:00Z | 2026-11-25T04:30:00Z
        """)
    void nextOpenDay_isALaterLocalDate(String place, Instant from, Instant expected) {
        assertThat(place(place).nextOpenDay(from)).contains(expected);
    }

    @Test
    void placeThatNeverOpens_hasNoNextOpening() {
        List<OpeningException> closed = new ArrayList<>();
        for (int day = -2; day <= OpeningTimes.LOOK_AHEAD_DAYS + 2; day++) {
            closed.add(new OpeningException(LocalDate.of(2026, 1, 1).plusDays(day), List.of()));
        }
        var times = new OpeningTimes(ZoneId.of(LONDON), List.of(), closed);

        assertThat(times.nextOpen(Instant.parse("2026-01-01T12:00:00Z"))).isEmpty();
        assertThat(times.isOpen(Instant.parse("2026-01-01T12:00:00Z"))).isFalse();
    }

    @Test
    void placeWithoutHours_isClosedOnItsHolidaysAlone() {
        var times = new OpeningTimes(
                ZoneId.of(LONDON), List.of(), List.of(new OpeningException(LocalDate.of(2026, 12, 25), List.of())));

        assertThat(times.isOpen(Instant.parse("2026-12-24T23:59:59.999Z"))).isTrue();
        assertThat(times.nextOpen(Instant.parse("2026-12-25T00:00:00Z")))
                .contains(Instant.parse("2026-12-26T00:00:00Z"));
    }

    @Test
    void twoOpeningExceptionsOnOneDate_areRefused() {
        var day = new OpeningException(LocalDate.of(2026, 12, 25), List.of());

        assertThatThrownBy(() -> new OpeningTimes(ZoneId.of(LONDON), List.of(), List.of(day, day)))
                .hasMessage("two exceptions on 2026-12-25");
    }

    /** Random hours, overlapping and over midnight, against a count of every minute by the local clock. */
    @Test
    void randomHours_agreeWithTheClockMinuteByMinute() {
        long seed = 20_261_124;
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var zone = ZoneId.of(
                    List.of(LONDON, "America/New_York", "Asia/Kolkata").get(random.nextInt(3)));
            List<OpeningHours> weekly = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(10); i++) {
                weekly.add(new OpeningHours(DayOfWeek.of(1 + random.nextInt(7)), time(random), time(random)));
            }
            // Away from the days on which clocks change, where a local time may be no or two moments.
            Instant from = Instant.parse("2026-05-04T00:00:00Z").plusSeconds(60L * random.nextInt(100_000));
            long minutes = random.nextInt(600);
            var times = new OpeningTimes(zone, weekly, List.of());

            assertThat(times.afterOpenMinutes(from, minutes))
                    .as("seed %d, round %d: %s", seed, round, weekly)
                    .contains(countMinutes(zone, weekly, from, minutes));
        }
    }

    private static Instant countMinutes(ZoneId zone, List<OpeningHours> weekly, Instant from, long minutes) {
        Instant at = from;
        long left = minutes;
        while (true) {
            if (isOpenByClock(zone, weekly, at)) {
                if (left == 0) {
                    return at;
                }
                left--;
                if (left == 0) {
                    return at.plusSeconds(60);
                }
            }
            at = at.plusSeconds(60);
        }
    }

    private static boolean isOpenByClock(ZoneId zone, List<OpeningHours> weekly, Instant at) {
        var local = at.atZone(zone);
        var time = local.toLocalTime();
        return weekly.stream().anyMatch(hours -> {
            boolean night = !hours.closes().isAfter(hours.opens());
            boolean today = hours.day() == local.getDayOfWeek()
                    && !time.isBefore(hours.opens())
                    && (night || time.isBefore(hours.closes()));
            boolean yesterday = night && hours.day() == local.getDayOfWeek().minus(1) && time.isBefore(hours.closes());
            return today || yesterday;
        });
    }

    private static LocalTime time(Random random) {
        return LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
    }

    private static OpeningTimes daily(String zone, String opens, String closes) {
        List<OpeningHours> weekly = new ArrayList<>();
        for (var day : DayOfWeek.values()) {
            weekly.add(new OpeningHours(day, LocalTime.parse(opens), LocalTime.parse(closes)));
        }
        return new OpeningTimes(ZoneId.of(zone), weekly, List.of());
    }

    private static Period period(String opens, String closes) {
        return new Period(LocalTime.parse(opens), LocalTime.parse(closes));
    }
}
