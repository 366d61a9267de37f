package io.omnihub.transfer;

import io.omnihub.engine.Columns;
import io.omnihub.engine.FoundId;
import io.omnihub.engine.OwnedLine;
import io.omnihub.inventory.Counter;
import io.omnihub.inventory.CounterProof;
import io.omnihub.inventory.InboundUnits;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads transfers, and holds the ledger to their lines. */
@Configuration(proxyBeanMethods = false)
public class TransferQueries {
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    private static final String FIND = """
        SELECT t.id, (SELECT count(*) FROM transfer_line l WHERE l.transfer_id = t.id)::int
        FROM transfer_order t
        WHERE t.id < $1 AND ($2 = '' OR t.source = $2) AND ($3 = '' OR t.destination = $3)
            AND ($4 = '' OR t.source = $4 OR t.destination = $4) AND ($5 = '' OR t.state = $5)
        ORDER BY t.id DESC LIMIT $6
        """;

    private static final String OPEN = Arrays.stream(TransferState.values())
            .filter(TransferState::isOpen)
            .map(state -> "'" + state.wire() + "'")
            .collect(Collectors.joining(", "));

    private final DatabaseClient database;

    TransferQueries(DatabaseClient database) {
        this.database = database;
    }

    public Mono<TransferOrder> transfer(UUID id) {
        return transfers(List.of(id))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    /** The newest first; a page's cursor is the id of its last one. */
    public Mono<Page<TransferOrder>> page(TransferFilter filter) {
        return FoundId.page(
                database.sql(FIND)
                        .bind(0, filter.after().orElse(LAST_POSSIBLE))
                        .bind(1, text(filter.source()))
                        .bind(2, text(filter.destination()))
                        .bind(3, text(filter.either()))
                        .bind(4, filter.state().map(TransferState::wire).orElse(""))
                        .bind(5, filter.limit() + 1),
                filter.limit(),
                this::transfers);
    }

    private static String text(Optional<LocationCode> location) {
        return location.map(LocationCode::value).orElse("");
    }

    /** The newest first. */
    private Mono<List<TransferOrder>> transfers(List<UUID> ids) {
        return database.sql(TransferRows.NEWEST_FIRST)
                .bind(0, Columns.uuids(ids, id -> id))
                .map(TransferRows::read)
                .all()
                .collectList()
                .map(lines -> OwnedLine.gather(lines, TransferOrder::id, TransferOrder::withLines));
    }

    @Bean
    static CounterProof unitsToSend() {
        return new CounterProof(Counter.ALLOCATED, """
            SELECT l.sku, t.source, l.quantity - l.shipped
            FROM transfer_order t JOIN transfer_line l ON l.transfer_id = t.id WHERE t.state IN (%s)
            """.formatted(OPEN));
    }

    /** Once nothing more is to come they are the fulfilment order's own. */
    @Bean
    static CounterProof unitsThatWaitForOthers() {
        return new CounterProof(Counter.ALLOCATED, """
            SELECT l.sku, t.destination, least(l.accepted + l.excess, coalesce(l.wanted, l.quantity))
            FROM transfer_order t JOIN transfer_line l ON l.transfer_id = t.id
            WHERE t.fulfillment_order_id IS NOT NULL AND t.state IN (%s)
            """.formatted(OPEN));
    }

    @Bean
    static CounterProof unitsOnTheirWay() {
        return new CounterProof(Counter.IN_TRANSIT, """
            SELECT l.sku, t.destination, l.shipped - l.accepted - l.rejected - l.lost
            FROM transfer_order t JOIN transfer_line l ON l.transfer_id = t.id WHERE t.state IN (%s)
            """.formatted(OPEN));
    }

    /** What is to come to a shelf, and what a draft is to take from one; what a customer waits for is for no shelf. */
    @Bean
    static InboundUnits unitsToCome() {
        return new InboundUnits("""
            SELECT l.sku, t.destination, l.quantity - l.accepted - l.rejected - l.lost, t.expected_at
            FROM transfer_order t JOIN transfer_line l ON l.transfer_id = t.id
            WHERE t.fulfillment_order_id IS NULL AND t.state IN ('%1$s', %2$s)
            UNION ALL
            SELECT l.sku, t.source, -l.quantity, NULL
            FROM transfer_order t JOIN transfer_line l ON l.transfer_id = t.id WHERE t.state = '%1$s'
            """.formatted(TransferState.DRAFT.wire(), OPEN));
    }
}
