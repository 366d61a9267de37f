package io.omnihub.ticket;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A step with one ticket, and what it needs. */
public sealed interface TicketWork {
    default TicketStep step() {
        return switch (this) {
            case Reply _ -> TicketStep.REPLY;
            case Note _ -> TicketStep.NOTE;
            case Edit _ -> TicketStep.EDIT;
            case Wait() -> TicketStep.WAIT;
            case Snooze _ -> TicketStep.SNOOZE;
            case Resolve() -> TicketStep.RESOLVE;
            case Reopen(), Wake() -> TicketStep.REOPEN;
            case Close() -> TicketStep.CLOSE;
        };
    }

    /** @param then where the ticket stands afterwards: {@code open}, {@code waiting-customer} or {@code resolved} */
    record Reply(MessageContent content, TicketState then) implements TicketWork {}

    record Note(String text) implements TicketWork {}

    /** What is empty stays as it is. */
    record Edit(
            Optional<TicketPriority> priority,
            Optional<Set<String>> tags,
            Optional<Set<UUID>> orders,
            Optional<String> subject)
            implements TicketWork {
        /** Whether nothing is to become another. */
        public boolean isEmpty() {
            return priority.isEmpty() && tags.isEmpty() && orders.isEmpty() && subject.isEmpty();
        }
    }

    record Wait() implements TicketWork {}

    record Snooze(Instant until) implements TicketWork {}

    record Resolve() implements TicketWork {}

    record Reopen() implements TicketWork {}

    /** The hub's own: the time that it was put off until has come. */
    record Wake() implements TicketWork {}

    /** The hub's own: no message can open it again. */
    record Close() implements TicketWork {}
}
