package io.omnihub.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlookTest {
    @Test
    void salesOneByOne_comeAsPoissonSays() {
        var outlook = Outlook.of(new Velocity(0.5, 0.5, 10), 2);

        assertThat(outlook.chance(0)).isEqualTo(1);
        assertThat(outlook.chance(1)).isCloseTo(1 - Math.exp(-1), within(1e-9));
        assertThat(outlook.chance(2)).isCloseTo(1 - 2 * Math.exp(-1), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "1, 1", "1, 12", "20, 400", "90, 90"})
    void anEmptyShelf_losesAllThatIsAskedFor(double perDay, double variance) {
        assertThat(Outlook.of(new Velocity(perDay, variance, 10), 2).lost(0))
                .isCloseTo(2 * perDay, within(0.01 * perDay));
    }

    /** Counted in lots, it is known to the lot. */
    @Test
    void whatSellsInThousands_isCountedInLots() {
        var outlook = Outlook.of(new Velocity(5_000, 5_000, 10), 2);

        assertThat(outlook.lost(0)).isCloseTo(10_000, within(60.0));
        assertThat(outlook.chance(9_000)).isGreaterThan(0.9);
        assertThat(outlook.chance(12_000)).isLessThan(0.1);
    }

    @Test
    void whatNeverSells_isNeverAskedFor() {
        var outlook = Outlook.of(Velocity.NONE, 14);

        assertThat(outlook.chance(1)).isZero();
        assertThat(outlook.lost(0)).isZero();
    }

    @Test
    void moreStock_losesLess() {
        var outlook = Outlook.of(new Velocity(3, 9, 10), 7);

        for (int stock = 0; stock < 60; stock++) {
            assertThat(outlook.lost(stock + 1)).isLessThanOrEqualTo(outlook.lost(stock));
            assertThat(outlook.lost(stock) - outlook.lost(stock + 1))
                    .isCloseTo(outlook.chance(stock + 1), within(1e-9));
        }
    }
}
