package io.omnihub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTest {
    @ParameterizedTest
    @ValueSource(strings = {"85123A", "15056bl", "BANK CHARGES", "A/B", "茶杯", "\uD83C\uDF75", "..."})
    void sku_isAnyTrimmedText(String text) {
        assertThat(new Sku(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", " A", "A ", "A\u0000", "A\nB", "\uD800", "A\uDC00", ".", "..", "\u2003A", "A\u007F"})
    void sku_isNeitherBlankNorControlNorHalfACharacter(String text) {
        assertThatThrownBy(() -> new Sku(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void length_isCountedInCharacters_notInHalves() {
        assertThat(Sku.isValid("\uD83C\uDF75".repeat(64))).isTrue();
        assertThat(Sku.isValid("\uD83C\uDF75".repeat(65))).isFalse();
    }

    @Test
    void money_addsExactlyOrFails() {
        assertThat(new Money(255, "GBP").times(6).plus(new Money(1, "GBP"))).isEqualTo(new Money(1531, "GBP"));
        assertThatThrownBy(() -> new Money(1, "GBP").plus(new Money(1, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE, "GBP").times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(1, "XXZ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void distance_isTheGreatCircle() {
        var london = new GeoPoint(51.5074, -0.1278);
        var paris = new GeoPoint(48.8566, 2.3522);
        assertThat(london.distanceKm(paris)).isCloseTo(343.6, within(1.0));
        assertThat(new GeoPoint(0, 179.5).distanceKm(new GeoPoint(0, -179.5))).isCloseTo(111.2, within(0.2));
        assertThat(new GeoPoint(90, 0).distanceKm(new GeoPoint(-90, 0))).isCloseTo(20_015, within(1.0));
        assertThatThrownBy(() -> new GeoPoint(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ids_areOfVersion7_grow_andLeaveRoomForOrdinals() {
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        var ids = new Ids(Clock.fixed(noon, ZoneOffset.UTC), new Random(7));
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            UUID id = ids.next();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(noon.toEpochMilli());
            assertThat(seen.add(id)).isTrue();
            assertThat(seen.add(Ids.derive(id, 1))).isTrue();
            assertThat(seen.add(Ids.derive(id, Ids.MAX_DERIVED))).isTrue();
        }
        assertThatThrownBy(() -> Ids.derive(ids.next(), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A database compares ids as bytes, as their texts are compared. */
    @Test
    void theFirstIdOfATime_isBelowThoseMadeThen_andAboveThoseMadeBefore() {
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        String first = Ids.first(noon).toString();
        for (int seed = 0; seed < 1_000; seed++) {
            assertThat(idAt(noon, seed)).isGreaterThanOrEqualTo(first);
            assertThat(idAt(noon.minusMillis(1), seed)).isLessThan(first);
        }
    }

    private static String idAt(Instant time, int seed) {
        return new Ids(Clock.fixed(time, ZoneOffset.UTC), new Random(seed))
                .next()
                .toString();
    }
}
