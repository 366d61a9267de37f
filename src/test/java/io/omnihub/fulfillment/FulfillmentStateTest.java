package io.omnihub.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.DeliveryMethod;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What may be done in which state, and what a fulfilment order cannot be. */
class FulfillmentStateTest {
    private static final Optional<LocationCode> LEEDS = Optional.of(new LocationCode("LEEDS"));
    private static final UUID TIMER = new UUID(0, 7);

    @ParameterizedTest
    @EnumSource(DeliveryMethod.class)
    void whatIsBlocked_isOnlyReleasedOrCancelled(DeliveryMethod method) {
        assertThat(FulfillmentState.BLOCKED.allowed(method))
                .containsExactlyInAnyOrder(
                        FulfillmentStep.RELEASE, FulfillmentStep.CANCEL, FulfillmentStep.REQUEST_CANCELLATION);
    }

    @Test
    void onlyWhatALocationHasAndNobodyHasPicked_canBeHeld() {
        assertThat(Arrays.stream(FulfillmentState.values())
                        .filter(state -> state.after(FulfillmentStep.HOLD, DeliveryMethod.SHIP)
                                .isPresent()))
                .containsExactly(FulfillmentState.ALLOCATED, FulfillmentState.ACKNOWLEDGED, FulfillmentState.PICKING);
    }

    @Test
    void anEnd_allowsNothing() {
        Set<FulfillmentState> ends = EnumSet.of(
                FulfillmentState.DELIVERED,
                FulfillmentState.COLLECTED,
                FulfillmentState.RETURNED_TO_STOCK,
                FulfillmentState.LOST,
                FulfillmentState.REJECTED,
                FulfillmentState.EXPIRED,
                FulfillmentState.CANCELLED);
        assertThat(Arrays.stream(FulfillmentState.values()).filter(FulfillmentStateTest::allowsNothing))
                .containsExactlyInAnyOrderElementsOf(ends);
    }

    private static boolean allowsNothing(FulfillmentState state) {
        return Stream.of(DeliveryMethod.values())
                .allMatch(method -> state.allowed(method).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = FulfillmentState.class,
            names = {"ALLOCATED", "ACKNOWLEDGED", "PICKING"})
    void whatIsReleased_isWhereItWas(FulfillmentState from) {
        FulfillmentOrder blocked = part(from, 3, 1).block(BlockReason.FRAUD, Optional.empty(), TIMER);

        assertThat(blocked.state()).isEqualTo(FulfillmentState.BLOCKED);
        assertThat(blocked.reason()).contains("fraud");
        assertThat(blocked.release(TIMER).state()).isEqualTo(from);
        assertThat(blocked.release(TIMER).reason()).isEmpty();
    }

    @Test
    void whatIsHalfPicked_isPickedOnceItIsReleased_ifTheRestWasCancelled() {
        FulfillmentOrder blocked =
                part(FulfillmentState.PICKING, 3, 1).block(BlockReason.CUSTOMER, Optional.empty(), TIMER);

        FulfillmentOrder fewer = blocked.cancel(1, 2);

        assertThat(fewer.state()).isEqualTo(FulfillmentState.BLOCKED);
        assertThat(fewer.release(TIMER).state()).isEqualTo(FulfillmentState.PICKED);
    }

    @Test
    void whatIsBlocked_canBeCancelled() {
        FulfillmentOrder blocked =
                part(FulfillmentState.ALLOCATED, 3, 0).block(BlockReason.PAYMENT, Optional.empty(), TIMER);

        assertThat(blocked.cancel(1, 3).state()).isEqualTo(FulfillmentState.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = FulfillmentState.class,
            mode = Mode.EXCLUDE,
            names = {"PENDING_SOURCING", "BACKORDERED", "UNFILLABLE", "CANCELLED"})
    void whatIsAnywhere_hasALocation(FulfillmentState state) {
        assertThatThrownBy(() -> part(state, Optional.empty(), 1, 3, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBe_isNoFulfilmentOrder() {
        assertThatThrownBy(() -> part(FulfillmentState.AWAITING_TRANSFER, 3, 0)).hasMessageContaining("transfer");
        assertThatThrownBy(() -> part(FulfillmentState.BLOCKED, 3, 0)).hasMessageContaining("blocked");
        assertThatThrownBy(() -> part(FulfillmentState.ALLOCATED, LEEDS, 0, 3, 0))
                .hasMessageContaining("version");
        assertThatThrownBy(() -> part(FulfillmentState.PICKING, 3, 4)).hasMessageContaining("line 1");
    }

    @Test
    void whatWasBlocked_isStoredAsItWas() {
        FulfillmentOrder blocked = part(FulfillmentState.ACKNOWLEDGED, 3, 0)
                .block(BlockReason.ADDRESS, Optional.of(Instant.parse("2026-03-02T08:00:00Z")), TIMER);

        assertThat(FulfillmentJson.write(blocked.handling()).map(FulfillmentJson::handling))
                .contains(blocked.handling());
    }

    @Test
    void whatAnOlderReleaseStored_isRead() {
        assertThat(FulfillmentJson.handling("{\"parcels\":[],\"shipments\":[],\"reason\":\"closed\"}"))
                .isEqualTo(Handling.NONE.because(Optional.of("closed")));
        assertThat(FulfillmentJson.handling("""
            {"parcels":[],"shipments":[],"asked":{"id":"00000000-0000-0000-0000-000000000007",
             "from":"PICKED","units":[{"lineNumber":1,"quantity":2}],"overdue":true}}\
            """))
                .isEqualTo(Handling.NONE.asking(new CancellationRequest(
                        TIMER,
                        FulfillmentState.PICKED,
                        List.of(new Units(1, 2)),
                        Optional.empty(),
                        true,
                        Optional.empty())));
    }

    private static FulfillmentOrder part(FulfillmentState state, long wanted, long picked) {
        return part(state, LEEDS, 1, wanted, picked);
    }

    private static FulfillmentOrder part(
            FulfillmentState state, Optional<LocationCode> location, long version, long wanted, long picked) {
        return new FulfillmentOrder(
                new UUID(0, 1),
                new UUID(0, 2),
                DeliveryMethod.SHIP,
                location,
                state,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                List.of(new FulfillmentOrder.Line(1, new Sku("LAMP"), wanted, picked, 0, 255)),
                Optional.empty(),
                Optional.empty(),
                Handling.NONE,
                version);
    }
}
