package io.omnihub.ticket;

import java.util.Optional;

/** What became of a step with a ticket; refusals in the order in which they are looked for. */
public sealed interface TicketStepResult {
    /**
     * @param message that the step wrote
     * @param repeated whether an earlier call did it
     */
    record Done(Ticket ticket, Optional<TicketMessage> message, boolean repeated) implements TicketStepResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements TicketStepResult {}

    /** {@code version-mismatch}: the caller had another version in mind. */
    record OtherVersion(long version) implements TicketStepResult {}

    /** {@code step-not-allowed} in the state of the ticket. */
    record NotAllowed(Ticket ticket) implements TicketStepResult {}

    /** {@code invalid-field}: the time to wait until is over, or too far ahead. */
    record BadTime() implements TicketStepResult {}

    /** {@code same-ticket}: a ticket does not go on in itself. */
    record SameTicket() implements TicketStepResult {}

    /** {@code other-customer}: the tickets are of two customers. */
    record OtherCustomer() implements TicketStepResult {}

    /** {@code ticket-over}: the ticket in which it is to go on is over itself. */
    record TargetOver(Ticket target) implements TicketStepResult {}

    /** {@code no-address}: nobody has written over that channel, so there is nowhere to answer to. */
    record NoAddress() implements TicketStepResult {}

    /** {@code reply-window-over}: the network lets nobody answer so long after the customer's last message. */
    record WindowOver() implements TicketStepResult {}
}
