package io.omnihub.fulfillment;

import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
class FulfillmentQueries {
    private final DatabaseClient database;

    FulfillmentQueries(DatabaseClient database) {
        this.database = database;
    }

    Flux<OrderFulfillment> ofOrders(Collection<UUID> orderIds) {
        return FulfillmentRows.assemble(database.sql(FulfillmentRows.LOAD)
                .bind(0, orderIds.toArray(UUID[]::new))
                .map(FulfillmentRows::read)
                .all());
    }
}
