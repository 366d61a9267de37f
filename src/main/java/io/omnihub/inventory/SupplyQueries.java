package io.omnihub.inventory;

import io.omnihub.engine.Columns;
import io.omnihub.kernel.Sku;
import java.util.Collection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads what is expected, and holds the ledger's allocations to what of it has come and waits. */
@Configuration(proxyBeanMethods = false)
public class SupplyQueries {
    private final DatabaseClient database;

    SupplyQueries(DatabaseClient database) {
        this.database = database;
    }

    /** Of those of the SKUs of which anything is expected, or promised. */
    public Mono<List<DatedSupply>> of(Collection<Sku> skus) {
        return database.sql(SupplyRows.LOAD)
                .bind(0, Columns.texts(skus, Sku::value))
                .map(SupplyRows::read)
                .all()
                .collectList()
                .map(SupplyRows::assemble);
    }

    @Bean
    static CounterProof unitsSetAside() {
        return new CounterProof(
                Counter.ALLOCATED, "SELECT sku, location, set_aside FROM supply_line WHERE set_aside > 0");
    }
}
