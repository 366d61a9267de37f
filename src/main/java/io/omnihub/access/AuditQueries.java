package io.omnihub.access;

import io.omnihub.engine.Actor;
import io.omnihub.engine.AuditEntry;
import io.omnihub.engine.Columns;
import io.omnihub.kernel.Page;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the audit log. */
@Component
public class AuditQueries {
    private static final String FIND = """
        SELECT seq, recorded_at, actor, role, name, action, subject, before::text, after::text, request
        FROM audit_entry
        WHERE seq < $1 AND ($2 = '' OR subject = $2) AND ($3 = '' OR actor = nullif($3, '')::uuid)
        ORDER BY seq DESC LIMIT $4
        """;
    private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    AuditQueries(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @param number grows with each entry, with gaps */
    public record Recorded(long number, Instant recordedAt, AuditEntry entry) {}

    /**
     * The newest first; a page's cursor is the number of its last entry.
     *
     * @param before the entries asked for have lower numbers
     */
    public Mono<Page<Recorded>> entries(Optional<String> subject, Optional<UUID> actor, long before, int limit) {
        return database.sql(FIND)
                .bind(0, before)
                .bind(1, subject.orElse(""))
                .bind(2, actor.map(UUID::toString).orElse(""))
                .bind(3, limit + 1)
                .map(this::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, last -> Long.toString(last.number())));
    }

    private Recorded read(Readable row) {
        var actor = new Actor(
                Columns.uuid(row, 2),
                Columns.text(row, 3),
                Columns.text(row, 4),
                Columns.text(row, 5),
                Columns.text(row, 9),
                true);
        var entry = new AuditEntry(
                actor,
                Columns.text(row, 6),
                Columns.optional(row, 7, String.class).map(this::content),
                content(Columns.text(row, 8)));
        return new Recorded(Columns.number(row, 0), Columns.instant(row, 1), entry);
    }

    private Map<String, Object> content(String text) {
        return json.readValue(text, CONTENT);
    }
}
