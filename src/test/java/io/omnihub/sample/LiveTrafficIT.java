package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.Api;
import io.omnihub.Hub;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** A day of the sample's real orders, carried out to the end. */
class LiveTrafficIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void aDay_endsDeliveredAndCollected() {
        List<LocalDate> day = RetailFiles.DAYS.subList(0, 1);
        Survey survey = Survey.of(day);
        List<SampleLocation> locations = RetailFiles.locations();
        var hub = new HubClient(Hub.address(), Hub.ADMINISTRATOR_KEY);

        List<Tally> tallies = new ArrayList<>();
        new Load(hub, survey, locations, LiveTrafficIT::silent)
                .run()
                .then(new Replay(hub, survey, day, locations, RetailFiles.towns(), Pacer.MAX_PER_SECOND).run())
                .as(StepVerifier::create)
                .consumeNextWith(tallies::add)
                .expectComplete()
                .verify(LIMIT);
        sawThemArrive(tallies.getFirst());
        Api.administrator().proveLedger();
    }

    private static void sawThemArrive(Tally tally) {
        assertThat(tally.of(Replay.FAILURES)).isZero();
        assertThat(tally.of(Staff.PARTS_DELIVERED)).isGreaterThan(50).isEqualTo(parts("delivered"));
        assertThat(tally.of(Staff.PARTS_COLLECTED)).isPositive().isEqualTo(parts("collected"));
    }

    /** Other tests have channels of other names. */
    private static long parts(String state) {
        return Arrays.stream(SampleChannel.values())
                .mapToLong(channel -> Api.administrator()
                        .all("/api/v1/fulfillment-orders?channel=%s&state=%s".formatted(channel.code(), state), 200)
                        .size())
                .sum();
    }

    private static Progress silent(int steps) {
        return new Progress(
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8), false, "Loading", steps);
    }
}
