package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Api;
import io.omnihub.Hub;
import io.omnihub.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** A day of the sample's real orders, carried out to the end by terminals that also sell, and are offline now and then. */
class LiveTrafficIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Set<String> ENDED = Set.of("delivered", "collected", "superseded", "cancelled");
    private static final String TERMINALS = "/api/v1/terminals";

    private final Survey survey = Survey.of(RetailFiles.DAYS.subList(0, 1));
    private final List<SampleLocation> locations = RetailFiles.locations();
    private final HubClient hub = new HubClient(Hub.address(), Hub.ADMINISTRATOR_KEY);
    private final Clearance clearance = new Clearance();
    private final Tally tally = new Tally();
    private final Disposable.Swap work = Disposables.swap();

    @AfterEach
    void stop() {
        work.update(Disposables.disposed());
    }

    @Test
    void aDay_endsDeliveredAndCollected_andTheNextRunGoesOnWithTheSameTerminals() {
        new Load(hub, survey, locations, LiveTrafficIT::silent)
                .run()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LIMIT);
        work.update(Mono.when(terminals().live(), new Carrier(hub, clearance, tally).live())
                .subscribe());
        replay();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(parts().filter(this::isCleared))
                        .extracting(part -> part.text("/state"))
                        .isSubsetOf(ENDED));
        await().atMost(LIMIT).until(() -> tally.of(SampleTerminal.RETURNS_ONLINE) > 3);
        stop();

        assertThat(tally.of(Replay.FAILURES)).isZero();
        // Who is stopped, or goes offline, before he has his answer does not count what he did.
        assertThat(tally.of(Carrier.PARTS_DELIVERED)).isBetween(50L, inState("delivered"));
        assertThat(tally.of(LocationWork.PARTS_COLLECTED)).isBetween(1L, inState("collected"));
        assertThat(tally.of(SampleTerminal.REJECTED)).isZero();
        Set<String> enrolled = enrolled();
        assertThat(enrolled).hasSize(locations.size());

        long told = tally.of(SampleTerminal.ENTRIES);
        work.update(terminals().live().subscribe());
        await().atMost(LIMIT).until(() -> tally.of(SampleTerminal.ENTRIES) > told + 20);
        stop();
        assertThat(tally.of(SampleTerminal.REJECTED)).isZero();
        assertThat(enrolled()).isEqualTo(enrolled);
        Api.administrator().proveLedger();
    }

    private Terminals terminals() {
        return new Terminals(Hub.socketPort(), hub, survey, locations, clearance, Pacer.MAX_PER_SECOND, tally);
    }

    private void replay() {
        List<LocalDate> day = RetailFiles.DAYS.subList(0, 1);
        new Replay(hub, survey, day, locations, RetailFiles.towns(), clearance, Pacer.MAX_PER_SECOND, tally)
                .run()
                .as(StepVerifier::create)
                .expectNext(tally)
                .expectComplete()
                .verify(LIMIT);
    }

    private boolean isCleared(Json part) {
        return clearance.coversPart(JsonMapper.shared().readTree(part.toString()));
    }

    /** Other tests have channels of other names. */
    private static Stream<Json> parts() {
        return Arrays.stream(SampleChannel.values())
                .flatMap(channel ->
                        Api.administrator().all("/api/v1/fulfillment-orders?channel=" + channel.code(), 200).stream());
    }

    private static long inState(String state) {
        return parts().filter(part -> part.text("/state").equals(state)).count();
    }

    /** The sample's locations have no other terminals. */
    private Set<String> enrolled() {
        return locations.stream()
                .flatMap(location -> Api.administrator().all(TERMINALS + "?location=" + location.code(), 200).stream())
                .map(terminal -> terminal.text("/id"))
                .collect(Collectors.toSet());
    }

    private static Progress silent(int steps) {
        return new Progress(
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8), false, "Loading", steps);
    }
}
