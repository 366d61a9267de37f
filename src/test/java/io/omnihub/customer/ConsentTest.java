package io.omnihub.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.customer.Consent.Purpose;
import io.omnihub.kernel.ChannelCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConsentTest {
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID ANNE = new UUID(0, 2);
    private static final UUID ANNA = new UUID(0, 3);

    @Test
    void ofTwoWhoAreMerged_theStricterHolds() {
        assertThat(inForce(List.of(said(ANN, true, 1), said(ANNE, false, 2)), merge(ANNE, ANN, 3)))
                .containsExactly(said(ANN, false, 2));
        assertThat(inForce(List.of(said(ANN, false, 1), said(ANNE, true, 2)), merge(ANNE, ANN, 3)))
                .containsExactly(said(ANN, false, 1));
        assertThat(inForce(List.of(said(ANNE, true, 2)), merge(ANNE, ANN, 3))).containsExactly(said(ANN, true, 2));
    }

    @Test
    void whatThePersonSaysAfterTheMerge_holds() {
        assertThat(inForce(List.of(said(ANN, true, 4), said(ANNE, false, 2)), merge(ANNE, ANN, 3)))
                .containsExactly(said(ANN, true, 4));
    }

    @Test
    void whatWasTakenBack_countsForNothing() {
        CustomerMerge undone = merge(ANNE, ANN, 3).undone(at(5));
        assertThat(inForce(List.of(said(ANN, true, 1), said(ANNE, false, 2)), undone))
                .containsExactly(said(ANN, true, 1));
    }

    @Test
    void throughAChainOfMerges_eachWordCountsWhereItWasSaid() {
        List<Consent> all = List.of(said(ANN, true, 6), said(ANNE, true, 4), said(ANNA, false, 1));
        // Anne said yes after Anna was found to be her: that holds when she turns out to be Ann, who had said nothing
        // then.
        assertThat(inForce(all, merge(ANNA, ANNE, 3), merge(ANNE, ANN, 7))).containsExactly(said(ANN, true, 6));
        // Had Anna been found to be her later, her no would hold for all of them.
        assertThat(inForce(all, merge(ANNA, ANNE, 5), merge(ANNE, ANN, 7))).containsExactly(said(ANN, false, 1));
    }

    private static List<Consent> inForce(List<Consent> said, CustomerMerge... merges) {
        return Consent.inForce(ANN, said, List.of(merges));
    }

    private static Consent said(UUID customer, boolean granted, int at) {
        return new Consent(new Consent.Key(customer, Purpose.MARKETING, new ChannelCode("web")), granted, at(at));
    }

    private static CustomerMerge merge(UUID from, UUID into, int at) {
        return new CustomerMerge(
                new UUID(1, at),
                from,
                into,
                CustomerMerge.Rule.BY_HAND,
                ANN,
                at(at),
                Optional.empty(),
                Optional.empty());
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
