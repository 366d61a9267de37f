package io.omnihub.order;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import io.omnihub.fulfillment.RequestedUnits;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class CancellationRows implements LogRows<Cancellation> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS =
            "id, order_id, reason, actor, cancelled_at, lines::text, requested::text, refused::text";

    private static final String INSERT = """
        INSERT INTO order_cancellation (id, order_id, reason, actor, cancelled_at, lines, requested, refused)
        SELECT id, order_id, reason, actor, $8, lines::json, requested::json, refused::json
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[])
            AS c (id, order_id, reason, actor, lines, requested, refused)
        """;
    private static final TypeReference<List<Cancellation.Line>> LINES = new TypeReference<>() {};

    private static final TypeReference<List<RequestedUnits>> UNITS = new TypeReference<>() {};

    private final JsonMapper json;

    CancellationRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Log<Cancellation> log() {
        return Cancellation.LOG;
    }

    @Override
    public List<Statement> append(List<Cancellation> cancellations, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.uuids(cancellations, Cancellation::id),
                Columns.uuids(cancellations, Cancellation::orderId),
                Columns.texts(
                        cancellations, cancellation -> cancellation.reason().orElse(null)),
                Columns.uuids(cancellations, Cancellation::actor),
                Columns.texts(cancellations, cancellation -> json.writeValueAsString(cancellation.lines())),
                Columns.texts(
                        cancellations,
                        cancellation -> write(cancellation.requested()).orElse(null)),
                Columns.texts(
                        cancellations,
                        cancellation -> write(cancellation.refused()).orElse(null)),
                now));
    }

    Cancellation read(Readable row) {
        return new Cancellation(
                Columns.uuid(row, 0),
                Columns.uuid(row, 1),
                Columns.optional(row, 2, String.class),
                Columns.uuid(row, 3),
                Columns.instant(row, 4),
                json.readValue(Columns.text(row, 5), LINES),
                units(row, 6),
                units(row, 7));
    }

    private List<RequestedUnits> units(Readable row, int column) {
        return Columns.optional(row, column, String.class)
                .map(units -> json.readValue(units, UNITS))
                .orElse(List.of());
    }

    private Optional<String> write(List<RequestedUnits> units) {
        return units.isEmpty() ? Optional.empty() : Optional.of(json.writeValueAsString(units));
    }
}
