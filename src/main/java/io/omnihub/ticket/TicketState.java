package io.omnihub.ticket;

import io.omnihub.kernel.Wire;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a ticket stands; {@link #after} is the one table of its transitions. */
public enum TicketState implements Wire {
    /** Nobody has looked at it. */
    NEW,
    /** Somebody on our side is to act. */
    OPEN,
    /** The customer is to answer. */
    WAITING_CUSTOMER,
    /** Somebody else on our side is to do something first. */
    WAITING_INTERNAL,
    /** Put off until a time. */
    SNOOZED,
    /** Done; a message of the customer opens it again for a while. */
    RESOLVED,
    /** Over: a message of the customer begins a new one that follows it. */
    CLOSED,
    /** It went on in another ticket. */
    MERGED;

    /** Where a step leads; empty where it is forbidden. */
    Optional<TicketState> after(TicketStep step) {
        return Optional.ofNullable(
                Transitions.TABLE.getOrDefault(this, Map.of()).get(step));
    }

    /** The steps that may be done now. */
    public Set<TicketStep> allowed() {
        return Transitions.TABLE.getOrDefault(this, Map.of()).keySet();
    }

    /** Whether the thread goes on in it: a ticket that is neither over nor done. */
    public boolean isRunning() {
        return switch (this) {
            case NEW, OPEN, WAITING_CUSTOMER, WAITING_INTERNAL, SNOOZED -> true;
            case RESOLVED, CLOSED, MERGED -> false;
        };
    }

    /** Read as data: who wants to know what may happen looks here alone. */
    private static final class Transitions {
        private static final Map<TicketState, Map<TicketStep, TicketState>> TABLE = Map.of(
                NEW, running(NEW, Map.of(TicketStep.WAIT, WAITING_INTERNAL, TicketStep.REOPEN, OPEN)),
                OPEN, running(OPEN, Map.of(TicketStep.WAIT, WAITING_INTERNAL)),
                WAITING_CUSTOMER,
                        running(WAITING_CUSTOMER, Map.of(TicketStep.WAIT, WAITING_INTERNAL, TicketStep.REOPEN, OPEN)),
                WAITING_INTERNAL, running(WAITING_INTERNAL, Map.of(TicketStep.REOPEN, OPEN)),
                SNOOZED, running(SNOOZED, Map.of(TicketStep.WAIT, WAITING_INTERNAL, TicketStep.REOPEN, OPEN)),
                RESOLVED,
                        Map.of(
                                TicketStep.RECEIVE, OPEN,
                                TicketStep.REPLY, RESOLVED,
                                TicketStep.NOTE, RESOLVED,
                                TicketStep.EDIT, RESOLVED,
                                TicketStep.REOPEN, OPEN,
                                TicketStep.MERGE, MERGED,
                                TicketStep.CLOSE, CLOSED),
                CLOSED, Map.of(TicketStep.NOTE, CLOSED));

        /** What may happen while it runs, and what else from there. */
        private static Map<TicketStep, TicketState> running(TicketState state, Map<TicketStep, TicketState> more) {
            Map<TicketStep, TicketState> steps = new EnumMap<>(Map.of(
                    TicketStep.RECEIVE, state == NEW ? NEW : OPEN,
                    TicketStep.REPLY, WAITING_CUSTOMER,
                    TicketStep.NOTE, state,
                    TicketStep.EDIT, state,
                    TicketStep.SNOOZE, SNOOZED,
                    TicketStep.RESOLVE, RESOLVED,
                    TicketStep.MERGE, MERGED));
            steps.putAll(more);
            return Map.copyOf(steps);
        }
    }
}
