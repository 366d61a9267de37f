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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class TransferRows implements Rows<UUID, TransferOrder> {
    private static final String LOCK =
            "SELECT id FROM transfer_order WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";

    /** One row per line, the first one with how the transfer went. A line without a wanted quantity was made by an older release, for an order. */
    private static final String LINES = """
        SELECT t.id, t.reference, t.source, t.destination, t.state, t.fulfillment_order_id, t.return_of, t.reason,
            t.created_at, t.expected_at,
            CASE WHEN row_number() OVER (PARTITION BY t.id ORDER BY l.line_number) = 1 THEN t.handling::text END, t.version,
            l.line_number, l.sku, l.quantity, l.shipped, l.accepted, l.rejected, l.lost, l.excess,
            coalesce(l.wanted, l.quantity)
        FROM transfer_order t JOIN transfer_line l ON l.transfer_id = t.id
        WHERE t.id = ANY($1::uuid[])
        """;

    static final String LOAD = LINES + "ORDER BY t.id, l.line_number";
    static final String NEWEST_FIRST = LINES + "ORDER BY t.id DESC, l.line_number";

    private static final String INSERT = """
        WITH made AS (
            INSERT INTO transfer_order (id, reference, source, destination, state, fulfillment_order_id, return_of, reason,
                created_at, expected_at, handling, version)
            SELECT m.id, m.reference, m.source, m.destination, m.state, m.part, m.return_of, m.reason, m.created_at,
                m.expected_at, m.handling::json, m.version
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::text[],
                $9::timestamptz[], $10::timestamptz[], $11::text[], $12::bigint[])
                AS m (id, reference, source, destination, state, part, return_of, reason, created_at, expected_at,
                    handling, version)
        )
        INSERT INTO transfer_line (transfer_id, line_number, sku, quantity, shipped, wanted)
        SELECT * FROM unnest($13::uuid[], $14::int[], $15::text[], $16::bigint[], $17::bigint[], $18::bigint[])
        """;

    private static final String UPDATE_ORDERS = """
        UPDATE transfer_order t SET state = c.state, expected_at = c.expected_at, handling = c.handling::json,
            version = c.version
        FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::bigint[])
            AS c (id, state, expected_at, handling, version)
        WHERE t.id = c.id
        """;
    private static final String UPDATE_LINES = """
        UPDATE transfer_line l SET quantity = c.quantity, shipped = c.shipped, accepted = c.accepted,
            rejected = c.rejected, lost = c.lost, excess = c.excess, wanted = c.wanted
        FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
            $8::bigint[], $9::bigint[])
            AS c (transfer_id, line_number, quantity, shipped, accepted, rejected, lost, excess, wanted)
        WHERE l.transfer_id = c.transfer_id AND l.line_number = c.line_number
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
                lines -> OwnedLine.gather(lines, TransferOrder::id, TransferOrder::withLines)
                        .forEach(transfer -> found.accept(transfer.id(), transfer)),
                Columns.uuids(ids, id -> id)));
    }

    /** Of many lines mostly one has changed: what is received is scanned one by one. */
    @Override
    public List<Statement> write(List<Changed<UUID, TransferOrder>> rows, Instant now) {
        List<TransferOrder> made = new ArrayList<>();
        List<TransferOrder> changed = new ArrayList<>();
        List<OwnedLine<UUID, TransferLine>> lines = new ArrayList<>();
        for (Changed<UUID, TransferOrder> row : rows) {
            (row.before().isEmpty() ? made : changed).add(row.after());
            row.before().ifPresent(before -> lines.addAll(changed(before, row.after())));
        }
        return Rows.insertOrUpdate(made, changed, all -> List.of(insert(all)), all -> update(all, lines));
    }

    /** A transfer keeps its lines, and their order. */
    private static List<OwnedLine<UUID, TransferLine>> changed(TransferOrder before, TransferOrder after) {
        List<OwnedLine<UUID, TransferLine>> lines = new ArrayList<>();
        for (int i = 0; i < after.lines().size(); i++) {
            if (!after.lines().get(i).equals(before.lines().get(i))) {
                lines.add(new OwnedLine<>(after.id(), after.lines().get(i)));
            }
        }
        return lines;
    }

    private static Statement insert(List<TransferOrder> transfers) {
        List<OwnedLine<TransferOrder, TransferLine>> lines = OwnedLine.of(transfers, TransferOrder::lines);
        return Statement.update(
                INSERT,
                Columns.uuids(transfers, TransferOrder::id),
                Columns.texts(transfers, transfer -> transfer.reference().orElse(null)),
                Columns.texts(transfers, transfer -> transfer.source().value()),
                Columns.texts(transfers, transfer -> transfer.destination().value()),
                Columns.texts(transfers, transfer -> transfer.state().wire()),
                Columns.values(
                        transfers, transfer -> transfer.fulfillmentOrderId().orElse(null)),
                Columns.values(transfers, transfer -> transfer.returnOf().orElse(null)),
                Columns.texts(transfers, transfer -> transfer.reason().orElse(null)),
                Columns.values(transfers, TransferOrder::createdAt),
                Columns.values(transfers, transfer -> transfer.expectedAt().orElse(null)),
                handlings(transfers),
                Columns.numbers(transfers, TransferOrder::version),
                Columns.uuids(lines, line -> line.owner().id()),
                Columns.numbers(lines, line -> line.line().lineNumber()),
                Columns.texts(lines, line -> line.line().sku().value()),
                Columns.numbers(lines, line -> line.line().quantity()),
                Columns.numbers(lines, line -> line.line().shipped()),
                Columns.numbers(lines, line -> line.line().wanted()));
    }

    private static List<Statement> update(List<TransferOrder> transfers, List<OwnedLine<UUID, TransferLine>> lines) {
        return List.of(
                Statement.update(
                        UPDATE_ORDERS,
                        Columns.uuids(transfers, TransferOrder::id),
                        Columns.texts(transfers, transfer -> transfer.state().wire()),
                        Columns.values(
                                transfers, transfer -> transfer.expectedAt().orElse(null)),
                        handlings(transfers),
                        Columns.numbers(transfers, TransferOrder::version)),
                Statement.update(
                        UPDATE_LINES,
                        Columns.uuids(lines, OwnedLine::owner),
                        Columns.numbers(lines, line -> line.line().lineNumber()),
                        Columns.numbers(lines, line -> line.line().quantity()),
                        Columns.numbers(lines, line -> line.line().shipped()),
                        Columns.numbers(lines, line -> line.line().accepted()),
                        Columns.numbers(lines, line -> line.line().rejected()),
                        Columns.numbers(lines, line -> line.line().lost()),
                        Columns.numbers(lines, line -> line.line().excess()),
                        Columns.numbers(lines, line -> line.line().wanted())));
    }

    private static String handlings(List<TransferOrder> transfers) {
        return Columns.texts(
                transfers, transfer -> TransferJson.write(transfer.handling()).orElse(null));
    }

    static OwnedLine<TransferOrder, TransferLine> read(Readable row) {
        var owner = new TransferOrder(
                Columns.uuid(row, 0),
                Columns.optional(row, 1, String.class),
                new LocationCode(Columns.text(row, 2)),
                new LocationCode(Columns.text(row, 3)),
                Wire.parse(TransferState.class, Columns.text(row, 4)),
                Columns.optional(row, 5, UUID.class),
                Columns.optional(row, 6, UUID.class),
                Columns.optional(row, 7, String.class),
                Columns.instant(row, 8),
                Columns.optional(row, 9, Instant.class),
                handling(Columns.optional(row, 10, String.class)),
                List.of(),
                Columns.number(row, 11));
        return new OwnedLine<>(
                owner,
                new TransferLine(
                        Columns.integer(row, 12),
                        new Sku(Columns.text(row, 13)),
                        Columns.number(row, 14),
                        Columns.number(row, 15),
                        Columns.number(row, 16),
                        Columns.number(row, 17),
                        Columns.number(row, 18),
                        Columns.number(row, 19),
                        Columns.number(row, 20)));
    }

    private static TransferHandling handling(Optional<String> text) {
        return text.map(TransferJson::read).orElse(TransferHandling.NONE);
    }
}
