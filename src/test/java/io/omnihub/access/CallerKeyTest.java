package io.omnihub.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallerKeyTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final CallerKey KEY = key(Role.SERVICE, new Scope.Everything());

    @Test
    void theSecretBefore_opensUntilTheOverlapEnds_andNotInThatMoment() {
        CallerKey rotated = KEY.rotate("second", Duration.ofHours(24), NOW);
        Instant end = NOW.plus(Duration.ofHours(24));

        assertThat(rotated.isOpenedBy("first", end.minusNanos(1))).isTrue();
        assertThat(rotated.isOpenedBy("first", end)).isFalse();
        assertThat(rotated.isOpenedBy("second", end)).isTrue();
        assertThat(rotated.previousUntil(end.minusNanos(1))).contains(end);
        assertThat(rotated.previousUntil(end)).isEmpty();
    }

    @Test
    void withoutAnOverlap_onlyTheNewSecretOpens() {
        CallerKey rotated = KEY.rotate("second", Duration.ZERO, NOW);
        assertThat(rotated.isOpenedBy("first", NOW)).isFalse();
        assertThat(rotated.isOpenedBy("second", NOW)).isTrue();
    }

    @Test
    void ofThreeSecrets_theTwoNewestOpen_andNoneOnceTheKeyIsDeleted() {
        CallerKey rotated =
                KEY.rotate("second", Duration.ofDays(7), NOW).rotate("third", Duration.ofDays(7), NOW.plusSeconds(1));
        Instant later = NOW.plusSeconds(2);

        assertThat(rotated.isOpenedBy("first", later)).isFalse();
        assertThat(rotated.isOpenedBy("second", later)).isTrue();
        assertThat(rotated.isOpenedBy("third", later)).isTrue();
        assertThat(rotated.revoke(later).isOpenedBy("second", later)).isFalse();
        assertThat(rotated.revoke(later).isOpenedBy("third", later)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRole_isBoundToWhatItIsFor_andToNothingElse(Role role) {
        Scope everything = new Scope.Everything();
        Scope channel = new Scope.OneChannel(new ChannelCode("web"));
        Scope location = new Scope.OneLocation(new LocationCode("S001"));

        assertThat(fits(role, everything)).isEqualTo(role == Role.ADMINISTRATOR || role == Role.SERVICE);
        assertThat(fits(role, channel)).isEqualTo(role == Role.STOREFRONT);
        assertThat(fits(role, location)).isEqualTo(role == Role.STORE || role == Role.TERMINAL);
    }

    @Test
    void aScope_coversItsOwnAlone() {
        var web = new ChannelCode("web");
        var leeds = new LocationCode("web");

        assertThat(new Scope.Everything().covers(web)).isTrue();
        assertThat(new Scope.Everything().covers(leeds)).isTrue();
        assertThat(new Scope.OneChannel(web).covers(web)).isTrue();
        assertThat(new Scope.OneChannel(web).covers(new ChannelCode("app"))).isFalse();
        assertThat(new Scope.OneChannel(web).covers(leeds)).isFalse();
        assertThat(new Scope.OneLocation(leeds).covers(leeds)).isTrue();
        assertThat(new Scope.OneLocation(leeds).covers(new LocationCode("S002")))
                .isFalse();
        assertThat(new Scope.OneLocation(leeds).covers(web)).isFalse();
    }

    private static boolean fits(Role role, Scope scope) {
        try {
            return key(role, scope).role() == role;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static CallerKey key(Role role, Scope scope) {
        return new CallerKey(new UUID(0, 1), "x", role, scope, "first", Optional.empty(), NOW, Optional.empty());
    }
}
