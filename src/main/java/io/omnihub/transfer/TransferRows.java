package io.omnihub.transfer;

import io.omnihub.engine.Columns;
import io.omnihub.engine.OwnedLine;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class TransferRows implements Rows<UUID, TransferOrder> {
    private static final String LOCK =
            "SELECT id FROM transfer_order WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";

    /** One row per line. */
    static final String LOAD = """
        SELECT t.id, t.source, t.destination, t.state, t.fulfillment_order_id, t.created_at, t.expected_at,
            l.line_number, l.sku, l.quantity
        FROM transfer_order t JOIN transfer_line l ON l.transfer_id = t.id
        WHERE t.id = ANY($1::uuid[]) ORDER BY t.id, l.line_number
        """;

    private static final String INSERT = """
        WITH made AS (
            INSERT INTO transfer_order (id, source, destination, state, fulfillment_order_id, created_at, expected_at)
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[],
                $7::timestamptz[])
        )
        INSERT INTO transfer_line (transfer_id, line_number, sku, quantity)
        SELECT * FROM unnest($8::uuid[], $9::int[], $10::text[], $11::bigint[])
        """;

    private static final String UPDATE_ORDERS = """
        UPDATE transfer_order t SET state = c.state
        FROM unnest($1::uuid[], $2::text[]) AS c (id, state) WHERE t.id = c.id
        """;
    private static final String UPDATE_LINES = """
        UPDATE transfer_line l SET quantity = c.quantity
        FROM unnest($1::uuid[], $2::int[], $3::bigint[]) AS c (transfer_id, line_number, quantity)
        WHERE l.transfer_id = c.transfer_id AND l.line_number = c.line_number AND l.quantity <> c.quantity
        """;

    @Override
    public Table<UUID, TransferOrder> table() {
        return TransferOrder.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, TransferOrder> found) {
        return List.of(Statement.gather(
                LOAD,
                TransferRows::read,
                lines -> OwnedLine.gather(lines, TransferOrder::withLines)
                        .forEach(transfer -> found.accept(transfer.id(), transfer)),
                Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, TransferOrder>> rows, Instant now) {
        return Rows.insertOrUpdate(rows, made -> List.of(insert(made)), TransferRows::update);
    }

    private static Statement insert(List<TransferOrder> transfers) {
        List<OwnedLine<TransferOrder, TransferOrder.Line>> lines = lines(transfers);
        return Statement.update(
                INSERT,
                Columns.uuids(transfers, TransferOrder::id),
                Columns.texts(transfers, transfer -> transfer.source().value()),
                Columns.texts(transfers, transfer -> transfer.destination().value()),
                Columns.texts(transfers, transfer -> transfer.state().wire()),
                Columns.uuids(transfers, TransferOrder::fulfillmentOrderId),
                Columns.values(transfers, TransferOrder::createdAt),
                Columns.values(transfers, TransferOrder::expectedAt),
                Columns.uuids(lines, line -> line.owner().id()),
                Columns.numbers(lines, line -> line.line().lineNumber()),
                Columns.texts(lines, line -> line.line().sku().value()),
                Columns.numbers(lines, line -> line.line().quantity()));
    }

    private static List<Statement> update(List<TransferOrder> transfers) {
        List<OwnedLine<TransferOrder, TransferOrder.Line>> lines = lines(transfers);
        return List.of(
                Statement.update(
                        UPDATE_ORDERS,
                        Columns.uuids(transfers, TransferOrder::id),
                        Columns.texts(transfers, transfer -> transfer.state().wire())),
                Statement.update(
                        UPDATE_LINES,
                        Columns.uuids(lines, line -> line.owner().id()),
                        Columns.numbers(lines, line -> line.line().lineNumber()),
                        Columns.numbers(lines, line -> line.line().quantity())));
    }

    private static List<OwnedLine<TransferOrder, TransferOrder.Line>> lines(List<TransferOrder> transfers) {
        return OwnedLine.of(transfers, TransferOrder::lines);
    }

    static OwnedLine<TransferOrder, TransferOrder.Line> read(Readable row) {
        var owner = new TransferOrder(
                Columns.uuid(row, 0),
                new LocationCode(Columns.text(row, 1)),
                new LocationCode(Columns.text(row, 2)),
                Wire.parse(TransferState.class, Columns.text(row, 3)),
                Columns.uuid(row, 4),
                Columns.instant(row, 5),
                Columns.instant(row, 6),
                List.of());
        return new OwnedLine<>(
                owner,
                new TransferOrder.Line(Columns.integer(row, 7), new Sku(Columns.text(row, 8)), Columns.number(row, 9)));
    }
}
