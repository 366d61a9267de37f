package io.omnihub.access;

import io.omnihub.access.CallerKey.Previous;
import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
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
class CallerKeyRows implements Rows<UUID, CallerKey> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = """
        id, name, role, channel, location, encode(secret_hash, 'hex'), encode(previous_hash, 'hex'), previous_until,
        created_at, revoked_at\
        """;

    private static final String LOCK = "SELECT id FROM caller_key WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM caller_key WHERE id = ANY($1::uuid[])";
    private static final String WRITE = """
        INSERT INTO caller_key (id, name, role, channel, location, secret_hash, previous_hash, previous_until, created_at,
            revoked_at)
        SELECT id, name, role, channel, location, decode(secret_hash, 'hex'), decode(previous_hash, 'hex'), previous_until,
            created_at, revoked_at
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::timestamptz[], $9::timestamptz[], $10::timestamptz[])
            AS k (id, name, role, channel, location, secret_hash, previous_hash, previous_until, created_at, revoked_at)
        ON CONFLICT (id) DO UPDATE SET secret_hash = excluded.secret_hash, previous_hash = excluded.previous_hash,
            previous_until = excluded.previous_until, revoked_at = excluded.revoked_at
        """;

    @Override
    public Table<UUID, CallerKey> table() {
        return CallerKey.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, CallerKey> found) {
        return List.of(Statement.query(
                LOAD, row -> found.accept(Columns.uuid(row, 0), read(row)), Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, CallerKey>> rows, Instant now) {
        List<CallerKey> keys = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                WRITE,
                Columns.uuids(keys, CallerKey::id),
                Columns.texts(keys, CallerKey::name),
                Columns.texts(keys, key -> key.role().wire()),
                Columns.texts(
                        keys,
                        key -> key.scope().channel().map(ChannelCode::value).orElse(null)),
                Columns.texts(
                        keys,
                        key -> key.scope().location().map(LocationCode::value).orElse(null)),
                Columns.texts(keys, CallerKey::secretHash),
                Columns.texts(
                        keys, key -> key.previous().map(Previous::secretHash).orElse(null)),
                Columns.values(keys, key -> key.previous().map(Previous::until).orElse(null)),
                Columns.values(keys, CallerKey::createdAt),
                Columns.values(keys, key -> key.revokedAt().orElse(null))));
    }

    static CallerKey read(Readable row) {
        return new CallerKey(
                Columns.uuid(row, 0),
                Columns.text(row, 1),
                Wire.parse(Role.class, Columns.text(row, 2)),
                Scope.of(
                        Columns.optional(row, 3, String.class).map(ChannelCode::new),
                        Columns.optional(row, 4, String.class).map(LocationCode::new)),
                Columns.text(row, 5),
                Columns.optional(row, 6, String.class).map(hash -> new Previous(hash, Columns.instant(row, 7))),
                Columns.instant(row, 8),
                Columns.optional(row, 9, Instant.class));
    }
}
