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
