package io.omnihub.exchange;

import io.omnihub.engine.Columns;
import io.omnihub.kernel.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class ImportQueries {
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    private static final String ONE = "SELECT " + ImportRows.COLUMNS + " FROM import WHERE id = $1";
    private static final String LIST =
            "SELECT " + ImportRows.COLUMNS + " FROM import WHERE id < $1 ORDER BY id DESC LIMIT $2";
    private static final String REJECTIONS = "SELECT " + ImportRejectionRows.COLUMNS
            + ", seq FROM import_rejection WHERE import_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";

    /** A rejection with its place in the list. */
    private record Placed(ImportRejection rejection, long number) {}

    private final DatabaseClient database;

    ImportQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Import> one(UUID id) {
        return database.sql(ONE).bind(0, id).map(ImportRows::read).one();
    }

    Mono<Page<Import>> list(Optional<UUID> after, int limit) {
        return database.sql(LIST)
                .bind(0, after.orElse(LAST_POSSIBLE))
                .bind(1, limit + 1)
                .map(ImportRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, last -> last.id().toString()));
    }

    Mono<Page<ImportRejection>> rejections(UUID importId, long after, int limit) {
        return database.sql(REJECTIONS)
                .bind(0, importId)
                .bind(1, after)
                .bind(2, limit + 1)
                .map(row -> new Placed(
                        ImportRejectionRows.read(row), Columns.number(row, ImportRejectionRows.COLUMN_COUNT)))
                .all()
                .collectList()
                .map(found -> page(found, limit));
    }

    private static Page<ImportRejection> page(List<Placed> found, int limit) {
        Page<Placed> page = Page.cut(found, limit, last -> Long.toString(last.number()));
        return page.with(page.items().stream().map(Placed::rejection).toList());
    }
}
