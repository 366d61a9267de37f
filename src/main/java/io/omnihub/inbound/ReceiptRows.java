package io.omnihub.inbound;

import io.omnihub.engine.Columns;
import io.omnihub.engine.OwnedLine;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.inbound.ExpectedReceipt.Line;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class ReceiptRows implements Rows<String, ExpectedReceipt> {
    private static final String LOCK = """
        SELECT reference FROM expected_receipt WHERE reference = ANY($1::text[]) ORDER BY reference FOR UPDATE
        """;

    /** One row per line. */
    private static final String LINES = """
        SELECT r.id, r.reference, r.supplier_reference, r.location, r.state, r.expected_at, r.overdue, r.created_at,
            r.version, l.sku, l.quantity, l.received
        FROM expected_receipt r JOIN expected_receipt_line l ON l.receipt_id = r.id
        """;

    private static final String LOAD = LINES + "WHERE r.reference = ANY($1::text[]) ORDER BY r.reference, l.sku";
    static final String BY_IDS = LINES + "WHERE r.id = ANY($1::uuid[]) ORDER BY r.id DESC, l.sku";
    static final String BY_REFERENCE = LINES + "WHERE r.reference = $1 ORDER BY l.sku";

    private static final String INSERT = """
        INSERT INTO expected_receipt (id, reference, supplier_reference, location, state, expected_at, overdue, created_at,
            version)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::boolean[],
            $8::timestamptz[], $9::bigint[])
        """;
    private static final String UPDATE = """
        UPDATE expected_receipt r SET supplier_reference = c.supplier_reference, state = c.state,
            expected_at = c.expected_at, overdue = c.overdue, version = c.version
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::boolean[], $6::bigint[])
            AS c (id, supplier_reference, state, expected_at, overdue, version)
        WHERE r.id = c.id
        """;
    private static final String PUT_LINES = """
        INSERT INTO expected_receipt_line (receipt_id, sku, quantity, received)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[])
        ON CONFLICT (receipt_id, sku) DO UPDATE SET quantity = excluded.quantity, received = excluded.received
        """;

    @Override
    public Table<String, ExpectedReceipt> table() {
        return ExpectedReceipt.TABLE;
    }

    @Override
    public Statement lock(Collection<String> references, Consumer<Object> locked) {
        return Statement.query(
                LOCK, row -> locked.accept(Columns.text(row, 0)), Columns.texts(references, reference -> reference));
    }

    @Override
    public List<Statement> load(Collection<String> references, BiConsumer<String, ExpectedReceipt> found) {
        return List.of(Statement.gather(
                LOAD,
                ReceiptRows::read,
                lines -> assemble(lines).forEach(receipt -> found.accept(receipt.reference(), receipt)),
                Columns.texts(references, reference -> reference)));
    }

    /** A new one is inserted, not merged: where another replica was faster, the batch must look again. */
    @Override
    public List<Statement> write(List<Changed<String, ExpectedReceipt>> rows, Instant now) {
        return Rows.insertOrUpdate(
                rows,
                made -> List.of(insert(made), putLines(made)),
                changed -> List.of(update(changed), putLines(changed)));
    }

    private static Statement insert(List<ExpectedReceipt> receipts) {
        return Statement.update(
                INSERT,
                Columns.uuids(receipts, ExpectedReceipt::id),
                Columns.texts(receipts, ExpectedReceipt::reference),
                Columns.texts(receipts, receipt -> receipt.supplierReference().orElse(null)),
                Columns.texts(receipts, receipt -> receipt.location().value()),
                Columns.texts(receipts, receipt -> receipt.state().wire()),
                Columns.values(receipts, ExpectedReceipt::expectedAt),
                Columns.values(receipts, ExpectedReceipt::overdue),
                Columns.values(receipts, ExpectedReceipt::createdAt),
                Columns.numbers(receipts, ExpectedReceipt::version));
    }

    private static Statement update(List<ExpectedReceipt> receipts) {
        return Statement.update(
                UPDATE,
                Columns.uuids(receipts, ExpectedReceipt::id),
                Columns.texts(receipts, receipt -> receipt.supplierReference().orElse(null)),
                Columns.texts(receipts, receipt -> receipt.state().wire()),
                Columns.values(receipts, ExpectedReceipt::expectedAt),
                Columns.values(receipts, ExpectedReceipt::overdue),
                Columns.numbers(receipts, ExpectedReceipt::version));
    }

    private static Statement putLines(List<ExpectedReceipt> receipts) {
        List<OwnedLine<ExpectedReceipt, Line>> lines = OwnedLine.of(receipts, ExpectedReceipt::lines);
        return Statement.update(
                PUT_LINES,
                Columns.uuids(lines, line -> line.owner().id()),
                Columns.texts(lines, line -> line.line().sku().value()),
                Columns.numbers(lines, line -> line.line().quantity()),
                Columns.numbers(lines, line -> line.line().received()));
    }

    /** Each line with its receipt, of which it is the only one. */
    static OwnedLine<ExpectedReceipt, Line> read(Readable row) {
        var line = new Line(new Sku(Columns.text(row, 9)), Columns.number(row, 10), Columns.number(row, 11));
        var receipt = new ExpectedReceipt(
                Columns.uuid(row, 0),
                Columns.text(row, 1),
                Columns.optional(row, 2, String.class),
                new LocationCode(Columns.text(row, 3)),
                Wire.parse(ReceiptState.class, Columns.text(row, 4)),
                Columns.instant(row, 5),
                List.of(line),
                Columns.flag(row, 6),
                Columns.instant(row, 7),
                Columns.number(row, 8));
        return new OwnedLine<>(receipt, line);
    }

    static List<ExpectedReceipt> assemble(List<OwnedLine<ExpectedReceipt, Line>> lines) {
        return OwnedLine.gather(lines, ExpectedReceipt::id, ExpectedReceipt::withLines);
    }
}
