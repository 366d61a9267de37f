package io.omnihub.count;

import io.omnihub.engine.Columns;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class CycleCountQueries {
    private static final String BY_ID = "SELECT " + CycleCountRows.COLUMNS + " FROM cycle_count c WHERE c.id = $1";

    private static final String PAGE = """
        SELECT %s FROM cycle_count c
        WHERE ($1 = '' OR c.location = $1) AND ($2 = '' OR c.state = $2) AND ($3::uuid IS NULL OR c.id < $3::uuid)
        ORDER BY c.id DESC LIMIT $4
        """.formatted(CycleCountRows.COLUMNS);

    private static final String LINES = """
        SELECT %s FROM cycle_count_line l WHERE l.count_id = $1 AND l.sku > $2 ORDER BY l.sku LIMIT $3
        """.formatted(CountLineRows.COLUMNS);

    private static final String COUNTED = "SELECT " + CountLineRows.COLUMNS
            + " FROM cycle_count_line l WHERE l.count_id = $1 AND l.counted IS NOT NULL";

    /** What there should be at a location, one more than a cycle count takes. */
    private static final String PRESENT =
            "SELECT sku FROM stock_level WHERE location = $1 AND (on_hand <> 0 OR allocated <> 0) ORDER BY sku LIMIT"
                    + " $2";

    private final DatabaseClient database;

    CycleCountQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<CycleCount> count(UUID id) {
        return database.sql(BY_ID).bind(0, id).map(CycleCountRows::read).one();
    }

    Mono<Page<CycleCount>> counts(CycleCountFilter filter) {
        var query = database.sql(PAGE)
                .bind(0, filter.location().map(LocationCode::value).orElse(""))
                .bind(1, filter.state().map(CycleCountState::wire).orElse(""));
        return filter.after()
                .map(after -> query.bind(2, after))
                .orElseGet(() -> query.bindNull(2, UUID.class))
                .bind(3, filter.limit() + 1)
                .map(CycleCountRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, filter.limit(), last -> last.id().toString()));
    }

    Mono<Page<CountLine>> lines(UUID countId, Optional<Sku> after, int limit) {
        return database.sql(LINES)
                .bind(0, countId)
                .bind(1, after.map(Sku::value).orElse(""))
                .bind(2, limit + 1)
                .map(CountLineRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, last -> last.sku().value()));
    }

    /** The lines that were counted. */
    Mono<List<CountLine>> counted(UUID countId) {
        return database.sql(COUNTED)
                .bind(0, countId)
                .map(CountLineRows::read)
                .all()
                .collectList();
    }

    Mono<Set<Sku>> present(LocationCode location) {
        return database.sql(PRESENT)
                .bind(0, location.value())
                .bind(1, CycleCount.MAX_LINES + 1)
                .map(row -> new Sku(Columns.text(row, 0)))
                .all()
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
