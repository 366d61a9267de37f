package io.omnihub.inventory;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Sums of the ledger, exact for who has the lock of the SKU. Nothing is recorded before it has happened. */
@Component
class LedgerSinceRows implements Rows<Moment, LedgerSince> {
    private static final String LOAD = """
        SELECT m.row, coalesce(e.happened, 0)::bigint, coalesce(e.reported, 0)::bigint, coalesce(l.on_hand_version, 0)
        FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::uuid[]) WITH ORDINALITY
            AS m (sku, location, at, terminal, row)
        LEFT JOIN stock_level l ON l.sku = m.sku AND l.location = m.location
        LEFT JOIN LATERAL (
            SELECT sum(quantity) FILTER (WHERE occurred_at > m.at) AS happened,
                sum(quantity) FILTER (WHERE occurred_at <= m.at) AS reported
            FROM stock_entry
            WHERE sku = m.sku AND location = m.location AND counter = 'on-hand' AND recorded_at > m.at
                AND reference IS DISTINCT FROM m.terminal
        ) e ON true
        """;

    @Override
    public Table<Moment, LedgerSince> table() {
        return LedgerSince.TABLE;
    }

    @Override
    public List<Statement> load(Collection<Moment> keys, BiConsumer<Moment, LedgerSince> found) {
        List<Moment> moments = List.copyOf(keys);
        return List.of(Statement.query(
                LOAD,
                row -> {
                    Moment moment = moments.get((int) Columns.number(row, 0) - 1);
                    found.accept(
                            moment,
                            new LedgerSince(
                                    moment, Columns.number(row, 1), Columns.number(row, 2), Columns.number(row, 3)));
                },
                Columns.texts(moments, moment -> moment.cell().sku().value()),
                Columns.texts(moments, moment -> moment.cell().location().value()),
                Columns.values(moments, Moment::at),
                Columns.values(
                        moments,
                        moment -> moment.place().map(JournalPlace::terminal).orElse(null))));
    }
}
