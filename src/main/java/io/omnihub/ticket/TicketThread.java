package io.omnihub.ticket;

import io.omnihub.engine.Table;
import java.util.Optional;
import java.util.UUID;

/**
 * The one thread of a customer about a topic. Its row is locked by whoever adds to it, so that messages that come at once
 * find one ticket.
 *
 * @param ticket in which it went on the last time; empty before the first
 */
record TicketThread(Key key, Optional<UUID> ticket) {
    static final Table<Key, TicketThread> TABLE = new Table<>("ticket-thread", 640);

    /** @param customer the canonical one */
    record Key(UUID customer, String topic) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byCustomer = customer.compareTo(other.customer);
            return byCustomer != 0 ? byCustomer : topic.compareTo(other.topic);
        }
    }
}
