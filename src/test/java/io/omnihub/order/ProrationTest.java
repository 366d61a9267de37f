package io.omnihub.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.kernel.Money;
import io.omnihub.kernel.Quantity;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProrationTest {
    private static final int TRIES = 20_000;

    @Test
    void anAmount_isSpreadEvenly_andTheRestIsNotLost() {
        assertThat(LongStream.rangeClosed(0, 3).map(units -> Proration.part(100, units, 3)))
                .containsExactly(0L, 33L, 66L, 100L);
        assertThat(LongStream.rangeClosed(0, 4).map(units -> Proration.part(2, units, 4)))
                .containsExactly(0L, 0L, 1L, 1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPart_isTheExactOneRoundedDown_howeverLargeTheProduct(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < TRIES; i++) {
            long amount = random.nextLong(Money.MAX_TOTAL + 1);
            long all = random.nextLong(1, Quantity.MAX + 1);
            long units = random.nextLong(all + 1);
            assertThat(Proration.part(amount, units, all))
                    .as("%d × %d ÷ %d, seed %d", amount, units, all, seed)
                    .isEqualTo(BigInteger.valueOf(amount)
                            .multiply(BigInteger.valueOf(units))
                            .divide(BigInteger.valueOf(all))
                            .longValueExact());
        }
        assertThat(Proration.part(Money.MAX_TOTAL, Quantity.MAX, Quantity.MAX)).isEqualTo(Money.MAX_TOTAL);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void shares_addUpToTheWhole_andNoneIsBelowZeroOrMoreThanItsWeight(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < TRIES; i++) {
            List<Long> weights = random.longs(random.nextInt(1, 6), 0, 1L << random.nextInt(1, 49))
                    .boxed()
                    .toList();
            long all = weights.stream().mapToLong(Long::longValue).sum();
            long amount = random.nextLong(all + 1);

            List<Long> shares = Proration.shares(amount, weights);

            assertThat(shares.stream().mapToLong(Long::longValue).sum())
                    .as("%d by %s, seed %d", amount, weights, seed)
                    .isEqualTo(amount);
            for (int k = 0; k < weights.size(); k++) {
                assertThat(shares.get(k)).isBetween(0L, weights.get(k));
            }
        }
    }
}
