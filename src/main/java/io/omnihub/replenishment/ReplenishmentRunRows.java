package io.omnihub.replenishment;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class ReplenishmentRunRows implements Rows<UUID, ReplenishmentRun> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS =
            "r.id, r.skus, r.started_by, r.started_at, r.finished_at, r.items, r.proposals, r.purchases, r.skipped";

    private static final String LOCK =
            "SELECT id FROM replenishment_run WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM replenishment_run r WHERE r.id = ANY($1::uuid[])";
    private static final String INSERT = """
        INSERT INTO replenishment_run (id, skus, started_by, started_at, items, proposals, purchases)
        VALUES ($1::uuid, nullif($2, '')::text[], $3::uuid, $4::timestamptz, 0, 0, 0)
        """;
    private static final String UPDATE = """
        UPDATE replenishment_run SET finished_at = nullif($2, '')::timestamptz, items = $3::bigint, proposals = $4::bigint,
            purchases = $5::bigint, skipped = $6::text[]
        WHERE id = $1::uuid
        """;

    /** Longer than anything is dismissed for. */
    private static final Duration KEPT = Duration.ofDays(ReplenishmentPolicy.MAX_DAYS + 35);

    /** So that no run waits for what many before it have left. */
    private static final int AT_ONCE = 20_000;

    /** Each run makes room for itself: what was settled so long ago tells nobody anything. */
    private static final String FORGET_PROPOSALS = """
        DELETE FROM replenishment_proposal WHERE id IN (SELECT id FROM replenishment_proposal
            WHERE state <> 'proposed' AND settled_at < $1::timestamptz ORDER BY settled_at LIMIT $2::int)
        """;

    private static final String FORGET_RUNS = """
        DELETE FROM replenishment_run WHERE id IN (SELECT id FROM replenishment_run
            WHERE id < $1::uuid AND finished_at < $2::timestamptz ORDER BY id LIMIT $3::int)
        """;

    @Override
    public Table<UUID, ReplenishmentRun> table() {
        return ReplenishmentRun.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, ReplenishmentRun> found) {
        return List.of(Statement.query(
                LOAD, row -> found.accept(Columns.uuid(row, 0), read(row)), Columns.uuids(ids, id -> id)));
    }

    /** Seldom more than one. */
    @Override
    public List<Statement> write(List<Changed<UUID, ReplenishmentRun>> rows, Instant now) {
        List<Statement> statements = new ArrayList<>();
        for (Changed<UUID, ReplenishmentRun> row : rows) {
            statements.add(row.before().isEmpty() ? insert(row.after()) : update(row.after()));
        }
        if (rows.stream().anyMatch(row -> row.before().isEmpty())) {
            Instant before = now.minus(KEPT);
            statements.add(Statement.update(FORGET_PROPOSALS, before, AT_ONCE));
            statements.add(Statement.update(FORGET_RUNS, Ids.first(before), before, AT_ONCE));
        }
        return statements;
    }

    private static Statement insert(ReplenishmentRun run) {
        return Statement.update(
                INSERT,
                run.id(),
                run.skus().map(skus -> Columns.texts(skus, Sku::value)).orElse(""),
                run.startedBy(),
                run.startedAt());
    }

    private static Statement update(ReplenishmentRun run) {
        return Statement.update(
                UPDATE,
                run.id(),
                run.finishedAt().map(Instant::toString).orElse(""),
                run.items(),
                run.proposals(),
                run.purchases(),
                Columns.texts(run.skipped(), Sku::value));
    }

    static ReplenishmentRun read(Readable row) {
        return new ReplenishmentRun(
                Columns.uuid(row, 0),
                Columns.optional(row, 1, String[].class)
                        .map(skus -> Arrays.stream(skus).map(Sku::new).toList()),
                Columns.uuid(row, 2),
                Columns.instant(row, 3),
                Columns.optional(row, 4, Instant.class),
                Columns.number(row, 5),
                Columns.number(row, 6),
                Columns.number(row, 7),
                Columns.optional(row, 8, String[].class).stream()
                        .flatMap(Arrays::stream)
                        .map(Sku::new)
                        .toList());
    }
}
