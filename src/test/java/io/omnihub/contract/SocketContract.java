package io.omnihub.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is asked and answered over RSocket, held against {@code contracts/asyncapi.yaml}. */
public final class SocketContract {
    private static final String OPEN_API = "https://omnihub.example/openapi.json";
    private static final String BASE = "https://omnihub.example/asyncapi.json";
    private static final String SCHEMAS = "https://omnihub.example/schemas/";
    private static final Path CONTRACTS = Path.of("contracts");

    private static final JsonNode ROOT = read("asyncapi.yaml");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            builder -> builder.schemas(Map.of(
                            BASE,
                            ROOT.toString(),
                            OPEN_API,
                            read("openapi.yaml").toString(),
                            SCHEMAS + "journal-entry.schema.json",
                            json("journal-entry.schema.json"),
                            SCHEMAS + "journal-acknowledgement.schema.json",
                            json("journal-acknowledgement.schema.json")))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .pathType(PathType.JSON_POINTER)
                            .locale(Locale.ROOT)
                            .build()));

    private SocketContract() {}

    private static String json(String file) {
        return JsonMapper.shared().readTree(CONTRACTS.resolve(file)).toString();
    }

    private static JsonNode read(String file) {
        String json = new YAMLMapper().readTree(CONTRACTS.resolve(file)).toString();
        String own = file.equals("openapi.yaml") ? OPEN_API : BASE;
        return JsonMapper.shared()
                .readTree(json.replace("\"openapi.yaml#/", "\"" + OPEN_API + "#/")
                        .replace("\"journal-", "\"" + SCHEMAS + "journal-")
                        .replace("\"#/", "\"" + own + "#/"));
    }

    /** The roles that may ask on each route, and how far they reach there. */
    public static Map<String, Map<String, String>> reach() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        ROOT.path("operations").propertyStream().forEach(operation -> {
            Map<String, String> reach = new LinkedHashMap<>();
            operation.getValue().path("x-roles").forEach(role -> reach.put(role.asString(), "all"));
            operation
                    .getValue()
                    .path("x-scopes")
                    .propertyStream()
                    .forEach(scope ->
                            reach.replace(scope.getKey(), scope.getValue().asString()));
            all.put(address(operation.getValue()), reach);
        });
        return all;
    }

    /** What {@code message} of that route's may be: {@code request}, {@code reply} or {@code problem}. */
    public static void check(String route, String message, String data) {
        assertThat(faults(
                        message(route, message).path("payload"),
                        JsonMapper.shared().readTree(data)))
                .as("%s %s: %s", route, message, data)
                .isEmpty();
    }

    static List<String> faults(JsonNode payload, JsonNode data) {
        Schema schema = REGISTRY.getSchema(payload);
        return schema.validate(data).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    static JsonNode root() {
        return ROOT;
    }

    private static JsonNode message(String route, String name) {
        JsonNode channel = ROOT.path("channels").path(route);
        assertThat(channel.isObject()).as("the contract has %s", route).isTrue();
        return resolve(channel.path("messages").path(name));
    }

    private static String address(JsonNode operation) {
        return resolve(operation.path("channel")).path("address").asString();
    }

    /** Follows a reference within the file. */
    static JsonNode resolve(JsonNode node) {
        JsonNode current = node;
        while (current.has("$ref")) {
            current =
                    ROOT.at(JsonPointer.compile(current.path("$ref").asString().substring(BASE.length() + 1)));
        }
        return current;
    }
}
