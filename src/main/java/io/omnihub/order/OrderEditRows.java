package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class OrderEditRows implements LogRows<OrderEdit> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "id, order_id, reason, actor, edited_at, lines::text, delivery, customer";

    private static final String INSERT = """
        INSERT INTO order_edit (id, order_id, reason, actor, edited_at, lines, delivery, customer)
        SELECT id, order_id, reason, actor, $8, lines::json, delivery, customer
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::boolean[], $7::boolean[])
            AS e (id, order_id, reason, actor, lines, delivery, customer)
        """;
    private static final TypeReference<List<Stored>> LINES = new TypeReference<>() {};

    /** A line as it is kept. */
    private record Stored(int lineNumber, String sku, long before, long after) {}

    private final JsonMapper json;

    OrderEditRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Log<OrderEdit> log() {
        return OrderEdit.LOG;
    }

    @Override
    public List<Statement> append(List<OrderEdit> edits, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.uuids(edits, OrderEdit::id),
                Columns.uuids(edits, OrderEdit::orderId),
                Columns.texts(edits, edit -> edit.reason().orElse(null)),
                Columns.uuids(edits, OrderEdit::actor),
                Columns.texts(
                        edits,
                        edit -> json.writeValueAsString(edit.lines().stream()
                                .map(line ->
                                        new Stored(line.lineNumber(), line.sku().value(), line.before(), line.after()))
                                .toList())),
                Columns.values(edits, OrderEdit::delivery),
                Columns.values(edits, OrderEdit::customer),
                now));
    }

    OrderEdit read(Readable row) {
        return new OrderEdit(
                Columns.uuid(row, 0),
                Columns.uuid(row, 1),
                Columns.optional(row, 2, String.class),
                Columns.uuid(row, 3),
                Columns.instant(row, 4),
                json.readValue(Columns.text(row, 5), LINES).stream()
                        .map(line ->
                                new OrderEdit.Line(line.lineNumber(), new Sku(line.sku()), line.before(), line.after()))
                        .toList(),
                Columns.flag(row, 6),
                Columns.flag(row, 7));
    }
}
