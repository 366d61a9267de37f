package io.omnihub.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CycleCountStateTest {
    @Test
    void everyState_isReachedFromOpen_andEndsWhereNothingMayBeDone() {
        assertThat(CycleCountState.POSTED.allowed()).isEmpty();
        assertThat(CycleCountState.REJECTED.allowed()).isEmpty();
        assertThat(CycleCountState.COUNTED.allowed())
                .containsExactlyInAnyOrder(
                        CycleCountStep.DEMAND_RECOUNT, CycleCountStep.APPROVE, CycleCountStep.REJECT);
        assertThat(Arrays.stream(CycleCountState.values())
                        .flatMap(state -> state.allowed().stream()
                                .map(step -> state.after(step).orElseThrow())))
                .contains(CycleCountState.RECOUNT, CycleCountState.COUNTED, CycleCountState.POSTED)
                .doesNotContain(CycleCountState.OPEN);
    }

    @Test
    void nothingIsPosted_thatIsNotCounted() {
        assertThat(CycleCountState.OPEN.after(CycleCountStep.APPROVE)).isEmpty();
        assertThat(CycleCountState.RECOUNT.after(CycleCountStep.APPROVE)).isEmpty();
    }
}
