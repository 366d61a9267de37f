package io.omnihub.hold;

import io.omnihub.inventory.Counter;
import io.omnihub.inventory.CounterProof;
import io.omnihub.inventory.HeldUntil;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads holds, and holds the ledger's held units to their lines. */
@Configuration(proxyBeanMethods = false)
class HoldQueries {
    private static final String BY_ID = """
        SELECT %s FROM hold h JOIN hold_line l ON l.hold_id = h.id WHERE h.id = $1 ORDER BY l.line_number
        """.formatted(HoldRows.COLUMNS);

    private final DatabaseClient database;

    HoldQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Hold> hold(UUID id) {
        return database.sql(BY_ID)
                .bind(0, id)
                .map(HoldRows::read)
                .all()
                .collectList()
                .map(HoldRows::assemble)
                .flatMap(holds -> Mono.justOrEmpty(holds.stream().findFirst()));
    }

    @Bean
    static CounterProof heldUnits() {
        return new CounterProof(Counter.HELD, "SELECT sku, location, quantity FROM hold_line WHERE freed_at IS NULL");
    }

    @Bean
    static HeldUntil heldUntil() {
        return new HeldUntil("SELECT sku, location, quantity, expires_at FROM hold_line WHERE freed_at IS NULL");
    }
}
