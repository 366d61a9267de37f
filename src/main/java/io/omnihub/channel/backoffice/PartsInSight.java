package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.order.Orders;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds a fulfilment order for whoever it concerns: by its location, or by its order's channel. */
@Component
class PartsInSight {
    private final FulfillmentQueries parts;
    private final Orders orders;

    PartsInSight(FulfillmentQueries parts, Orders orders) {
        this.parts = parts;
        this.orders = orders;
    }

    /** To anybody else it is {@code not-found}. */
    Mono<FulfillmentOrder> find(UUID id, Caller caller) {
        return parts.fulfillmentOrder(id)
                .filterWhen(part -> isInSight(part, caller))
                .switchIfEmpty(Mono.error(PartsInSight::notFound));
    }

    static RuntimeException notFound() {
        return Refusals.notFound("There is no such fulfilment order.");
    }

    private Mono<Boolean> isInSight(FulfillmentOrder part, Caller caller) {
        return caller.scope().channel().isPresent()
                ? orders.channel(part.orderId()).map(caller::sees)
                : Mono.just(caller.seesEverything()
                        || part.location().filter(caller::sees).isPresent());
    }
}
