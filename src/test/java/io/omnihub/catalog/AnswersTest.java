package io.omnihub.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AnswersTest {
    @Test
    void withoutAnswers_whatTheRetailerSays_isTheRate() {
        assertThat(Answers.NONE.rate(0.95)).isEqualTo(0.95);
        assertThat(Answers.NONE.rate(0)).isZero();
        assertThat(Answers.NONE.rate(1)).isEqualTo(1);
    }

    /** A Beta distribution of 19 and 1, that is a mean of 0.95, after 10 more and 10 less. */
    @Test
    void answers_moveItAsABetaDistributionMoves() {
        assertThat(new Answers(10, 10).rate(0.95)).isEqualTo(29.0 / 40, within(1e-12));
    }

    @Test
    void manyAnswers_outweighWhatWasSaid() {
        assertThat(new Answers(200, 0).rate(0)).isGreaterThan(0.9).isLessThan(1);
        assertThat(new Answers(0, 200).rate(1)).isLessThan(0.1).isPositive();
    }

    @Test
    void oneRejection_ofOneWhoSeldomRejects_isNotable_andOneOfManyIsNot() {
        assertThat(new Answers(0, 1).differ(Answers.NONE, 1)).isTrue();
        assertThat(new Answers(150, 51).differ(new Answers(150, 50), 1)).isFalse();
    }

    @Test
    void whoDoesAllThatWasSaid_isKnownToHaveDoneIt() {
        assertThat(new Answers(1, 0).differ(Answers.NONE, 1)).isTrue();
        assertThat(new Answers(100, 0).differ(new Answers(80, 0), 1)).isTrue();
        assertThat(new Answers(100, 0).differ(new Answers(95, 0), 1)).isFalse();
    }

    @Test
    void lessThanNothing_isNoAnswer() {
        assertThatThrownBy(() -> new Answers(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Answers(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
