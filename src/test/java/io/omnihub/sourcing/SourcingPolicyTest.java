package io.omnihub.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.catalog.CostPolicy;
import io.omnihub.catalog.Criterion;
import io.omnihub.catalog.LexicographicPolicy;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Transit;
import io.omnihub.catalog.Transit.Step;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SourcingPolicyTest {
    @Test
    void splitLimit_isOneToEight() {
        refused(() -> policy(0, 0, Optional.empty()), "splitLimit is 1 to 8, not 0");
        refused(() -> policy(9, 0, Optional.empty()), "splitLimit is 1 to 8, not 9");
        assertThat(policy(8, 0, Optional.empty()).splitLimit()).isEqualTo(8);
    }

    @Test
    void worthAndDistance_areNotNegative() {
        refused(() -> policy(1, -1, Optional.empty()), "minPartWorth is at least 0, not -1");
        refused(() -> policy(1, 0, Optional.of(0.0)), "maxDistanceKm is more than 0, not 0.0");
        refused(() -> policy(1, 0, Optional.of(Double.NaN)), "maxDistanceKm is more than 0, not NaN");
    }

    @Test
    void negativeAndEnormousPrices_areRefused() {
        refused(() -> costs(-1, 0, 1), "perBox is 0 to 1000000000, not -1");
        refused(() -> costs(0, CostPolicy.MAX_PRICE + 1, 1), "perUnitKmMillis is 0 to 1000000000, not 1000000001");
        refused(() -> costs(0, 0, -0.5), "shadowWeight is 0 to 1000, not -0.5");
        refused(() -> costs(0, 0, Double.NaN), "shadowWeight is 0 to 1000, not NaN");
    }

    @Test
    void rules_nameEachCriterionOnceAndAtLeastOne() {
        refused(
                () -> new LexicographicPolicy(List.of(), CostPolicy.DEFAULT),
                "a policy of rules names at least one criterion");
        refused(
                () -> new LexicographicPolicy(List.of(Criterion.NEAREST, Criterion.NEAREST), CostPolicy.DEFAULT),
                "a policy of rules names each criterion once");
    }

    @Test
    void transit_growsWithTheDistance() {
        refused(
                () -> new Transit(List.of(new Step(50, 1), new Step(50, 2)), 3),
                "each step of transit reaches farther than the one before");
        refused(() -> new Transit(List.of(), 366), "transit takes 0 to 365 days, not 366");
        refused(() -> new Step(0, 1), "a step of transit reaches farther than 0 km, not 0.0");
        assertThat(Transit.DEFAULT.days(50)).isEqualTo(1);
        assertThat(Transit.DEFAULT.days(50.1)).isEqualTo(2);
        assertThat(Transit.DEFAULT.days(1_500.1)).isEqualTo(5);
    }

    private static void refused(ThrowingCallable making, String message) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static SourcingPolicy policy(int splitLimit, long minPartWorth, Optional<Double> maxDistanceKm) {
        return new SourcingPolicy(
                1,
                splitLimit,
                minPartWorth,
                maxDistanceKm,
                true,
                true,
                Transit.DEFAULT,
                Transit.DEFAULT,
                CostPolicy.DEFAULT);
    }

    private static CostPolicy costs(long perBox, long perUnitKmMillis, double shadowWeight) {
        return new CostPolicy(perBox, 0, perUnitKmMillis, 0, 0, 0, 0, 3, 1, 0, shadowWeight, 0);
    }
}
