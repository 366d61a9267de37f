package io.omnihub.exchange;

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
class ImportRows implements Rows<UUID, Import> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = """
        id, kind, options, sha256, state, line, accepted, unchanged, rejected, started_by, started_at, changed_at\
        """;

    private static final String LOCK = "SELECT id FROM import WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM import WHERE id = ANY($1::uuid[])";
    private static final String WRITE = """
        INSERT INTO import (id, kind, options, sha256, state, line, accepted, unchanged, rejected, started_by,
            started_at, changed_at)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
            $8::bigint[], $9::bigint[], $10::uuid[], $11::timestamptz[], $12::timestamptz[])
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, line = excluded.line, accepted = excluded.accepted,
            unchanged = excluded.unchanged, rejected = excluded.rejected, changed_at = excluded.changed_at
        """;

    @Override
    public Table<UUID, Import> table() {
        return Import.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, Import> found) {
        return List.of(Statement.query(
                LOAD, row -> found.accept(Columns.uuid(row, 0), read(row)), Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, Import>> rows, Instant now) {
        List<Import> imports = rows.stream().map(Changed::after).toList();
        return List.of(Statement.update(
                WRITE,
                Columns.uuids(imports, Import::id),
                Columns.texts(imports, one -> one.source().kind().wire()),
                Columns.texts(imports, one -> one.source().options()),
                Columns.texts(imports, one -> one.source().sha256()),
                Columns.texts(imports, one -> one.state().wire()),
                Columns.numbers(imports, Import::line),
                Columns.numbers(imports, one -> one.counts().accepted()),
                Columns.numbers(imports, one -> one.counts().unchanged()),
                Columns.numbers(imports, one -> one.counts().rejected()),
                Columns.uuids(imports, Import::startedBy),
                Columns.values(imports, Import::startedAt),
                Columns.values(imports, Import::changedAt)));
    }

    static Import read(Readable row) {
        return new Import(
                Columns.uuid(row, 0),
                new Import.Source(
                        Wire.parse(ExchangeKind.class, Columns.text(row, 1)),
                        Columns.text(row, 2),
                        Columns.text(row, 3)),
                Wire.parse(ImportState.class, Columns.text(row, 4)),
                Columns.number(row, 5),
                new Import.Counts(Columns.number(row, 6), Columns.number(row, 7), Columns.number(row, 8)),
                Columns.uuid(row, 9),
                Columns.instant(row, 10),
                Columns.instant(row, 11));
    }
}
