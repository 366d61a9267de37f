package io.omnihub.transfer;

import io.omnihub.engine.Columns;
import io.omnihub.engine.OwnedLine;
import io.omnihub.inventory.Counter;
import io.omnihub.inventory.CounterProof;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads transfers, and holds the ledger's allocations to their lines. */
@Configuration(proxyBeanMethods = false)
public class TransferQueries {
    private final DatabaseClient database;

    TransferQueries(DatabaseClient database) {
        this.database = database;
    }

    public Mono<TransferOrder> transfer(UUID id) {
        return database.sql(TransferRows.LOAD)
                .bind(0, Columns.uuids(List.of(id), one -> one))
                .map(TransferRows::read)
                .all()
                .collectList()
                .flatMap(lines -> Mono.justOrEmpty(OwnedLine.gather(lines, TransferOrder::withLines).stream()
                        .findFirst()));
    }

    @Bean
    static CounterProof unitsOfTransfers() {
        return new CounterProof(Counter.ALLOCATED, """
            SELECT l.sku, t.source, l.quantity
            FROM transfer_order t JOIN transfer_line l ON l.transfer_id = t.id
            WHERE t.state = 'approved'
            """);
    }
}
