package io.omnihub.access;

import io.omnihub.engine.Columns;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads of keys; those that were deleted are not found unless asked for. */
@Component
class CallerKeyQueries {
    private static final UUID LAST_POSSIBLE = new UUID(-1, -1);

    private static final String LIVE =
            "SELECT " + CallerKeyRows.COLUMNS + " FROM caller_key WHERE revoked_at IS NULL AND ";
    private static final String TERMINALS =
            LIVE + "role = 'terminal' AND id < $1 AND ($3 = '' OR location = $3) ORDER BY id DESC LIMIT $2";
    private static final String ENDED = """
        SELECT s.id, s.hash FROM unnest($1::uuid[], $2::text[]) AS s (id, hash)
        WHERE NOT EXISTS (SELECT FROM caller_key k WHERE k.id = s.id AND k.revoked_at IS NULL
            AND (k.secret_hash = decode(s.hash, 'hex')
                OR (k.previous_hash = decode(s.hash, 'hex') AND k.previous_until > $3)))
        """;
    private static final String ADMINISTRATORS =
            "SELECT id FROM caller_key WHERE revoked_at IS NULL AND role = 'administrator'";

    private final DatabaseClient database;

    CallerKeyQueries(DatabaseClient database) {
        this.database = database;
    }

    /** The key that has that secret, or had it before: ask it whether it is opened by it. */
    Mono<CallerKey> bySecretHash(String hash) {
        return database.sql(LIVE + "(secret_hash = decode($1, 'hex') OR previous_hash = decode($1, 'hex'))")
                .bind(0, hash)
                .map(CallerKeyRows::read)
                .one();
    }

    Mono<CallerKey> key(UUID id) {
        return database.sql(LIVE + "id = $1")
                .bind(0, id)
                .map(CallerKeyRows::read)
                .one();
    }

    /** A key, be it valid or not. */
    Mono<CallerKey> keyEverMade(UUID id) {
        return database.sql("SELECT " + CallerKeyRows.COLUMNS + " FROM caller_key WHERE id = $1")
                .bind(0, id)
                .map(CallerKeyRows::read)
                .one();
    }

    Mono<Page<CallerKey>> keys(Optional<UUID> after, int limit) {
        return database.sql(LIVE + "id < $1 ORDER BY id DESC LIMIT $2")
                .bind(0, after.orElse(LAST_POSSIBLE))
                .bind(1, limit + 1)
                .map(CallerKeyRows::read)
                .all()
                .collectList()
                .map(keys -> Page.cut(keys, limit, key -> key.id().toString()));
    }

    /** Of that location, or of all. */
    Mono<Page<CallerKey>> terminals(Optional<LocationCode> location, Optional<UUID> after, int limit) {
        return database.sql(TERMINALS)
                .bind(0, after.orElse(LAST_POSSIBLE))
                .bind(1, limit + 1)
                .bind(2, location.map(LocationCode::value).orElse(""))
                .map(CallerKeyRows::read)
                .all()
                .collectList()
                .map(keys -> Page.cut(keys, limit, key -> key.id().toString()));
    }

    /** What was prepared by that selector, unless it ended long ago. */
    Mono<PreparedTerminal> prepared(String selector) {
        return database.sql(PreparedTerminalRows.ONE)
                .bind(0, selector)
                .map(PreparedTerminalRows::read)
                .one();
    }

    /** Those of these secrets that open nothing at that time; {@link CallerKey#isOpenedBy} in SQL. */
    Flux<KeyListener.Shown> ended(List<KeyListener.Shown> shown, Instant now) {
        return database.sql(ENDED)
                .bind(0, shown.stream().map(KeyListener.Shown::key).toArray(UUID[]::new))
                .bind(1, shown.stream().map(KeyListener.Shown::secretHash).toArray(String[]::new))
                .bind(2, now)
                .map(row -> new KeyListener.Shown(Columns.uuid(row, 0), Columns.text(row, 1)))
                .all();
    }

    Mono<Set<UUID>> administrators() {
        return database.sql(ADMINISTRATORS)
                .map(row -> Columns.uuid(row, 0))
                .all()
                .collect(Collectors.toSet());
    }
}
