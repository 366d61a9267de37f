package io.omnihub.contract;

import com.networknt.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a body may be.
 *
 * @param schemas by media type; empty where there must be no body
 */
record Content(Map<String, Schema> schemas) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final YAMLMapper YAML = new YAMLMapper();

    List<String> faults(String mediaType, byte[] body) {
        if (schemas.isEmpty()) {
            return body.length == 0 ? List.of() : List.of("there must be no body");
        }
        Schema schema = schemas.get(bare(mediaType));
        if (schema == null) {
            return List.of("the media type is '" + mediaType + "' and must be one of " + schemas.keySet());
        }
        try {
            return documents(bare(mediaType), body).stream()
                    .flatMap(document -> schema.validate(document).stream())
                    .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                    .toList();
        } catch (JacksonException e) {
            return List.of("the body cannot be read: " + e.getOriginalMessage());
        }
    }

    /** What the schema is of: the body, or each of the rows or events that it has. */
    private static List<JsonNode> documents(String mediaType, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return switch (mediaType) {
            case "text/csv", "text/plain", "text/html", "text/css", "text/javascript" ->
                List.of(JsonNodeFactory.instance.stringNode(text));
            case "application/x-ndjson" ->
                text.lines()
                        .map(line -> readJson(line.getBytes(StandardCharsets.UTF_8)))
                        .toList();
            case "text/event-stream" ->
                Stream.of(text.split("\n\n"))
                        .filter(frame -> !frame.isBlank())
                        .map(Content::event)
                        .toList();
            case "application/yaml" -> List.of(YAML.readTree(body));
            default -> List.of(readJson(body));
        };
    }

    /** A server-sent event: the texts of its fields, and its data as JSON. */
    private static JsonNode event(String frame) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        frame.lines().filter(line -> !line.startsWith(":")).forEach(line -> {
            String[] field = line.split(": ?", 2);
            if (field[0].equals("data")) {
                event.set("data", readJson(field[1].getBytes(StandardCharsets.UTF_8)));
            } else {
                event.put(field[0], field[1]);
            }
        });
        return event;
    }

    /** Without parameters such as the character set. */
    static String bare(String mediaType) {
        return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    static JsonNode readJson(byte[] body) {
        return JSON.readTree(body);
    }
}
