package io.omnihub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long NOW = 17 * SECOND;

    /** One more comes in each second. */
    private static final Limit TEN_IN_TEN_SECONDS = new Limit("store", 10, Duration.ofSeconds(10));

    @Test
    void aFullBucket_letsItsRequestsThroughAtOnce_andNoMore() {
        var bucket = emptied();

        var refused = bucket.allowance(TEN_IN_TEN_SECONDS, NOW);

        assertThat(refused.isGranted()).isFalse();
        assertThat(refused.field()).isEqualTo("\"store\";r=0;t=10");
        assertThat(refused.retryAfter()).isEqualTo("1");
    }

    @Test
    void anEmptyBucket_letsARequestThroughEachTimeThatOneHasComeIn() {
        var bucket = emptied();

        assertThat(bucket.allowance(TEN_IN_TEN_SECONDS, NOW + SECOND - 1).isGranted())
                .isFalse();
        assertThat(bucket.allowance(TEN_IN_TEN_SECONDS, NOW + SECOND).isGranted())
                .isTrue();
        assertThat(bucket.allowance(TEN_IN_TEN_SECONDS, NOW + 60 * SECOND).field())
                .isEqualTo("\"store\";r=9;t=1");
    }

    @Test
    void whatIsLeft_isToldToTheRequestThatTakes() {
        var bucket = Bucket.full(NOW);
        for (int left = 9; left >= 0; left--) {
            var allowance = bucket.allowance(TEN_IN_TEN_SECONDS, NOW);
            assertThat(allowance.isGranted()).isTrue();
            assertThat(allowance.left()).isEqualTo(left);
            bucket = bucket.take(TEN_IN_TEN_SECONDS, NOW);
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 10", "7, 1", "3, 3600", "100000, 1", "9999, 600"})
    void anyLimit_letsExactlyItsRequestsThroughAtOnce(int requests, int seconds) {
        var limit = new Limit("store", requests, Duration.ofSeconds(seconds));
        var bucket = Bucket.full(NOW);
        for (int left = requests - 1; left >= 0; left--) {
            var allowance = bucket.allowance(limit, NOW);
            assertThat(allowance.isGranted()).isTrue();
            assertThat(allowance.left()).isEqualTo(left);
            bucket = bucket.take(limit, NOW);
        }
        assertThat(bucket.allowance(limit, NOW).isGranted()).isFalse();
    }

    @Test
    void whatOthersTook_isTakenOffHere_andWhatWasLetThroughMeanwhileCountsToo() {
        var told = Bucket.full(NOW)
                .take(TEN_IN_TEN_SECONDS, NOW)
                .telling(NOW)
                .take(TEN_IN_TEN_SECONDS, NOW)
                .told(TEN_IN_TEN_SECONDS, 6 * SECOND, NOW);

        assertThat(told.allowance(TEN_IN_TEN_SECONDS, NOW).left()).isEqualTo(2);
    }

    @Test
    void aSharedBucketThatForgotEverything_givesNothingBack() {
        var told = emptied().telling(NOW).told(TEN_IN_TEN_SECONDS, 0, NOW);

        assertThat(told.allowance(TEN_IN_TEN_SECONDS, NOW).isGranted()).isFalse();
    }

    @Test
    void aSharedBucketThatLacksMoreThanItHolds_isWaitedFor() {
        var told = Bucket.full(NOW).telling(NOW).told(TEN_IN_TEN_SECONDS, 15 * SECOND, NOW);

        assertThat(told.allowance(TEN_IN_TEN_SECONDS, NOW).retryAfter()).isEqualTo("6");
    }

    @Test
    void aSliceIsToldAtOnce_andLessAfterAWhile_andNothingWhileAnAnswerIsAwaited() {
        var limit = new Limit("storefront", 1_000, Duration.ofSeconds(10));
        var bucket = Bucket.full(NOW);
        for (int i = 0; i < 9; i++) {
            bucket = bucket.take(limit, NOW);
        }
        assertThat(bucket.mustTell(limit, NOW, SECOND)).isFalse();
        assertThat(bucket.mustTell(limit, NOW + SECOND, SECOND)).isTrue();
        bucket = bucket.take(limit, NOW);
        assertThat(bucket.mustTell(limit, NOW, SECOND)).isTrue();
        bucket = bucket.telling(NOW).take(limit, NOW);
        assertThat(bucket.mustTell(limit, NOW + SECOND, SECOND)).isFalse();
        assertThat(bucket.unheard().mustTell(limit, NOW + SECOND, SECOND)).isTrue();
    }

    private static Bucket emptied() {
        var bucket = Bucket.full(NOW);
        for (int i = 0; i < TEN_IN_TEN_SECONDS.requests(); i++) {
            assertThat(bucket.allowance(TEN_IN_TEN_SECONDS, NOW).isGranted()).isTrue();
            bucket = bucket.take(TEN_IN_TEN_SECONDS, NOW);
        }
        return bucket;
    }
}
