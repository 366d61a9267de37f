package io.omnihub.ticket;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.kernel.Ids;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Does with tickets what is due. */
@Configuration(proxyBeanMethods = false)
class TicketWorker {
    private final TicketSettings settings;
    private final Ids ids;

    TicketWorker(TicketSettings settings, Ids ids) {
        this.settings = settings;
        this.ids = ids;
    }

    @Bean
    DueHandler wakeTicket() {
        return DueHandler.of(TicketDueWork.WAKE, work -> effect(work, new TicketWork.Wake()));
    }

    @Bean
    DueHandler closeTicket() {
        return DueHandler.of(TicketDueWork.CLOSE, work -> effect(work, new TicketWork.Close()));
    }

    private Mono<Command<?>> effect(DueWork due, TicketWork work) {
        return Mono.fromSupplier(() -> new CarryOutTicket(
                ids.next(),
                Actor.hub(due.id()),
                UUID.fromString(due.subject()),
                work,
                Optional.empty(),
                settings,
                Optional.empty(),
                List.of()));
    }
}
