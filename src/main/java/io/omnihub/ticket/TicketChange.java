package io.omnihub.ticket;

import io.omnihub.kernel.ChannelCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A ticket that becomes another version of itself. */
final class TicketChange {
    private final Ticket before;
    private Optional<String> subject;
    private ChannelCode channel;
    private TicketPriority priority;
    private Set<String> tags;
    private Set<UUID> orders;
    private Optional<UUID> mergedInto;
    private Optional<Instant> snoozedUntil = Optional.empty();
    private Optional<Instant> customerWroteAt;
    private Optional<Instant> repliedAt;
    private int reopenings;
    private int messages;

    TicketChange(Ticket before) {
        this.before = before;
        this.subject = before.subject();
        this.channel = before.channel();
        this.priority = before.priority();
        this.tags = before.tags();
        this.orders = before.orders();
        this.mergedInto = before.mergedInto();
        this.customerWroteAt = before.customerWroteAt();
        this.repliedAt = before.repliedAt();
        this.reopenings = before.reopenings();
        this.messages = before.messages();
    }

    TicketChange subject(Optional<String> text) {
        subject = text;
        return this;
    }

    TicketChange channel(ChannelCode code) {
        channel = code;
        return this;
    }

    TicketChange priority(TicketPriority other) {
        priority = other;
        return this;
    }

    TicketChange tags(Set<String> others) {
        tags = others;
        return this;
    }

    TicketChange orders(Set<UUID> all) {
        orders = all;
        return this;
    }

    TicketChange mergedInto(UUID other) {
        mergedInto = Optional.of(other);
        return this;
    }

    TicketChange snoozedUntil(Instant until) {
        snoozedUntil = Optional.of(until);
        return this;
    }

    TicketChange customerWroteAt(Instant at) {
        customerWroteAt = Optional.of(at);
        return this;
    }

    TicketChange repliedAt(Instant at) {
        repliedAt = Optional.of(at);
        return this;
    }

    TicketChange reopenings(int times) {
        reopenings = times;
        return this;
    }

    /** One message more. */
    TicketChange counted() {
        messages++;
        return this;
    }

    /** In a state that it is not resolved by. */
    Ticket in(TicketState state) {
        return of(state, isDone(state) ? before.resolvedAt() : Optional.empty());
    }

    Ticket in(TicketState state, Instant now) {
        return of(state, isDone(state) ? before.resolvedAt().or(() -> Optional.of(now)) : Optional.empty());
    }

    private static boolean isDone(TicketState state) {
        return state == TicketState.RESOLVED || state == TicketState.CLOSED;
    }

    private Ticket of(TicketState state, Optional<Instant> resolvedAt) {
        return new Ticket(
                before.id(),
                before.number(),
                before.customer(),
                before.topic(),
                subject,
                channel,
                state,
                priority,
                tags,
                orders,
                mergedInto,
                before.follows(),
                state == TicketState.SNOOZED ? snoozedUntil.or(before::snoozedUntil) : Optional.empty(),
                before.openedAt(),
                customerWroteAt,
                repliedAt,
                resolvedAt,
                reopenings,
                messages,
                before.version() + 1);
    }
}
