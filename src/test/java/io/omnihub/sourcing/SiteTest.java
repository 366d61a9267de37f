package io.omnihub.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.catalog.Location.Capability;
import io.omnihub.catalog.Location.Kind;
import io.omnihub.catalog.Location.OpeningHours;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.OpeningTimes.OpeningException;
import io.omnihub.kernel.LocationCode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a place promises. SHOP opens 9 to 18, but on Sundays and at Christmas; it needs an hour, its van goes at 15:00. */
class SiteTest {
    private static final Site SHOP = site("Europe/London", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY));

    @ParameterizedTest(name = "released {0}: leaves {1} ({2})")
    @CsvSource(delimiter = '|', textBlock = """
        2026-11-23T10:00:00Z | 2026-11-23T11:00:00Z | an hour later
        2026-11-23T15:00:00Z | 2026-11-23T16:00:00Z | the cut-off itself is in time
        2026-11-23T15:00:01Z | 2026-11-24T09:00:00Z | past it, with the next day's first van
        2026-11-23T17:30:00Z | 2026-11-24T09:30:00Z | not before it is ready
        2026-11-23T20:00:00Z | 2026-11-24T10:00:00Z | released when it opens, ready an hour later
        2026-11-28T16:00:00Z | 2026-11-30T09:00:00Z | on Saturday past the cut-off: on Monday
        2026-12-24T16:00:00Z | 2026-12-26T09:00:00Z | not at Christmas
        2026-03-28T16:00:00Z | 2026-03-30T08:00:00Z | on Monday in summer time
        2026-10-24T14:00:01Z | 2026-10-26T09:00:00Z | past 15:00 summer time; on Monday in winter time
        """)
    void parcelLeaves(Instant released, Instant leaves, String why) {
        assertThat(SHOP.leavesAt(released, false)).as(why).contains(leaves);
    }

    @Test
    void fullPlace_sendsOnTheNextOpenDay() {
        assertThat(SHOP.leavesAt(Instant.parse("2026-11-23T10:00:00Z"), true))
                .contains(Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(SHOP.readyAt(Instant.parse("2026-11-28T10:00:00Z"), true))
                .contains(Instant.parse("2026-11-30T10:00:00Z"));
    }

    @ParameterizedTest(name = "released {0}: ready {1}")
    @CsvSource(delimiter = '|', textBlock = """
        2026-11-23T10:00:00Z | 2026-11-23T11:00:00Z
        2026-11-23T17:30:00Z | 2026-11-24T09:30:00Z
        2026-11-28T17:30:00Z | 2026-11-30T09:30:00Z
        """)
    void pickupIsReady_whateverTheCutOff(Instant released, Instant ready) {
        assertThat(SHOP.readyAt(released, false)).contains(ready);
    }

    @ParameterizedTest(name = "{0}: {1} and a day is {2}")
    @CsvSource({
        "Europe/London, 2026-03-28T12:00:00Z, 2026-03-29T11:00:00Z",
        "Europe/London, 2026-10-24T12:00:00Z, 2026-10-25T13:00:00Z",
        "America/New_York, 2026-03-07T17:00:00Z, 2026-03-08T16:00:00Z",
        "America/New_York, 2026-10-31T16:00:00Z, 2026-11-01T17:00:00Z",
        "Asia/Kolkata, 2026-03-28T12:00:00Z, 2026-03-29T12:00:00Z",
    })
    void dayOnTheWay_endsAtTheSameLocalTime(String zone, Instant left, Instant arrives) {
        assertThat(site(zone, EnumSet.allOf(DayOfWeek.class)).arrivesAt(left, 1))
                .isEqualTo(arrives);
    }

    private static Site site(String zone, Iterable<DayOfWeek> days) {
        List<OpeningHours> weekly = new ArrayList<>();
        days.forEach(day -> weekly.add(new OpeningHours(day, LocalTime.of(9, 0), LocalTime.of(18, 0))));
        return new Site(
                new LocationCode("SHOP"),
                Kind.STORE,
                Places.at(10),
                new OpeningTimes(
                        ZoneId.of(zone), weekly, List.of(new OpeningException(LocalDate.of(2026, 12, 25), List.of()))),
                Optional.of(LocalTime.of(15, 0)),
                60,
                EnumSet.allOf(Capability.class),
                true,
                false,
                false,
                Optional.empty(),
                1);
    }
}
