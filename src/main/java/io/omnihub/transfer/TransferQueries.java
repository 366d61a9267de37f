package io.omnihub.transfer;

import io.omnihub.inventory.Counter;
import io.omnihub.inventory.CounterProof;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Holds the ledger's allocations to the lines of transfers. */
@Configuration(proxyBeanMethods = false)
class TransferQueries {
    @Bean
    static CounterProof unitsOfTransfers() {
        return new CounterProof(Counter.ALLOCATED, """
            SELECT l.sku, t.source, l.quantity
            FROM transfer_order t JOIN transfer_line l ON l.transfer_id = t.id
            WHERE t.state = 'approved'
            """);
    }
}
