package io.omnihub.scarcity;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class ShadowComputationRows implements LogRows<ShadowComputation> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS =
            "id, computed_at, valid_until, demand_from, ahead_days, orders, skus, solved, prices, took_millis";

    private static final String INSERT = "INSERT INTO shadow_computation (" + COLUMNS + ") VALUES"
            + " ($1::uuid, $2::timestamptz, $3::timestamptz, $4::timestamptz, $5::int, $6::bigint, $7::bigint,"
            + " $8::bigint, $9::bigint, $10::bigint)";

    @Override
    public Log<ShadowComputation> log() {
        return ShadowComputation.LOG;
    }

    @Override
    public List<Statement> append(List<ShadowComputation> rows, Instant now) {
        return rows.stream().map(ShadowComputationRows::insert).toList();
    }

    private static Statement insert(ShadowComputation row) {
        return Statement.update(
                INSERT,
                row.id(),
                row.computedAt(),
                row.validUntil(),
                row.demandFrom(),
                row.aheadDays(),
                row.orders(),
                row.skus(),
                row.solved(),
                row.prices(),
                row.took().toMillis());
    }

    static ShadowComputation read(Readable row) {
        return new ShadowComputation(
                Columns.uuid(row, 0),
                Columns.instant(row, 1),
                Columns.instant(row, 2),
                Columns.instant(row, 3),
                Columns.integer(row, 4),
                Columns.number(row, 5),
                Columns.number(row, 6),
                Columns.number(row, 7),
                Columns.number(row, 8),
                Duration.ofMillis(Columns.number(row, 9)));
    }
}
