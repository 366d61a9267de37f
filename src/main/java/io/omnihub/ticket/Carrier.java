package io.omnihub.ticket;

import io.omnihub.catalog.Channel;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Carries replies on to where customers read them. It may be asked for the same message again: its id tells. */
public interface Carrier {
    /** Whether it is set up, and for channels of this kind. */
    boolean carries(Channel.Kind kind);

    /** After an error it is tried again later. */
    Mono<Carried> carry(Outgoing outgoing);

    /**
     * A reply on its way.
     *
     * @param inReplyTo what the provider calls the customer's last message over that channel
     */
    record Outgoing(Ticket ticket, TicketMessage message, Optional<String> inReplyTo) {}

    /** What became of it. */
    sealed interface Carried {
        /** @param providerId what whoever took it calls it */
        record Taken(Optional<String> providerId) implements Carried {}

        /** It will never be taken. */
        record Refused(String why) implements Carried {}
    }
}
