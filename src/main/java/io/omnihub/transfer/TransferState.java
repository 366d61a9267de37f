package io.omnihub.transfer;

import io.omnihub.kernel.Wire;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a transfer stands; {@link #after} is the one table of its transitions. */
public enum TransferState implements Wire {
    /** Somebody thinks of it; no stock is set aside. */
    DRAFT,
    /** What has not left of it is allocated at the source, from here until it is over. */
    APPROVED,
    PICKING,
    /** Some of it has left, and nothing was received. */
    IN_TRANSIT,
    /** Something was received, and more is to come. */
    PARTIALLY_RECEIVED,
    /** Nothing more of it is to come. */
    RECEIVED,
    /** Somebody has looked at it for the last time. */
    CLOSED,
    /** Nothing of it is wanted any more; what had arrived has arrived. */
    CANCELLED;

    /** Whether what has not left is allocated at the source, and what has not arrived is on its way. */
    public boolean isOpen() {
        return switch (this) {
            case APPROVED, PICKING, IN_TRANSIT, PARTIALLY_RECEIVED -> true;
            case DRAFT, RECEIVED, CLOSED, CANCELLED -> false;
        };
    }

    /** Whether nothing more will arrive. */
    public boolean isSettled() {
        return switch (this) {
            case RECEIVED, CLOSED, CANCELLED -> true;
            case DRAFT, APPROVED, PICKING, IN_TRANSIT, PARTIALLY_RECEIVED -> false;
        };
    }

    /** The state that a step leads to, once it has been done with all there is; empty where it is forbidden. */
    public Optional<TransferState> after(TransferStep step) {
        return Optional.ofNullable(
                Transitions.TABLE.getOrDefault(this, Map.of()).get(step));
    }

    /** The steps that may be done now, in their order. */
    public Set<TransferStep> allowed() {
        Set<TransferStep> allowed = EnumSet.noneOf(TransferStep.class);
        allowed.addAll(Transitions.TABLE.getOrDefault(this, Map.of()).keySet());
        return Collections.unmodifiableSet(allowed);
    }

    /** Read as data: who wants to know what may happen looks here alone. */
    private static final class Transitions {
        private static final Map<TransferState, Map<TransferStep, TransferState>> TABLE =
                new EnumMap<>(TransferState.class);

        static {
            may(DRAFT, TransferStep.APPROVE, APPROVED);
            may(APPROVED, TransferStep.START_PICKING, PICKING);
            may(PICKING, TransferStep.SHIP, IN_TRANSIT);
            may(IN_TRANSIT, TransferStep.SHIP, IN_TRANSIT);
            may(PARTIALLY_RECEIVED, TransferStep.SHIP, PARTIALLY_RECEIVED);
            may(IN_TRANSIT, TransferStep.RECEIVE, RECEIVED);
            may(PARTIALLY_RECEIVED, TransferStep.RECEIVE, RECEIVED);
            // What came beyond what was sent, and is found later.
            may(RECEIVED, TransferStep.RECEIVE, RECEIVED);
            may(PARTIALLY_RECEIVED, TransferStep.CLOSE, CLOSED);
            may(RECEIVED, TransferStep.CLOSE, CLOSED);
            may(DRAFT, TransferStep.CANCEL, CANCELLED);
            for (TransferState open : Set.of(APPROVED, PICKING, IN_TRANSIT, PARTIALLY_RECEIVED)) {
                may(open, TransferStep.CANCEL, CANCELLED);
                may(open, TransferStep.FIND_LATE, open);
            }
        }

        private static void may(TransferState from, TransferStep step, TransferState to) {
            TABLE.computeIfAbsent(from, _ -> new EnumMap<>(TransferStep.class)).put(step, to);
        }
    }
}
