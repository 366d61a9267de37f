package io.omnihub.returns;

import io.omnihub.kernel.Wire;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a return stands; {@link #after} is the one table of its transitions. Whether goods are restocked, kept for quality
 * control or damaged differs by unit, and stands on its lines.
 */
public enum ReturnState implements Wire {
    /** Somebody has to approve it. */
    REQUESTED,
    /** The customer may send or bring it. */
    APPROVED,
    REFUSED,
    /** The customer has sent it. */
    IN_TRANSIT,
    /** It lies at a location, which is to look at it. */
    RECEIVED,
    /** It is known what became of each unit, and what is due for it. */
    INSPECTED,
    REFUNDED,
    EXCHANGED,
    CLOSED,
    /** It is not expected any more; it may come all the same. */
    CANCELLED;

    /** Where a step leads once it has been done with all there is; empty where it is forbidden. */
    Optional<ReturnState> after(ReturnStep step) {
        return Optional.ofNullable(
                Transitions.TABLE.getOrDefault(this, Map.of()).get(step));
    }

    /** The steps that may be done now. */
    public Set<ReturnStep> allowed() {
        return Transitions.TABLE.getOrDefault(this, Map.of()).keySet();
    }

    /** Whether its goods are neither here nor expected any more. */
    boolean isOff() {
        return this == REFUSED || this == CANCELLED;
    }

    /** Whether its goods have come. */
    boolean isHere() {
        return switch (this) {
            case REQUESTED, APPROVED, REFUSED, IN_TRANSIT, CANCELLED -> false;
            case RECEIVED, INSPECTED, REFUNDED, EXCHANGED, CLOSED -> true;
        };
    }

    /** Read as data: who wants to know what may happen looks here alone. */
    private static final class Transitions {
        private static final Map<ReturnState, Map<ReturnStep, ReturnState>> TABLE = Map.of(
                REQUESTED,
                        Map.of(
                                ReturnStep.APPROVE, APPROVED,
                                ReturnStep.REFUSE, REFUSED,
                                ReturnStep.CANCEL, CANCELLED),
                APPROVED,
                        Map.of(
                                ReturnStep.SEND, IN_TRANSIT,
                                ReturnStep.RECEIVE, RECEIVED,
                                ReturnStep.EXCHANGE, APPROVED,
                                ReturnStep.CANCEL, CANCELLED),
                IN_TRANSIT,
                        Map.of(
                                ReturnStep.RECEIVE, RECEIVED,
                                ReturnStep.EXCHANGE, IN_TRANSIT,
                                ReturnStep.CANCEL, CANCELLED),
                // It stays there while units are left that nobody has looked at; then what is due pays for an exchange.
                RECEIVED, Map.of(ReturnStep.INSPECT, INSPECTED, ReturnStep.EXCHANGE, RECEIVED),
                CANCELLED, Map.of(ReturnStep.RECEIVE, RECEIVED),
                INSPECTED,
                        Map.of(
                                ReturnStep.REFUND, REFUNDED,
                                ReturnStep.EXCHANGE, EXCHANGED,
                                ReturnStep.CLOSE, CLOSED),
                REFUNDED, Map.of(ReturnStep.CLOSE, CLOSED),
                EXCHANGED, Map.of(ReturnStep.CLOSE, CLOSED));
    }
}
