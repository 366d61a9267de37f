package io.omnihub.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A line of the audit log: what somebody has changed, without secrets and personal data. It commits with the change.
 *
 * @param before what of it was otherwise; empty where there was nothing
 * @param after what of it is otherwise now; both as values that JSON has
 */
public record AuditEntry(Actor actor, String subject, Optional<Map<String, Object>> before, Map<String, Object> after) {
    public static final Log<AuditEntry> LOG = new Log<>("audit-entry");

    /** A longer list is only counted, so that an entry stays small. */
    static final int MAX_LISTED = 50;

    /** Leaves out what is the same before and after. */
    static AuditEntry of(Actor actor, String subject, Optional<Map<String, Object>> before, Map<String, Object> after) {
        return new AuditEntry(
                actor, subject, before.map(old -> differing(old, after)), differing(after, before.orElseGet(Map::of)));
    }

    private static Map<String, Object> differing(Map<String, Object> content, Map<String, Object> other) {
        Map<String, Object> differing = new LinkedHashMap<>();
        content.forEach((member, value) -> {
            if (!Objects.equals(value, other.get(member))) {
                differing.put(member, small(value));
            }
        });
        return differing;
    }

    private static Object small(Object value) {
        return value instanceof Collection<?> list && list.size() > MAX_LISTED ? Map.of("count", list.size()) : value;
    }
}
