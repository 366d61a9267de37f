package io.omnihub.ticket;

import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.Channel;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Nothing;
import io.omnihub.kernel.Ids;
import io.omnihub.ticket.Carrier.Carried;
import io.omnihub.ticket.Carrier.Outgoing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends replies as due work, so that each goes out although whoever carries it may be away for a while. */
@Component
class ReplySender implements DueHandler {
    private final TicketQueries queries;
    private final Catalogs catalogs;
    private final List<Carrier> carriers;
    private final Ids ids;

    ReplySender(TicketQueries queries, Catalogs catalogs, List<Carrier> carriers, Ids ids) {
        this.queries = queries;
        this.catalogs = catalogs;
        this.carriers = List.copyOf(carriers);
        this.ids = ids;
    }

    @Override
    public String kind() {
        return TicketDueWork.SEND;
    }

    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        return queries.message(UUID.fromString(work.subject()))
                .filter(message -> message.delivery().equals(Optional.of(DeliveryState.PENDING)))
                .<Command<?>>flatMap(this::send)
                .switchIfEmpty(Mono.fromSupplier(() -> new Nothing(ids.next())));
    }

    private Mono<Command<?>> send(TicketMessage message) {
        Optional<Channel.Kind> kind = catalogs.copy().channel(message.channel()).map(Channel::kind);
        Optional<Carrier> carrier = kind.flatMap(
                known -> carriers.stream().filter(one -> one.carries(known)).findFirst());
        Mono<Carried> carried = carrier.isEmpty()
                ? Mono.just(new Carried.Refused("nobody is set up to carry messages of channel " + message.channel()))
                : Mono.zip(queries.ticket(message.ticketId()), queries.answeredId(message))
                        .flatMap(found -> carrier.get().carry(new Outgoing(found.getT1(), message, found.getT2())));
        return carried.map(outcome -> noted(message, outcome));
    }

    private Command<?> noted(TicketMessage message, Carried outcome) {
        return switch (outcome) {
            case Carried.Taken(Optional<String> providerId) ->
                new NoteDelivery(ids.next(), message, DeliveryState.SENT, providerId, Optional.empty());
            case Carried.Refused(String why) ->
                new NoteDelivery(ids.next(), message, DeliveryState.FAILED, Optional.empty(), Optional.of(why));
        };
    }
}
