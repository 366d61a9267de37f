package io.omnihub.attention;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class AttentionQueries {
    private static final String FIND = """
        SELECT %s FROM attention a
        WHERE a.position < $1 AND ($2 = '' OR a.state = $2) AND ($3 = '' OR a.kind = $3)
            AND ($4 = '' OR $4 = ANY (a.locations)) AND ($5 = '' OR a.order_id = nullif($5, '')::uuid)
        ORDER BY a.position DESC LIMIT $6
        """.formatted(AttentionRows.COLUMNS);

    private final DatabaseClient database;

    AttentionQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Page<NotedAttention>> page(AttentionFilter filter) {
        return database.sql(FIND)
                .bind(0, filter.after().map(Long::valueOf).orElse(Long.MAX_VALUE))
                .bind(1, filter.state().map(AttentionState::wire).orElse(""))
                .bind(2, filter.kind().orElse(""))
                .bind(3, filter.location().map(LocationCode::value).orElse(""))
                .bind(4, filter.order().map(UUID::toString).orElse(""))
                .bind(5, filter.limit() + 1)
                .map(AttentionRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, filter.limit(), last -> Long.toString(last.position())));
    }
}
