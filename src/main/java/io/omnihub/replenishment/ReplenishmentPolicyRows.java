package io.omnihub.replenishment;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class ReplenishmentPolicyRows implements Rows<ReplenishmentPolicy.Key, ReplenishmentPolicy> {
    /** Its columns are those of {@link #read}, in its order. */
    static final String LOAD = "SELECT policy::text, version FROM replenishment_policy WHERE id = 1";

    private static final String LOCK = "SELECT id FROM replenishment_policy WHERE id = 1 FOR UPDATE";

    /** It is first made by one of two who try at once: the other tries again, and finds it. */
    private static final String INSERT =
            "INSERT INTO replenishment_policy (policy, version) VALUES ($1::json, $2::bigint)";

    private static final String UPDATE =
            "UPDATE replenishment_policy SET policy = $1::json, version = $2::bigint WHERE id = 1";

    @Override
    public Table<ReplenishmentPolicy.Key, ReplenishmentPolicy> table() {
        return ReplenishmentPolicy.TABLE;
    }

    @Override
    public Statement lock(Collection<ReplenishmentPolicy.Key> keys, Consumer<Object> locked) {
        return Statement.query(LOCK, _ -> locked.accept(ReplenishmentPolicy.Key.CURRENT));
    }

    @Override
    public List<Statement> load(
            Collection<ReplenishmentPolicy.Key> keys, BiConsumer<ReplenishmentPolicy.Key, ReplenishmentPolicy> found) {
        return List.of(Statement.query(LOAD, row -> found.accept(ReplenishmentPolicy.Key.CURRENT, read(row))));
    }

    @Override
    public List<Statement> write(List<Changed<ReplenishmentPolicy.Key, ReplenishmentPolicy>> rows, Instant now) {
        return rows.stream()
                .map(row -> Statement.update(
                        row.before().isEmpty() ? INSERT : UPDATE,
                        ReplenishmentJson.write(row.after()),
                        row.after().version()))
                .toList();
    }

    static ReplenishmentPolicy read(Readable row) {
        return ReplenishmentJson.policy(Columns.text(row, 0)).withVersion(Columns.number(row, 1));
    }
}
