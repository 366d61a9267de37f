package io.omnihub.customer;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** A key that is nobody's, and not blocked, is no row: it is personal data that nothing is known by. */
@Component
class IdentityRows implements Rows<IdentityKey, Identity> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS =
            "i.type, i.value, i.id, i.customer_id, i.blocked, i.source, i.verified_at, i.linked_at";

    private static final String CREATE = """
        INSERT INTO customer_identity (type, value)
        SELECT * FROM unnest($1::text[], $2::text[]) AS c (type, value) ORDER BY type, value
        ON CONFLICT DO NOTHING
        """;
    private static final String WANTED = """
        FROM unnest($1::text[], $2::text[]) AS wanted (type, value)
        JOIN customer_identity i ON i.type = wanted.type AND i.value = wanted.value
        """;
    private static final String LOCK = "SELECT i.type, i.value " + WANTED + " ORDER BY i.type, i.value FOR UPDATE OF i";
    private static final String LOAD = "SELECT " + COLUMNS + " " + WANTED;
    private static final String PUT = """
        INSERT INTO customer_identity (type, value, id, customer_id, blocked, source, verified_at, linked_at)
        SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::boolean[], $6::text[], $7::timestamptz[],
            $8::timestamptz[])
        ON CONFLICT (type, value) DO UPDATE SET customer_id = excluded.customer_id, blocked = excluded.blocked,
            source = excluded.source, verified_at = excluded.verified_at, linked_at = excluded.linked_at
        """;
    private static final String DELETE = """
        DELETE FROM customer_identity i USING unnest($1::text[], $2::text[]) AS gone (type, value)
        WHERE i.type = gone.type AND i.value = gone.value
        """;

    @Override
    public Table<IdentityKey, Identity> table() {
        return Identity.TABLE;
    }

    @Override
    public List<Statement> create(Collection<IdentityKey> keys) {
        return List.of(Statement.update(CREATE, types(keys), values(keys)));
    }

    @Override
    public Statement lock(Collection<IdentityKey> keys, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(key(row)), types(keys), values(keys));
    }

    @Override
    public List<Statement> load(Collection<IdentityKey> keys, BiConsumer<IdentityKey, Identity> found) {
        return List.of(Statement.query(LOAD, row -> found.accept(key(row), read(row)), types(keys), values(keys)));
    }

    @Override
    public List<Statement> write(List<Changed<IdentityKey, Identity>> rows, Instant now) {
        List<Identity> kept = new ArrayList<>();
        List<IdentityKey> gone = new ArrayList<>();
        for (Changed<IdentityKey, Identity> row : rows) {
            if (row.after().owner().isEmpty() && !row.after().blocked()) {
                gone.add(row.key());
            } else {
                kept.add(row.after());
            }
        }
        List<Statement> statements = new ArrayList<>();
        if (!kept.isEmpty()) {
            statements.add(put(kept));
        }
        if (!gone.isEmpty()) {
            statements.add(Statement.update(DELETE, types(gone), values(gone)));
        }
        return statements;
    }

    private static Statement put(List<Identity> identities) {
        return Statement.update(
                PUT,
                Columns.texts(identities, identity -> identity.key().type().wire()),
                Columns.texts(identities, identity -> identity.key().value()),
                Columns.uuids(identities, Identity::id),
                Columns.values(identities, identity -> identity.owner().orElse(null)),
                Columns.values(identities, Identity::blocked),
                Columns.texts(
                        identities,
                        identity -> identity.source().map(ChannelCode::value).orElse(null)),
                Columns.values(identities, identity -> identity.verifiedAt().orElse(null)),
                Columns.values(identities, identity -> identity.linkedAt().orElse(null)));
    }

    private static String types(Collection<IdentityKey> keys) {
        return Columns.texts(keys, key -> key.type().wire());
    }

    private static String values(Collection<IdentityKey> keys) {
        return Columns.texts(keys, IdentityKey::value);
    }

    private static IdentityKey key(Readable row) {
        return new IdentityKey(Wire.parse(IdentityType.class, Columns.text(row, 0)), Columns.text(row, 1));
    }

    static Identity read(Readable row) {
        return new Identity(
                key(row),
                Columns.uuid(row, 2),
                Columns.optional(row, 3, UUID.class),
                Columns.flag(row, 4),
                Columns.optional(row, 5, String.class).map(ChannelCode::new),
                Columns.optional(row, 6, Instant.class),
                Columns.optional(row, 7, Instant.class));
    }
}
