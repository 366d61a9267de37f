package io.omnihub.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Holds events against {@code contracts/events}. The files are read and their schemas compiled once; every method may be
 * called from any thread.
 */
public final class EventContract {
    static final Path FOLDER = Path.of("contracts", "events");

    private static final String BASE = "https://omnihub.example/events/";
    private static final String SUFFIX = ".schema.json";
    private static final String ENVELOPE = "cloudevent";
    private static final String PREFIX = "io.omnihub.";

    /** By their paths below the folder. */
    private static final SortedMap<String, JsonNode> DOCUMENTS = read();

    private static final SchemaRegistry REGISTRY = Schemas.registry(DOCUMENTS.entrySet().stream()
            .collect(Collectors.toMap(
                    entry -> BASE + entry.getKey(), entry -> entry.getValue().toString())));
    private static final Map<String, Schema> SCHEMAS =
            types().stream().collect(Collectors.toUnmodifiableMap(type -> type, type -> schema(file(type))));
    private static final Schema CLOUD_EVENT = schema(ENVELOPE + SUFFIX);

    private EventContract() {}

    /**
     * Holds what an event says against the schema of its type.
     *
     * @param data JSON
     * @throws AssertionError that names the type, and lists everything that is not as its schema says
     */
    public static void check(String type, String data) {
        report(type, faults(type, data), data);
    }

    /** The same of an event as readers are told it, with its envelope. */
    public static void checkTold(String event) {
        JsonNode told = Content.readJson(event.getBytes(UTF_8));
        report("an event", faults(CLOUD_EVENT, told), event);
        check(told.path("type").asString(), told.path("data").toString());
    }

    static List<String> faults(String type, String data) {
        Schema schema = SCHEMAS.get(type);
        if (schema == null) {
            return List.of("there is no " + FOLDER.resolve(file(type)));
        }
        try {
            return faults(schema, Content.readJson(data.getBytes(UTF_8)));
        } catch (JacksonException e) {
            return List.of("it cannot be read: " + e.getOriginalMessage());
        }
    }

    /** All types that have a schema, in the order of their names. */
    static List<String> types() {
        return DOCUMENTS.keySet().stream()
                .filter(name -> !name.contains("/") && !name.equals(ENVELOPE + SUFFIX))
                .map(name -> PREFIX + name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    static String file(String type) {
        return type.replaceFirst("^io\\.omnihub\\.", "") + SUFFIX;
    }

    /** All files by their paths below the folder, also those that no type has for itself. */
    static SortedMap<String, JsonNode> documents() {
        return DOCUMENTS;
    }

    /** The file of that type. */
    static JsonNode document(String type) {
        return Objects.requireNonNull(DOCUMENTS.get(file(type)));
    }

    static JsonNode envelope() {
        return Objects.requireNonNull(DOCUMENTS.get(ENVELOPE + SUFFIX));
    }

    private static List<String> faults(Schema schema, JsonNode document) {
        return schema.validate(document).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static void report(String what, List<String> faults, String body) {
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    what + " is not as the contract says:\n  " + String.join("\n  ", faults) + "\nIt is: " + body);
        }
    }

    private static Schema schema(String name) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(BASE + name));
        schema.initializeValidators();
        return schema;
    }

    private static SortedMap<String, JsonNode> read() {
        SortedMap<String, JsonNode> documents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = FOLDER.relativize(file).toString().replace('\\', '/');
                documents.put(name, Content.readJson(Files.readAllBytes(file)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return documents;
    }
}
