package io.omnihub.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class RecipientRows implements Rows<UUID, OrderRecipient> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "order_id, name, email, phone, delivery::text, collected::text";

    static final int COLUMN_COUNT = COLUMNS.split(",").length;

    private static final String INSERT = """
        INSERT INTO order_recipient (order_id, name, email, phone, delivery)
        SELECT order_id, name, email, phone, delivery::json
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], string_to_array($5, chr(30)))
            AS r (order_id, name, email, phone, delivery)
        """;

    private static final String UPDATE = """
        UPDATE order_recipient r SET name = c.name, email = c.email, phone = c.phone, delivery = c.delivery::json
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], string_to_array($5, chr(30)))
            AS c (order_id, name, email, phone, delivery)
        WHERE r.order_id = c.order_id
        """;

    private static final String LOAD = "SELECT %s FROM order_recipient WHERE order_id = ANY($1)".formatted(COLUMNS);

    /** A delivery by its method's name, and who else may collect it. */
    private record Stored(
            String method,
            Optional<Recipient.Address> address,
            Optional<String> location,
            Optional<GeoPoint> near,
            Optional<Double> maxDistanceKm,
            Optional<String> collector) {
        static Stored of(Recipient recipient) {
            Optional<String> collector = recipient.collector();
            return switch (recipient.delivery()) {
                case Delivery.Ship(var address) ->
                    new Stored(
                            SHIP,
                            Optional.of(address),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            collector);
                case Delivery.Pickup(var location) ->
                    new Stored(
                            PICKUP,
                            Optional.empty(),
                            Optional.of(location.value()),
                            Optional.empty(),
                            Optional.empty(),
                            collector);
                case Delivery.PickupNearest(var near, var maxDistanceKm) ->
                    new Stored(
                            PICKUP_NEAREST,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(near),
                            maxDistanceKm,
                            collector);
            };
        }

        Delivery delivery() {
            return switch (method) {
                case SHIP -> new Delivery.Ship(address.orElseThrow());
                case PICKUP -> new Delivery.Pickup(new LocationCode(location.orElseThrow()));
                case PICKUP_NEAREST -> new Delivery.PickupNearest(near.orElseThrow(), maxDistanceKm);
                default -> throw new IllegalStateException("no delivery is called " + method);
            };
        }
    }

    private static final TypeReference<List<Recipient.Collected>> COLLECTED = new TypeReference<>() {};
    private static final String SHIP = "ship";
    private static final String PICKUP = "pickup";
    private static final String PICKUP_NEAREST = "pickup-nearest";

    private final JsonMapper json;

    RecipientRows(JsonMapper json) {
        this.json = json.rebuild()
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .build();
    }

    @Override
    public Table<UUID, OrderRecipient> table() {
        return OrderRecipient.TABLE;
    }

    @Override
    public List<Statement> load(Collection<UUID> orderIds, BiConsumer<UUID, OrderRecipient> found) {
        return List.of(Statement.query(
                LOAD,
                row -> {
                    OrderRecipient recipient = read(row);
                    found.accept(recipient.orderId(), recipient);
                },
                Columns.uuids(orderIds, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, OrderRecipient>> rows, Instant now) {
        return Rows.insertOrUpdate(
                rows, placed -> List.of(statement(INSERT, placed)), changed -> List.of(statement(UPDATE, changed)));
    }

    private Statement statement(String sql, List<OrderRecipient> recipients) {
        return Statement.update(
                sql,
                Columns.uuids(recipients, OrderRecipient::orderId),
                Columns.texts(recipients, row -> row.recipient().name().orElse(null)),
                Columns.texts(recipients, row -> row.recipient().email().orElse(null)),
                Columns.texts(recipients, row -> row.recipient().phone().orElse(null)),
                Columns.json(recipients, row -> json.writeValueAsString(Stored.of(row.recipient()))));
    }

    OrderRecipient read(Readable row) {
        return read(row, 0);
    }

    /** @param first where the columns begin in the row */
    OrderRecipient read(Readable row, int first) {
        Stored stored = json.readValue(Columns.text(row, first + 4), Stored.class);
        return new OrderRecipient(
                Columns.uuid(row, first),
                new Recipient(
                        Columns.optional(row, first + 1, String.class),
                        Columns.optional(row, first + 2, String.class),
                        Columns.optional(row, first + 3, String.class),
                        stored.delivery(),
                        stored.collector(),
                        Columns.optional(row, first + 5, String.class)
                                .map(text -> json.readValue(text, COLLECTED))
                                .orElse(List.of())));
    }
}
