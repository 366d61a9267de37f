package io.omnihub.fulfillment;

import io.omnihub.engine.Sql;
import io.omnihub.inventory.Counter;
import io.omnihub.inventory.CounterProof;
import io.r2dbc.spi.Connection;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Reads fulfilment orders, and holds the ledger's allocations to their lines. */
@Configuration(proxyBeanMethods = false)
public class FulfillmentQueries {
    /** The fulfilment of each of these orders that has any, on the connection on which the orders are read as well. */
    public static Mono<List<OrderFulfillment>> ofOrders(Connection connection, Collection<UUID> orderIds) {
        return Sql.query(
                        connection, FulfillmentRows.LOAD, FulfillmentRows::read, (Object) orderIds.toArray(UUID[]::new))
                .collectList()
                .map(FulfillmentRows::assemble);
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
