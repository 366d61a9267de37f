package io.omnihub.scarcity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MasterTest {
    @Test
    void aUnitIsWorth_whatOrdersCostMoreWithoutIt() {
        var master = new Master(new double[] {0.5}, 1, 1);
        master.add(0, 0.2, new double[] {1});
        master.add(0, 0.6, new double[] {0});

        assertThat(master.solve()).hasValueSatisfying(solved -> {
            assertThat(solved.prices[0]).isCloseTo(0.4, within(1e-6));
            assertThat(solved.value).isCloseTo(0.4, within(1e-6));
        });
    }

    @Test
    void aProgramWithoutASolution_isNoFailure() {
        var master = new Master(new double[] {1}, 1, 1);
        master.add(0, -1, new double[] {0});

        assertThat(master.solve()).isEmpty();
    }
}
