package io.omnihub.journal;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Sums over a journal, exact for who has its lock; short where a count comes in its turn. */
@Component
class LaterEntriesRows implements Rows<LaterEntries.Key, LaterEntries> {
    private static final String LOAD = """
        SELECT k.row, (SELECT coalesce(sum(e.effect), 0)::bigint FROM journal_entry e
            WHERE e.terminal = k.terminal AND e.sequence > k.sequence AND e.sku = k.sku)
        FROM unnest($1::uuid[], $2::bigint[], $3::text[]) WITH ORDINALITY AS k (terminal, sequence, sku, row)
        """;

    @Override
    public Table<LaterEntries.Key, LaterEntries> table() {
        return LaterEntries.TABLE;
    }

    @Override
    public List<Statement> load(Collection<LaterEntries.Key> keys, BiConsumer<LaterEntries.Key, LaterEntries> found) {
        List<LaterEntries.Key> all = List.copyOf(keys);
        return List.of(Statement.query(
                LOAD,
                row -> {
                    LaterEntries.Key key = all.get((int) Columns.number(row, 0) - 1);
                    found.accept(key, new LaterEntries(key, Columns.number(row, 1)));
                },
                Columns.uuids(all, key -> key.place().terminal()),
                Columns.numbers(all, key -> key.place().sequence()),
                Columns.texts(all, key -> key.sku().value())));
    }
}
