package io.omnihub.customer;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class CustomerRows implements Rows<UUID, Customer> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "c.id, c.merged_into, c.name, c.held::text, c.created_at, c.erased_at, c.version";

    private static final String LOCK = "SELECT id FROM customer WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM customer c WHERE c.id = ANY($1::uuid[])";
    private static final String PUT = """
        INSERT INTO customer (id, merged_into, name, held, created_at, erased_at, version)
        SELECT id, merged_into, name, held::json, created_at, erased_at, version
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], string_to_array($4, chr(30)), $5::timestamptz[], $6::timestamptz[],
            $7::bigint[]) AS c (id, merged_into, name, held, created_at, erased_at, version)
        ON CONFLICT (id) DO UPDATE SET merged_into = excluded.merged_into, name = excluded.name, held = excluded.held,
            erased_at = excluded.erased_at, version = excluded.version
        """;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

    @Override
    public Table<UUID, Customer> table() {
        return Customer.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, Customer> found) {
        return List.of(Statement.query(
                LOAD, row -> found.accept(Columns.uuid(row, 0), read(row)), Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, Customer>> rows, Instant now) {
        List<Customer> customers = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                PUT,
                Columns.uuids(customers, Customer::id),
                Columns.values(customers, customer -> customer.mergedInto().orElse(null)),
                Columns.texts(customers, customer -> customer.name().orElse(null)),
                Columns.json(customers, customer -> JSON.writeValueAsString(customer.held())),
                Columns.values(customers, Customer::createdAt),
                Columns.values(customers, customer -> customer.erasedAt().orElse(null)),
                Columns.numbers(customers, Customer::version)));
    }

    static Customer read(Readable row) {
        return new Customer(
                Columns.uuid(row, 0),
                Columns.optional(row, 1, UUID.class),
                Columns.optional(row, 2, String.class),
                JSON.readValue(Columns.text(row, 3), COUNTS),
                Columns.instant(row, 4),
                Columns.optional(row, 5, Instant.class),
                Columns.number(row, 6));
    }
}
