package io.omnihub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LimitTest {
    private static final LimitSettings DEFAULTS =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("omnihub.limits", LimitSettings.class);

    @Test
    void everyRoleHasADefault_andAdministratorsNone() {
        assertThat(DEFAULTS.ofRole(Role.ADMINISTRATOR)).isEmpty();
        assertThat(DEFAULTS.ofRole(Role.SERVICE)).contains(new Limit("service", 10_000, Duration.ofSeconds(10)));
        assertThat(DEFAULTS.ofRole(Role.STOREFRONT)).contains(new Limit("storefront", 10_000, Duration.ofSeconds(10)));
        assertThat(DEFAULTS.ofRole(Role.STORE)).contains(new Limit("store", 1_000, Duration.ofSeconds(10)));
        assertThat(DEFAULTS.ofAddress()).contains(new Limit("address", 6_000, Duration.ofMinutes(1)));
        assertThat(DEFAULTS.trustedProxies()).isEqualTo(List.of());
    }

    @Test
    void aPolicy_isWrittenAsTheDraftSays() {
        assertThat(Limit.parse("store", "600/1m").orElseThrow().policy()).isEqualTo("\"store\";q=600;w=60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "600", "0/1m", "10/0s", "10/1500ms", "10/2h", "200000/1s", "-1/1s", "None", "10/1"})
    void whatIsNoLimit_isRefused(String text) {
        assertThatThrownBy(() -> Limit.parse("store", text)).isInstanceOf(IllegalArgumentException.class);
    }
}
