package io.omnihub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When due work is tried again, and when no more. */
class DueWorkTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final DueWorkSettings SETTINGS = new DueWorkSettings(
            10,
            Duration.ofSeconds(40),
            3,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofDays(30));

    @Test
    void pausesGrow_areScattered_andHaveAnEnd() {
        assertThat(SETTINGS.pause(0, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(SETTINGS.pause(0, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(SETTINGS.pause(2, 1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(SETTINGS.pause(1_000, 1)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theLastFailure_parksIt_andARetryStartsAfresh() {
        DueWork work = DueWork.at(NOW, new UUID(0, 1), "kind", "subject", NOW);
        DueWork twice = fail(fail(work));
        assertThat(twice.state()).isEqualTo(DueState.WAITING);
        assertThat(twice.nextAt()).isEqualTo(NOW.plusSeconds(1));

        DueWork parked = fail(twice);
        assertThat(parked.state()).isEqualTo(DueState.PARKED);
        assertThat(parked.reason()).contains("why");

        DueWork retried = parked.retried(NOW.plusSeconds(9));
        assertThat(retried.state()).isEqualTo(DueState.WAITING);
        assertThat(retried.failures()).isZero();
        assertThat(retried.isHeldBy(parked.generation())).isFalse();
    }

    @Test
    void whatIsNoFaultOfItsOwn_doesNotCount() {
        DueWork work = DueWork.at(NOW, new UUID(0, 1), "kind", "subject", NOW);
        assertThat(work.putOff(Duration.ofSeconds(5), NOW).failures()).isZero();
    }

    private static DueWork fail(DueWork work) {
        return work.failed("why", Duration.ofSeconds(1), SETTINGS.attempts(), NOW);
    }
}
