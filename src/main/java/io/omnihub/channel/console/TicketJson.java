package io.omnihub.channel.console;

import io.omnihub.customer.IdentityKey;
import io.omnihub.kernel.Wire;
import io.omnihub.ticket.MessageContent.Attachment;
import io.omnihub.ticket.Ticket;
import io.omnihub.ticket.TicketMessage;
import io.omnihub.ticket.TicketStep;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A ticket as the contract shows it. */
record TicketJson(
        UUID id,
        String number,
        Optional<UUID> customerId,
        String topic,
        Optional<String> subject,
        String channel,
        String state,
        List<String> steps,
        String priority,
        List<String> tags,
        List<UUID> orders,
        Optional<UUID> mergedInto,
        Optional<UUID> follows,
        Optional<Instant> snoozedUntil,
        Instant openedAt,
        Optional<Instant> customerWroteAt,
        Optional<Instant> repliedAt,
        Optional<Instant> resolvedAt,
        int reopenings,
        int messages,
        long version) {
    /** What callers never ask for. */
    private static final Set<TicketStep> OWN = EnumSet.of(TicketStep.RECEIVE, TicketStep.CLOSE);

    static TicketJson of(Ticket ticket) {
        return new TicketJson(
                ticket.id(),
                ticket.number().toString(),
                ticket.customer(),
                ticket.topic(),
                ticket.subject(),
                ticket.channel().value(),
                ticket.state().wire(),
                steps(ticket),
                ticket.priority().wire(),
                ticket.tags().stream().sorted().toList(),
                ticket.orders().stream().sorted().toList(),
                ticket.mergedInto(),
                ticket.follows(),
                ticket.snoozedUntil(),
                ticket.openedAt(),
                ticket.customerWroteAt(),
                ticket.repliedAt(),
                ticket.resolvedAt(),
                ticket.reopenings(),
                ticket.messages(),
                ticket.version());
    }

    /** As who sees a channel alone is told: where it stands, and nothing that came over other channels. */
    TicketJson withoutContent() {
        return new TicketJson(
                id,
                number,
                customerId,
                topic,
                Optional.empty(),
                channel,
                state,
                steps,
                priority,
                List.of(),
                List.of(),
                mergedInto,
                follows,
                snoozedUntil,
                openedAt,
                customerWroteAt,
                repliedAt,
                resolvedAt,
                reopenings,
                messages,
                version);
    }

    static List<String> steps(Ticket ticket) {
        return ticket.state().allowed().stream()
                .filter(step -> !OWN.contains(step))
                .sorted()
                .map(Wire::wire)
                .toList();
    }

    /** A message as the contract shows it. */
    record MessageJson(
            UUID id,
            UUID ticketId,
            int number,
            String kind,
            String channel,
            Optional<String> providerId,
            Optional<AddressJson> address,
            Optional<String> author,
            Optional<String> subject,
            String text,
            Optional<String> html,
            List<Attachment> attachments,
            Instant sentAt,
            Instant recordedAt,
            Optional<String> delivery,
            Optional<String> reason) {
        static MessageJson of(TicketMessage message) {
            return new MessageJson(
                    message.id(),
                    message.ticketId(),
                    message.number(),
                    message.kind().wire(),
                    message.channel().value(),
                    message.providerId(),
                    message.address().map(AddressJson::of),
                    message.author(),
                    message.content().subject(),
                    message.content().text(),
                    message.content().html(),
                    message.content().attachments(),
                    message.sentAt(),
                    message.recordedAt(),
                    message.delivery().map(Wire::wire),
                    message.reason());
        }
    }

    /** Whom a message came from, or goes to. */
    record AddressJson(String type, String value) {
        static AddressJson of(IdentityKey key) {
            return new AddressJson(key.type().wire(), key.value());
        }
    }

    /** A message with the ticket that it stands in. */
    record WithMessage(TicketJson ticket, Optional<MessageJson> message) {}
}
