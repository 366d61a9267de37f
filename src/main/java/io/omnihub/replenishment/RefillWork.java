package io.omnihub.replenishment;

import io.omnihub.catalog.Catalogs;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.inventory.ShortStock;
import io.omnihub.kernel.Ids;
import io.omnihub.transfer.Transfers;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has stores send what a channel runs short of. */
@Component
class RefillWork implements DueHandler {
    private final Transfers transfers;
    private final Catalogs catalogs;
    private final Ids ids;
    private final Clock clock;

    RefillWork(Transfers transfers, Catalogs catalogs, Ids ids, Clock clock) {
        this.transfers = transfers;
        this.catalogs = catalogs;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ShortStock.KIND;
    }

    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        return Mono.fromSupplier(() -> new RefillPool(
                ids.next(),
                Actor.hub(work.id()),
                ShortStock.channel(work.subject()),
                ShortStock.sku(work.subject()),
                transfers::making,
                catalogs.copy(),
                clock.instant()));
    }
}
