package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {
    @Test
    void firstGoesAtOnce_theNextAfterTheInterval() {
        var pacer = new Pacer(2);
        assertThat(pacer.next(1_000)).isZero();
        assertThat(pacer.next(1_000)).isEqualTo(Duration.ofMillis(500));
        assertThat(pacer.next(1_000)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void lostTime_isNotCaughtUpWith() {
        var pacer = new Pacer(1);
        pacer.next(0);
        assertThat(pacer.next(Duration.ofMinutes(1).toNanos())).isZero();
        assertThat(pacer.next(Duration.ofMinutes(1).toNanos())).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e9})
    void whatIsNoPace_isRefused(double pace) {
        assertThatThrownBy(() -> new Pacer(pace)).hasMessageStartingWith("omnihub.sample.pace is");
    }
}
