package io.omnihub.ticket;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which tickets a list has: those that fit all of it.
 *
 * @param states any of these; empty for all
 * @param customers any of these, which are one person; empty for all
 * @param text that a message or the subject is to have
 * @param after the id of the last ticket of the page before
 */
public record TicketFilter(
        Set<TicketState> states,
        Optional<Set<UUID>> customers,
        Optional<UUID> order,
        Optional<String> tag,
        Optional<TicketNumber> number,
        Optional<String> text,
        Optional<UUID> after,
        int limit) {
    public TicketFilter {
        states = Set.copyOf(states);
        customers = customers.map(Set::copyOf);
    }
}
