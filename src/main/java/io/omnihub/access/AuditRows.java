package io.omnihub.access;

import io.omnihub.engine.AuditEntry;
import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The audit log, appended in the transaction of what it tells. */
@Component
class AuditRows implements LogRows<AuditEntry> {
    private static final String INSERT = """
        INSERT INTO audit_entry (actor, role, name, action, subject, before, after, request, recorded_at)
        SELECT a.*, $9::timestamptz
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::json[], $7::json[], $8::text[]) AS a
        """;

    private final JsonMapper json;

    AuditRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Log<AuditEntry> log() {
        return AuditEntry.LOG;
    }

    @Override
    public List<Statement> append(List<AuditEntry> entries, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.uuids(entries, entry -> entry.actor().id()),
                Columns.texts(entries, entry -> entry.actor().role()),
                Columns.texts(entries, entry -> entry.actor().name()),
                Columns.texts(entries, entry -> entry.actor().action()),
                Columns.texts(entries, AuditEntry::subject),
                Columns.texts(
                        entries,
                        entry -> entry.before().map(json::writeValueAsString).orElse(null)),
                Columns.texts(entries, entry -> json.writeValueAsString(entry.after())),
                Columns.texts(entries, entry -> entry.actor().request()),
                now));
    }
}
