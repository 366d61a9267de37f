package io.omnihub.ticket;

/** What became of a message; refusals in the order in which they are looked for. */
public sealed interface TakeMessageResult {
    /** @param repeated whether an earlier call brought it */
    record Taken(TicketMessage message, Ticket ticket, boolean repeated) implements TakeMessageResult {}

    /** {@code message-reused}: its provider's id stands for another message of that channel. */
    record MessageReused() implements TakeMessageResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements TakeMessageResult {}

    /** {@code unknown-channel} */
    record UnknownChannel() implements TakeMessageResult {}
}
