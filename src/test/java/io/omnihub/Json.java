package io.omnihub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A piece of JSON that does not change; its members are named by JSON pointers. */
public final class Json {
    /** Tests write JSON without the noise of double quotes. */
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .build();

    private final JsonNode node;

    private Json(JsonNode node) {
        this.node = node;
    }

    public static Json of(String text) {
        return new Json(LENIENT.readTree(text));
    }

    /** Text, whatever stands in it. */
    public static Json quoted(String text) {
        return new Json(LENIENT.valueToTree(text));
    }

    public static Json array(List<Json> items) {
        ArrayNode array = LENIENT.createArrayNode();
        items.forEach(item -> array.add(item.node));
        return new Json(array);
    }

    /** The same but for one member, which is written in JSON. */
    public Json with(String pointer, Object value) {
        JsonNode copy = node.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode inserted = value instanceof Json json ? json.node : Json.of(String.valueOf(value)).node;
        switch (copy.at(place.head())) {
            case ObjectNode object -> object.set(place.last().getMatchingProperty(), inserted);
            case ArrayNode array -> array.set(place.last().getMatchingIndex(), inserted);
            default -> throw new IllegalArgumentException("nothing can be put at " + pointer + " in " + this);
        }
        return new Json(copy);
    }

    public Json without(String pointer) {
        JsonNode copy = node.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        ((ObjectNode) copy.at(place.head())).remove(place.last().getMatchingProperty());
        return new Json(copy);
    }

    public Json at(String pointer) {
        return new Json(existing(pointer));
    }

    public String text(String pointer) {
        return existing(pointer).stringValue();
    }

    public long number(String pointer) {
        return existing(pointer).longValue();
    }

    /** The text there; empty where there is nothing or null. */
    public Optional<String> find(String pointer) {
        return Optional.of(node.at(pointer)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    /** The items of the array there; none where there is nothing. */
    public List<Json> items(String pointer) {
        return StreamSupport.stream(node.at(pointer).spliterator(), false)
                .map(Json::new)
                .toList();
    }

    public boolean isObject() {
        return node.isObject();
    }

    public boolean isArray() {
        return node.isArray();
    }

    /** Where something stands: the whole first, then all that is in it, at every depth. */
    public List<String> pointers() {
        List<String> pointers = new ArrayList<>();
        addPointers("", node, pointers);
        return pointers;
    }

    private static void addPointers(String pointer, JsonNode node, List<String> pointers) {
        pointers.add(pointer);
        node.propertyStream()
                .forEach(member -> addPointers(pointer + "/" + member.getKey(), member.getValue(), pointers));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            addPointers(pointer + "/" + i, node.get(i), pointers);
        }
    }

    private JsonNode existing(String pointer) {
        JsonNode found = node.at(pointer);
        if (found.isMissingNode()) {
            throw new AssertionError("there is nothing at " + pointer + " in " + this);
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json json && node.equals(json.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
