package io.omnihub.inbound;

import io.omnihub.engine.Columns;
import io.omnihub.engine.FoundId;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class ReceiptQueries {
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    private static final String FIND = """
        SELECT r.id, (SELECT count(*) FROM expected_receipt_line l WHERE l.receipt_id = r.id)::int FROM expected_receipt r
        WHERE r.id < $1 AND ($2 = '' OR r.location = $2) AND ($3 = '' OR r.state = $3)
            AND ($4 = '' OR EXISTS (SELECT FROM expected_receipt_line l WHERE l.receipt_id = r.id AND l.sku = $4))
        ORDER BY r.id DESC LIMIT $5
        """;

    private final DatabaseClient database;

    ReceiptQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<ExpectedReceipt> receipt(String reference) {
        return database.sql(ReceiptRows.BY_REFERENCE)
                .bind(0, reference)
                .map(ReceiptRows::read)
                .all()
                .collectList()
                .flatMap(lines ->
                        Mono.justOrEmpty(ReceiptRows.assemble(lines).stream().findFirst()));
    }

    Mono<ExpectedReceipt> receipt(UUID id) {
        return receipts(List.of(id))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    /** The newest first; a page's cursor is the id of its last one. */
    Mono<Page<ExpectedReceipt>> page(ReceiptFilter filter) {
        return FoundId.page(
                database.sql(FIND)
                        .bind(0, filter.after().orElse(LAST_POSSIBLE))
                        .bind(1, filter.location().map(LocationCode::value).orElse(""))
                        .bind(2, filter.state().map(ReceiptState::wire).orElse(""))
                        .bind(3, filter.sku().map(Sku::value).orElse(""))
                        .bind(4, filter.limit() + 1),
                filter.limit(),
                this::receipts);
    }

    /** The newest first. */
    private Mono<List<ExpectedReceipt>> receipts(List<UUID> ids) {
        return database.sql(ReceiptRows.BY_IDS)
                .bind(0, Columns.uuids(ids, id -> id))
                .map(ReceiptRows::read)
                .all()
                .collectList()
                .map(ReceiptRows::assemble);
    }
}
