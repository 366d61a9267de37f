package io.omnihub.ticket;

import io.omnihub.customer.IdentityKey;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One message or note of a ticket.
 *
 * @param number in its ticket, from 1
 * @param channel over which it came, or is to go
 * @param providerId by which whoever carries messages of that channel knows it
 * @param address whom it came from, or is to go to
 * @param author the name of the agent's key, of what was written on our side
 * @param sentAt when it was written, as its carrier says; else when it was recorded
 * @param delivery of a reply
 * @param reason why it was not delivered
 */
public record TicketMessage(
        UUID id,
        UUID ticketId,
        int number,
        MessageKind kind,
        ChannelCode channel,
        Optional<String> providerId,
        Optional<IdentityKey> address,
        Optional<String> author,
        MessageContent content,
        Instant sentAt,
        Instant recordedAt,
        Optional<DeliveryState> delivery,
        Optional<String> reason) {
    static final Table<UUID, TicketMessage> TABLE = new Table<>("ticket-message", 655);

    public TicketMessage {
        if ((kind == MessageKind.REPLY) != delivery.isPresent()) {
            throw new IllegalArgumentException("replies alone are delivered");
        }
    }

    /** @param after the ticket, with this note counted */
    static TicketMessage note(UUID id, Ticket after, String author, String text, Instant now) {
        return ours(id, after, MessageKind.NOTE, Optional.empty(), author, MessageContent.plain(text), now);
    }

    /** @param after the ticket, with this reply counted */
    static TicketMessage reply(
            UUID id, Ticket after, IdentityKey to, String author, MessageContent content, Instant now) {
        return ours(id, after, MessageKind.REPLY, Optional.of(to), author, content, now);
    }

    private static TicketMessage ours(
            UUID id,
            Ticket after,
            MessageKind kind,
            Optional<IdentityKey> to,
            String author,
            MessageContent content,
            Instant now) {
        return new TicketMessage(
                id,
                after.id(),
                after.messages(),
                kind,
                after.channel(),
                Optional.empty(),
                to,
                Optional.of(author),
                content,
                now,
                now,
                to.map(_ -> DeliveryState.PENDING),
                Optional.empty());
    }

    /** Without what it says, and whom it went to. */
    TicketMessage erased() {
        return new TicketMessage(
                id,
                ticketId,
                number,
                kind,
                channel,
                providerId,
                Optional.empty(),
                author,
                MessageContent.plain(MessageContent.ERASED),
                sentAt,
                recordedAt,
                delivery,
                reason);
    }

    /** What became of sending it. */
    TicketMessage delivered(DeliveryState state, Optional<String> carriersId, Optional<String> why) {
        return new TicketMessage(
                id,
                ticketId,
                number,
                kind,
                channel,
                carriersId.or(() -> providerId),
                address,
                author,
                content,
                sentAt,
                recordedAt,
                Optional.of(state),
                why);
    }
}
