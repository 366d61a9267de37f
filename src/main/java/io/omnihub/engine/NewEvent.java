package io.omnihub.engine;

import java.util.Map;

/**
 * An event that commits with the change it tells of. It carries ids, never personal data.
 *
 * @param type {@code io.omnihub.<thing>.<past-tense>.v1}
 * @param subject the id of the thing, for instance an order's
 * @param data the body, as values that JSON has
 */
public record NewEvent(String type, String subject, Map<String, Object> data) {
    public static final Log<NewEvent> LOG = new Log<>("event");
}
