package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The sample against a stub of the hub: all of its days, as fast as the stub answers. */
class SampleRetailerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final double FAST = Pacer.MAX_PER_SECOND;

    /** The stub has no terminals. */
    private static final int NOWHERE = 9;

    private static final Survey SURVEY = Survey.of(RetailFiles.DAYS);
    private static final List<SampleLocation> LOCATIONS = RetailFiles.locations();
    private static final Towns TOWNS = RetailFiles.towns();

    private final StubHub stub = new StubHub();
    private final HubClient hub = new HubClient(stub.uri(), StubHub.KEY);
    private final Clearance clearance = new Clearance();

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void load_bringsEverything_andLoadingAgainChangesNothing() {
        new SampleRetailer(stub.uri(), NOWHERE, StubHub.KEY, "load", 1)
                .run()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LIMIT);
        assertThat(stub.orders).isEmpty();
        assertThat(stub.items).hasSize(2_395);
        assertThat(stub.locations).hasSize(12);
        assertThat(stub.channels.keySet()).isEqualTo(Set.of("web", "phone", "marketplace", "export"));
        assertThat(stub.channels.get("export")).hasToString("""
            {"name":"Export","kind":"web","pool":["W001","W002","S001"],"threshold":0}\
            """);
        assertThat(stub.policies).containsOnlyKeys("marketplace");
        assertThat(stub.items.get("85123A")).hasToString("""
            {"name":"WHITE HANGING HEART T-LIGHT HOLDER","state":"active","unitPrice":{"amount":295,"currency":"GBP"}}\
            """);
        int changes = stub.changes.get();

        load().as(StepVerifier::create).expectComplete().verify(LIMIT);
        stub.channels.remove("export");
        load().as(StepVerifier::create).expectComplete().verify(LIMIT);
        // The channel that was taken away is new again; all else was known.
        assertThat(stub.changes.get()).isEqualTo(changes + 1);
    }

    @Test
    void load_thatIsRefused_saysWhatWas() {
        var stranger = new HubClient(stub.uri(), "no key");
        new Load(stranger, SURVEY, LOCATIONS, SampleRetailerTest::silent)
                .run()
                .as(StepVerifier::create)
                .expectErrorMessage("the hub refused the look at its channels: unauthenticated (401)")
                .verify(LIMIT);
    }

    @Test
    void replay_placesTheRealOrders_andRefusesWhatIsNotThere() {
        load().then(replay())
                .as(StepVerifier::create)
                .assertNext(tally -> {
                    assertThat(tally.of(Replay.ORDERS)).isEqualTo(754);
                    assertThat(tally.of(Replay.ORDERS_PLACED)).isEqualTo(stub.orders.size());
                    assertThat(tally.of(Replay.refused(Replay.ORDERS, "insufficient-stock")))
                            .isEqualTo(754 - stub.orders.size())
                            .isBetween(40L, 120L);
                    assertThat(tally.of(Replay.CANCELLATIONS)).isEqualTo(88);
                    assertThat(tally.of(Replay.CANCELLED_ORDERS)).isEqualTo(stub.cancellations.size());
                    assertThat(tally.of(Replay.WRITE_OFFS)).isEqualTo(47);
                    assertThat(tally.of(Replay.FAILURES)).isZero();
                    assertThat(clearance.orders()).isBetween(500, stub.orders.size() - 20);
                    assertThat(tally.of(Replay.refused(Replay.CANCELLATIONS, "quantity-not-cancellable")))
                            .isZero();
                })
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void replayThatWasCutOff_goesOnWhereItStopped() {
        load().as(StepVerifier::create).expectComplete().verify(LIMIT);
        Disposable first = replay().subscribe();
        await(() -> stub.cancellations.size() >= 3);
        first.dispose();
        int placed = stub.orders.size();
        assertThat(placed).isLessThan(600);

        replay().as(StepVerifier::create)
                .assertNext(tally -> {
                    assertThat(tally.of(Replay.ORDERS_FOUND)).isBetween((long) placed, placed + 1L);
                    assertThat(tally.of(Replay.ORDERS_PLACED) + tally.of(Replay.ORDERS_FOUND))
                            .isEqualTo(stub.orders.size());
                    assertThat(tally.of(Replay.refused(Replay.CANCELLATIONS, "idempotency-key-reused")))
                            .isZero();
                })
                .expectComplete()
                .verify(LIMIT);
        int changes = stub.changes.get();

        replay().as(StepVerifier::create)
                .assertNext(tally -> assertThat(tally.of(Replay.ORDERS_PLACED)).isZero())
                .expectComplete()
                .verify(LIMIT);
        assertThat(stub.changes.get()).isEqualTo(changes);
    }

    @Test
    void sampleThatFails_leavesTheHubAlone() {
        new SampleRetailer(stub.uri(), NOWHERE, "no key", "replay", 1)
                .run()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LIMIT);
        assertThat(stub.changes.get()).isZero();
    }

    @Test
    void busyHub_isAskedAgain() {
        stub.disturbances.add(new StubHub.Answer(503, "", "Retry-After", "0"));
        stub.disturbances.add(StubHub.Answer.of(502, "not even JSON"));
        hub.post(Bodies.receipt("GRN-1", List.of()), "/api/v1/stock/adjustments")
                .as(StepVerifier::create)
                .expectNextMatches(HubReply.Done.class::isInstance)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void whatFails_isCountedAndTheReplayGoesOn() {
        List<LocalDate> firstDay = RetailFiles.DAYS.subList(0, 1);
        Survey survey = Survey.of(firstDay);
        new Load(hub, survey, LOCATIONS, SampleRetailerTest::silent)
                .run()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LIMIT);
        stub.disturbances.add(StubHub.Answer.of(201, "{\"half a bo"));
        stub.disturbances.add(StubHub.Answer.problem(500, "internal-error"));
        new Replay(hub, survey, firstDay, LOCATIONS, TOWNS, clearance, FAST, new Tally())
                .run()
                .as(StepVerifier::create)
                .assertNext(tally -> {
                    assertThat(tally.of(Replay.ORDERS)).isEqualTo(136);
                    assertThat(tally.of(Replay.FAILURES)).isEqualTo(1);
                    assertThat(tally.of(Replay.refused(Replay.ORDERS, "internal-error")))
                            .isEqualTo(1);
                })
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void settingsThatMakeNoSense_areRefused() {
        assertThatThrownBy(() -> new SampleRetailer(stub.uri(), NOWHERE, StubHub.KEY, "on", 1))
                .hasMessage("omnihub.sample is one of off, load, replay, not 'on'");
        assertThatThrownBy(() -> new SampleRetailer(stub.uri(), NOWHERE, StubHub.KEY, "load", 0))
                .hasMessageStartingWith("omnihub.sample.pace is");
    }

    private Mono<Void> load() {
        return Mono.defer(() -> new Load(hub, SURVEY, LOCATIONS, SampleRetailerTest::silent).run());
    }

    private Mono<Tally> replay() {
        return Mono.defer(
                () -> new Replay(hub, SURVEY, RetailFiles.DAYS, LOCATIONS, TOWNS, clearance, FAST, new Tally()).run());
    }

    private static Progress silent(int steps) {
        return new Progress(
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8), false, "Loading", steps);
    }

    /** Waits for a condition of the stub, which other threads bring about. */
    private void await(BooleanSupplier condition) {
        Mono.fromSupplier(condition::getAsBoolean)
                .repeatWhen(again -> again.delayElements(Duration.ofMillis(2)))
                .takeUntil(done -> done)
                .then()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(LIMIT);
    }
}
