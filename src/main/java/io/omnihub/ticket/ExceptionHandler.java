package io.omnihub.ticket;

import io.omnihub.customer.Customers;
import io.omnihub.engine.Command;
import io.omnihub.event.Attention;
import io.omnihub.event.EventHandler;
import io.omnihub.event.StreamedEvent;
import io.omnihub.kernel.Ids;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Makes tickets of what is at risk of orders: of the attentions that all rooms raise and clear, and of nothing else. */
@Component
class ExceptionHandler implements EventHandler {
    private final Customers customers;
    private final TicketSettings settings;
    private final Ids ids;
    private final JsonMapper json;

    ExceptionHandler(Customers customers, TicketSettings settings, Ids ids, JsonMapper json) {
        this.customers = customers;
        this.settings = settings;
        this.ids = ids;
        this.json = json;
    }

    @Override
    public String name() {
        return "ticket-exceptions";
    }

    @Override
    public Set<String> types() {
        return Set.of(Attention.RAISED, Attention.CLEARED);
    }

    /** What was at risk before there were tickets is in the list of attentions. */
    @Override
    public Start start() {
        return Start.HEAD;
    }

    @Override
    public Mono<? extends Command<?>> effect(List<StreamedEvent> events) {
        List<ToldRisk> told = events.stream()
                .flatMap(event -> ToldRisk.of(event, json).stream())
                .toList();
        if (told.isEmpty()) {
            return Mono.empty();
        }
        return customers
                .ofOrders(told.stream().map(ToldRisk::order).collect(Collectors.toSet()))
                .map(known -> new FollowExceptions(ids.next(), told, known, settings));
    }
}
