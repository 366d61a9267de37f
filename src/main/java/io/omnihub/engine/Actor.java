package io.omnihub.engine;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who asks for a change, and by which request.
 *
 * @param id of the caller's key
 * @param role as it stands on the wire
 * @param name of the key
 * @param action the operation of the contract that was called
 * @param request as the hub's own log calls it
 * @param audited whether the audit log keeps what this actor changes
 */
public record Actor(UUID id, String role, String name, String action, String request, boolean audited) {
    /** What the hub does by itself. */
    public static Actor hub(UUID id) {
        return new Actor(id, "hub", "hub", "start", "", false);
    }

    /**
     * Notes a change among the others of its decision, so that it commits with them, if this actor's are kept.
     *
     * @param subject the kind and the id of what was changed, for instance {@code item:85123A}
     * @param before empty where there was nothing
     */
    public void note(Changes changes, String subject, Optional<Map<String, Object>> before, Map<String, Object> after) {
        if (audited) {
            changes.append(AuditEntry.LOG, AuditEntry.of(this, subject, before, after));
        }
    }

    /** {@link #note(Changes, String, Optional, Map)} of something that is new. */
    public void noteNew(Changes changes, String subject, Map<String, Object> content) {
        note(changes, subject, Optional.empty(), content);
    }

    /** The same where the audit log is not to keep each of many changes, because it keeps what they belong to. */
    public Actor unaudited() {
        return new Actor(id, role, name, action, request, false);
    }
}
