package io.omnihub.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class RecipientRows implements LogRows<OrderRecipient> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "order_id, name, email, phone, delivery::text";

    private static final String INSERT = """
        INSERT INTO order_recipient (order_id, name, email, phone, delivery)
        SELECT order_id, name, email, phone, delivery::json
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
            AS r (order_id, name, email, phone, delivery)
        """;

    private final JsonMapper json;

    RecipientRows(JsonMapper json) {
        this.json = json.rebuild()
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .build();
    }

    @Override
    public Log<OrderRecipient> log() {
        return OrderRecipient.LOG;
    }

    @Override
    public List<Statement> append(List<OrderRecipient> recipients, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.uuids(recipients, OrderRecipient::orderId),
                Columns.texts(recipients, row -> row.recipient().name().orElse(null)),
                Columns.texts(recipients, row -> row.recipient().email().orElse(null)),
                Columns.texts(recipients, row -> row.recipient().phone().orElse(null)),
                Columns.texts(
                        recipients,
                        row -> json.writeValueAsString(row.recipient().address()))));
    }

    OrderRecipient read(Readable row) {
        UUID orderId = Columns.uuid(row, 0);
        return new OrderRecipient(
                orderId,
                new Recipient(
                        Columns.optional(row, 1, String.class),
                        Columns.optional(row, 2, String.class),
                        Columns.optional(row, 3, String.class),
                        json.readValue(Columns.text(row, 4), Recipient.Address.class)));
    }
}
