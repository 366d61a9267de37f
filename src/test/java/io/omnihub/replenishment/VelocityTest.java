package io.omnihub.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Turnover;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VelocityTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant SINCE = daysAgo(56);
    private static final Cell CELL = new Cell(new Sku("LAMP"), new LocationCode("LEEDS"));

    /** So long that no day counts less than another. */
    private static final double NEVER = 1e9;

    @Test
    void whatSellsTwoADay_hasThatVelocity() {
        var velocity = Velocity.of(10, daily(2), SINCE, NOW, NEVER);

        assertThat(velocity.perDay()).isCloseTo(2, within(0.01));
        assertThat(velocity.daysWithStock()).isCloseTo(56, within(0.01));
        assertThat(velocity.variancePerDay()).isCloseTo(4, within(0.01));
    }

    @Test
    void timeWithAnEmptyShelf_isNoEvidenceOfNoDemand() {
        List<Turnover> soldOutTenDaysAgo = List.of(new Turnover(CELL, daysAgo(10), 46, -46));

        var velocity = Velocity.of(0, soldOutTenDaysAgo, SINCE, NOW, NEVER);

        assertThat(velocity.daysWithStock()).isCloseTo(46, within(0.01));
        assertThat(velocity.perDay()).isCloseTo(1, within(0.01));
    }

    @Test
    void timeBeforeTheFirstReceipt_countsForNothing() {
        List<Turnover> receivedTwoDaysAgo =
                List.of(new Turnover(CELL, daysAgo(1), 4, -4), new Turnover(CELL, daysAgo(2), 0, 10));

        assertThat(Velocity.of(6, receivedTwoDaysAgo, SINCE, NOW, NEVER).perDay())
                .isCloseTo(2, within(0.01));
    }

    @Test
    void whatSoldLately_countsMoreThanWhatSoldLongAgo() {
        List<Turnover> lately = List.of(new Turnover(CELL, daysAgo(2), 14, -14));
        List<Turnover> longAgo = List.of(new Turnover(CELL, daysAgo(50), 14, -14));

        assertThat(Velocity.of(10, lately, SINCE, NOW, 14).perDay())
                .isGreaterThan(5 * Velocity.of(10, longAgo, SINCE, NOW, 14).perDay());
    }

    @Test
    void aBusyHour_isNoTrend() {
        List<Turnover> anHourAgo = List.of(
                new Turnover(CELL, NOW.minus(Duration.ofMinutes(30)), 6, -6),
                new Turnover(CELL, NOW.minus(Duration.ofHours(1)), 0, 10));

        assertThat(Velocity.of(4, anHourAgo, SINCE, NOW, NEVER).perDay()).isCloseTo(6, within(0.01));
    }

    @Test
    void salesInLots_varyMoreThanTheSameSalesOneByOne() {
        List<Turnover> lot = List.of(new Turnover(CELL, daysAgo(20), 56, -56));

        assertThat(Velocity.of(10, lot, SINCE, NOW, NEVER).perDay()).isCloseTo(1, within(0.01));
        assertThat(Velocity.of(10, lot, SINCE, NOW, NEVER).variancePerDay()).isCloseTo(56, within(0.1));
    }

    private static List<Turnover> daily(long units) {
        return IntStream.range(0, 56)
                .mapToObj(day -> new Turnover(CELL, daysAgo(day), units, -units))
                .toList();
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }
}
