package io.omnihub.event;

import io.omnihub.engine.NewEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something is at risk, and somebody has to look at it. It may be raised again while it lasts, which says the same.
 *
 * @param key what it is about, for instance {@code terminal:} and an id
 * @param kind of risk, kebab-case; of one kind a thing is at risk once
 * @param subject of the events, which keeps them in the order in which they happened
 */
public record Attention(String key, String kind, String subject) {
    /** The type of the events that raise one. */
    public static final String RAISED = "io.omnihub.attention.raised.v1";

    /** The type of the events that clear one. */
    public static final String CLEARED = "io.omnihub.attention.cleared.v1";

    /** @param facts ids and figures, never personal data */
    public NewEvent raised(Map<String, Object> facts) {
        return event(RAISED, facts);
    }

    public NewEvent cleared(Map<String, Object> facts) {
        return event(CLEARED, facts);
    }

    private NewEvent event(String type, Map<String, Object> facts) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("key", key);
        data.put("kind", kind);
        data.putAll(facts);
        return new NewEvent(type, subject, data);
    }
}
