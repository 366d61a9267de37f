package io.omnihub.ticket;

import io.omnihub.engine.Command;
import io.omnihub.event.EventHandler;
import io.omnihub.event.StreamedEvent;
import io.omnihub.kernel.Ids;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Follows customers who are erased. */
@Component
class ErasureHandler implements EventHandler {
    private final TicketQueries queries;
    private final Ids ids;

    ErasureHandler(TicketQueries queries, Ids ids) {
        this.queries = queries;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "ticket-erasure";
    }

    @Override
    public Set<String> types() {
        return Set.of("io.omnihub.customer.erased.v1");
    }

    @Override
    public Start start() {
        return Start.OLDEST;
    }

    @Override
    public Mono<? extends Command<?>> effect(List<StreamedEvent> events) {
        Set<UUID> customers =
                events.stream().map(event -> UUID.fromString(event.subject())).collect(Collectors.toSet());
        return queries.ticketsOf(customers)
                .flatMap(tickets ->
                        queries.messagesOf(tickets).map(messages -> new EraseMessages(ids.next(), tickets, messages)));
    }
}
