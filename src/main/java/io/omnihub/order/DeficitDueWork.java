package io.omnihub.order;

import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Deficit;
import io.omnihub.kernel.Ids;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has others fulfil what a store has sold over the counter. */
@Component
class DeficitDueWork implements DueHandler {
    private final FulfillmentQueries parts;
    private final Ids ids;

    DeficitDueWork(FulfillmentQueries parts, Ids ids) {
        this.parts = parts;
        this.ids = ids;
    }

    @Override
    public String kind() {
        return Deficit.REROUTE;
    }

    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        Cell cell = Deficit.cell(work.subject());
        return parts.unpicked(cell, RerouteDeficit.AT_ONCE)
                .map(found -> new RerouteDeficit(
                        ids.next(),
                        work.id(),
                        cell,
                        found.stream()
                                .map(part -> new RerouteDeficit.Turn(ids.next(), part))
                                .toList()));
    }
}
