package io.omnihub.ticket;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A step with one ticket, and what it needs. */
public sealed interface TicketWork {
    TicketStep step();

    /** @param then where the ticket stands afterwards: {@code open}, {@code waiting-customer} or {@code resolved} */
    record Reply(MessageContent content, TicketState then) implements TicketWork {
        @Override
        public TicketStep step() {
            return TicketStep.REPLY;
        }
    }

    record Note(String text) implements TicketWork {
        @Override
        public TicketStep step() {
            return TicketStep.NOTE;
        }
    }

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

        @Override
        public TicketStep step() {
            return TicketStep.EDIT;
        }
    }

    record Wait() implements TicketWork {
        @Override
        public TicketStep step() {
            return TicketStep.WAIT;
        }
    }

    record Snooze(Instant until) implements TicketWork {
        @Override
        public TicketStep step() {
            return TicketStep.SNOOZE;
        }
    }

    record Resolve() implements TicketWork {
        @Override
        public TicketStep step() {
            return TicketStep.RESOLVE;
        }
    }

    record Reopen() implements TicketWork {
        @Override
        public TicketStep step() {
            return TicketStep.REOPEN;
        }
    }

    /** The hub's own: the time that it was put off until has come. */
    record Wake() implements TicketWork {
        @Override
        public TicketStep step() {
            return TicketStep.REOPEN;
        }
    }

    /** The hub's own: no message can open it again. */
    record Close() implements TicketWork {
        @Override
        public TicketStep step() {
            return TicketStep.CLOSE;
        }
    }
}
