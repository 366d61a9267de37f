package io.omnihub.customer;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
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
class CustomerMergeRows implements Rows<UUID, CustomerMerge> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = """
        m.id, m.from_customer, m.into_customer, m.rule, m.actor, m.merged_at, m.survivor_name, m.undone_at\
        """;

    private static final String LOCK =
            "SELECT id FROM customer_merge WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM customer_merge m WHERE m.id = ANY($1::uuid[])";
    private static final String PUT = """
        INSERT INTO customer_merge (id, from_customer, into_customer, rule, actor, merged_at, survivor_name, undone_at)
        SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::timestamptz[], $7::text[],
            $8::timestamptz[])
        ON CONFLICT (id) DO UPDATE SET survivor_name = excluded.survivor_name, undone_at = excluded.undone_at
        """;

    @Override
    public Table<UUID, CustomerMerge> table() {
        return CustomerMerge.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, CustomerMerge> found) {
        return List.of(Statement.query(
                LOAD, row -> found.accept(Columns.uuid(row, 0), read(row)), Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, CustomerMerge>> rows, Instant now) {
        List<CustomerMerge> merges = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                PUT,
                Columns.uuids(merges, CustomerMerge::id),
                Columns.uuids(merges, CustomerMerge::from),
                Columns.uuids(merges, CustomerMerge::into),
                Columns.texts(merges, merge -> merge.rule().wire()),
                Columns.uuids(merges, CustomerMerge::actor),
                Columns.values(merges, CustomerMerge::at),
                Columns.texts(merges, merge -> merge.survivorName().orElse(null)),
                Columns.values(merges, merge -> merge.undoneAt().orElse(null))));
    }

    static CustomerMerge read(Readable row) {
        return new CustomerMerge(
                Columns.uuid(row, 0),
                Columns.uuid(row, 1),
                Columns.uuid(row, 2),
                Wire.parse(CustomerMerge.Rule.class, Columns.text(row, 3)),
                Columns.uuid(row, 4),
                Columns.instant(row, 5),
                Columns.optional(row, 6, String.class),
                Columns.optional(row, 7, Instant.class));
    }
}
