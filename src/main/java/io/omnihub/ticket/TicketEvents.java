package io.omnihub.ticket;

import io.omnihub.engine.NewEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The events of a ticket: ids and states, never what somebody wrote. */
final class TicketEvents {
    private TicketEvents() {}

    static NewEvent opened(Ticket ticket) {
        return event("opened", ticket, Map.of());
    }

    static NewEvent received(Ticket ticket, TicketMessage message) {
        return event("message-received", ticket, message(message));
    }

    static NewEvent replied(Ticket ticket, TicketMessage message) {
        return event("replied", ticket, message(message));
    }

    static NewEvent noted(Ticket ticket, TicketMessage message) {
        return event("noted", ticket, message(message));
    }

    /** A reply was sent, or could not be. */
    static NewEvent delivered(Ticket ticket, TicketMessage message) {
        Map<String, Object> facts = message(message);
        facts.put("delivery", message.delivery().orElseThrow().wire());
        return event("reply-delivered", ticket, facts);
    }

    /** Any other step, and what it did. */
    static NewEvent changed(Ticket ticket, TicketStep step) {
        return event("changed", ticket, Map.of("step", step.wire()));
    }

    private static Map<String, Object> message(TicketMessage message) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("messageId", message.id().toString());
        facts.put("messageNumber", message.number());
        facts.put("channel", message.channel().value());
        return facts;
    }

    private static NewEvent event(String what, Ticket ticket, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("ticketId", ticket.id().toString());
        data.put("number", ticket.number().toString());
        ticket.customer().ifPresent(customer -> data.put("customerId", customer.toString()));
        data.put("topic", ticket.topic());
        data.put("state", ticket.state().wire());
        data.put("priority", ticket.priority().wire());
        data.put("orders", ticket.orders().stream().map(UUID::toString).sorted().toList());
        ticket.mergedInto().ifPresent(other -> data.put("mergedInto", other.toString()));
        ticket.follows().ifPresent(other -> data.put("follows", other.toString()));
        data.putAll(more);
        return new NewEvent(
                "io.omnihub.ticket.%s.v1".formatted(what), ticket.id().toString(), data);
    }
}
