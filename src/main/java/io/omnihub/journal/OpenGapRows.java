package io.omnihub.journal;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** What is missing of a terminal that has been silent for longer than anybody waits is waited for no more. */
@Component
class OpenGapRows implements Rows<LocationCode, OpenGap> {
    private static final String LOAD = """
        SELECT DISTINCT location FROM (
            SELECT %s FROM terminal_journal t
            WHERE t.location = ANY($1::text[]) AND t.contiguous < t.highest AND t.heard_at > now() - $2::interval
        ) AS behind (terminal, location, contiguous, highest) WHERE contiguous < highest
        """.formatted(TerminalJournalRows.COLUMNS);

    @Override
    public Table<LocationCode, OpenGap> table() {
        return OpenGap.TABLE;
    }

    @Override
    public List<Statement> load(Collection<LocationCode> locations, BiConsumer<LocationCode, OpenGap> found) {
        return List.of(Statement.query(
                LOAD,
                row -> {
                    var location = new LocationCode(Columns.text(row, 0));
                    found.accept(location, new OpenGap(location));
                },
                Columns.texts(locations, LocationCode::value),
                SettleDeficit.LONGEST));
    }
}
