package io.omnihub.count;

import io.omnihub.catalog.Tolerance;
import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
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
class CycleCountRows implements Rows<UUID, CycleCount> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = """
        c.id, c.reference, c.location, c.state, c.blind, c.tolerance_units, c.tolerance_percent, c.lines, c.lines_left,
        c.above, c.made_by, c.made_at, c.reason, c.version\
        """;

    private static final String LOCK = "SELECT id FROM cycle_count WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM cycle_count c WHERE c.id = ANY($1::uuid[])";
    private static final String INSERT = """
        INSERT INTO cycle_count (id, reference, location, state, blind, tolerance_units, tolerance_percent, lines,
            lines_left, above, made_by, made_at, version)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::bigint[], $7::int[],
            $8::int[], $9::int[], $10::int[], $11::uuid[], $12::timestamptz[], $13::bigint[])
        """;
    private static final String UPDATE = """
        UPDATE cycle_count o SET state = c.state, lines_left = c.lines_left, above = c.above, reason = c.reason,
            version = c.version
        FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::text[], $6::bigint[])
            AS c (id, state, lines_left, above, reason, version)
        WHERE o.id = c.id
        """;

    @Override
    public Table<UUID, CycleCount> table() {
        return CycleCount.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, CycleCount> found) {
        return List.of(Statement.query(
                LOAD,
                row -> {
                    CycleCount count = read(row);
                    found.accept(count.id(), count);
                },
                Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, CycleCount>> rows, Instant now) {
        return Rows.insertOrUpdate(rows, made -> List.of(insert(made)), changed -> List.of(update(changed)));
    }

    private static Statement insert(List<CycleCount> counts) {
        return Statement.update(
                INSERT,
                Columns.uuids(counts, CycleCount::id),
                Columns.texts(counts, CycleCount::reference),
                Columns.texts(counts, count -> count.location().value()),
                Columns.texts(counts, count -> count.state().wire()),
                Columns.values(counts, CycleCount::blind),
                Columns.numbers(counts, count -> count.tolerance().units()),
                Columns.numbers(counts, count -> count.tolerance().percent()),
                Columns.numbers(counts, CycleCount::lines),
                Columns.numbers(counts, CycleCount::left),
                Columns.numbers(counts, CycleCount::above),
                Columns.uuids(counts, CycleCount::madeBy),
                Columns.values(counts, CycleCount::madeAt),
                Columns.numbers(counts, CycleCount::version));
    }

    private static Statement update(List<CycleCount> counts) {
        return Statement.update(
                UPDATE,
                Columns.uuids(counts, CycleCount::id),
                Columns.texts(counts, count -> count.state().wire()),
                Columns.numbers(counts, CycleCount::left),
                Columns.numbers(counts, CycleCount::above),
                Columns.values(counts, count -> count.reason().orElse(null)),
                Columns.numbers(counts, CycleCount::version));
    }

    static CycleCount read(Readable row) {
        return new CycleCount(
                Columns.uuid(row, 0),
                Columns.text(row, 1),
                new LocationCode(Columns.text(row, 2)),
                Wire.parse(CycleCountState.class, Columns.text(row, 3)),
                Columns.flag(row, 4),
                new Tolerance(Columns.number(row, 5), Columns.integer(row, 6)),
                Columns.integer(row, 7),
                Columns.integer(row, 8),
                Columns.integer(row, 9),
                Columns.uuid(row, 10),
                Columns.instant(row, 11),
                Columns.optional(row, 12, String.class),
                Columns.number(row, 13));
    }
}
