package io.omnihub.fulfillment;

import io.omnihub.inventory.Counter;
import io.omnihub.inventory.CounterProof;
import java.util.Collection;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads fulfilment orders, and holds the ledger's allocations to their lines. */
@Component
public class FulfillmentOrders {
    private final FulfillmentQueries queries;

    FulfillmentOrders(FulfillmentQueries queries) {
        this.queries = queries;
    }

    /** The fulfilment of each of these orders that has any. */
    public Flux<OrderFulfillment> ofOrders(Collection<UUID> orderIds) {
        return queries.ofOrders(orderIds);
    }

    @Bean
    static CounterProof allocatedUnits() {
        return new CounterProof(Counter.ALLOCATED, """
            SELECT l.sku, f.location, l.quantity
            FROM fulfillment_order f JOIN fulfillment_order_line l ON l.fulfillment_order_id = f.id
            WHERE f.state = 'allocated'
            """);
    }
}
