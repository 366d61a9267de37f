package io.omnihub.count;

import io.omnihub.kernel.Wire;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a cycle count stands; {@link #after} is the one table of its transitions. */
public enum CycleCountState implements Wire {
    /** Lines are being counted. */
    OPEN,
    /** Some lines are to be counted once more. */
    RECOUNT,
    /** All is counted, and waits to be approved. */
    COUNTED,
    /** It was approved, and the ledger says what was counted. */
    POSTED,
    /** It was not believed, or not wanted; the ledger is as it was. */
    REJECTED;

    /** Where a step leads once it has been done with all there is; empty where it is forbidden. */
    Optional<CycleCountState> after(CycleCountStep step) {
        return Optional.ofNullable(
                Transitions.TABLE.getOrDefault(this, Map.of()).get(step));
    }

    /** The steps that may be done now. */
    public Set<CycleCountStep> allowed() {
        return Transitions.TABLE.getOrDefault(this, Map.of()).keySet();
    }

    /** Read as data: who wants to know what may happen looks here alone. */
    private static final class Transitions {
        private static final Map<CycleCountState, Map<CycleCountStep, CycleCountState>> TABLE = Map.of(
                // Where a line is above the tolerance then, it goes to RECOUNT instead.
                OPEN, Map.of(CycleCountStep.ENTER, COUNTED, CycleCountStep.REJECT, REJECTED),
                RECOUNT, Map.of(CycleCountStep.ENTER, COUNTED, CycleCountStep.REJECT, REJECTED),
                COUNTED,
                        Map.of(
                                CycleCountStep.DEMAND_RECOUNT,
                                RECOUNT,
                                CycleCountStep.APPROVE,
                                POSTED,
                                CycleCountStep.REJECT,
                                REJECTED));
    }
}
