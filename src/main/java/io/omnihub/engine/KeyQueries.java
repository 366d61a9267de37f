package io.omnihub.engine;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds resources by the natural keys under which they were made. */
@Component
public class KeyQueries {
    private static final String SUBJECTS = "SELECT subject FROM command_key WHERE scope = ANY($1) AND key = $2";

    private static final String LATEST =
            "SELECT subject FROM command_key WHERE scope = $1 ORDER BY subject DESC LIMIT $2";

    private final DatabaseClient database;

    KeyQueries(DatabaseClient database) {
        this.database = database;
    }

    /** What the keys of a scope stand for, those that came last first. */
    public Flux<UUID> subjects(String scope, int limit) {
        return database.sql(LATEST)
                .bind(0, scope)
                .bind(1, limit)
                .map(row -> Columns.uuid(row, 0))
                .all();
    }

    /** What this key stands for in each of these scopes that has it. */
    public Mono<List<UUID>> subjects(Collection<String> scopes, String key) {
        return database.sql(SUBJECTS)
                .bind(0, scopes.toArray(String[]::new))
                .bind(1, key)
                .map(row -> Columns.uuid(row, 0))
                .all()
                .collectList();
    }
}
