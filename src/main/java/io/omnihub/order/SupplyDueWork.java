package io.omnihub.order;

import io.omnihub.catalog.Catalogs;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueHandler;
import io.omnihub.engine.DueWork;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.inventory.AwaitedStock;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.SupplyQueries;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has what waits follow what is expected. */
@Component
class SupplyDueWork implements DueHandler {
    private final SupplyQueries supplies;
    private final FulfillmentQueries parts;
    private final Catalogs catalogs;
    private final Ids ids;
    private final Clock clock;

    SupplyDueWork(SupplyQueries supplies, FulfillmentQueries parts, Catalogs catalogs, Ids ids, Clock clock) {
        this.supplies = supplies;
        this.parts = parts;
        this.catalogs = catalogs;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return DatedSupply.FOLLOW;
    }

    /** Where less comes than is promised, some let go before the others follow. */
    @Override
    public Mono<? extends Command<?>> effect(DueWork work) {
        Sku sku = AwaitedStock.sku(work.subject());
        UUID after = AwaitedStock.waiting(work.subject());
        return supplies.of(List.of(sku))
                .map(found -> found.stream().findFirst().flatMap(DatedSupply::overPromised))
                .flatMap(cut -> letGo(work, sku, cut))
                .switchIfEmpty(Mono.defer(() -> parts.backordered(sku, after, FollowSupply.AT_ONCE)
                        .map(turns -> command(work, sku, false, turns))));
    }

    private Mono<FollowSupply> letGo(DueWork work, Sku sku, Optional<DatedSupply.Line> cut) {
        return Mono.justOrEmpty(cut)
                .flatMap(line -> parts.promisedLast(sku, line.source().id(), FollowSupply.AT_ONCE))
                .filter(turns -> !turns.isEmpty())
                .map(turns -> command(work, sku, true, turns));
    }

    private FollowSupply command(DueWork work, Sku sku, boolean letting, List<FulfillmentOrder> turns) {
        return new FollowSupply(
                ids.next(), Actor.hub(work.id()), sku, letting, turns, catalogs.copy(), clock.instant());
    }
}
