package io.omnihub.contract;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract as data: its routes, and for each answer the compiled schemas. */
final class OpenApi {
    private static final String BASE = "https://omnihub.example/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode root;
    private final SchemaRegistry registry;
    private final Map<JsonNode, Schema> compiled = new LinkedHashMap<>();
    private final Set<String> knownHeaders;
    private final Map<String, Answer.Header> headersOfAnyAnswer = new LinkedHashMap<>();
    private final List<Route> routes;
    private final Map<Integer, Answer> unlisted;

    /** One path with its methods, which are named in capitals. */
    record Route(String path, Pattern pattern, Map<String, Method> methods) {
        Optional<Method> method(String name) {
            return Optional.ofNullable(methods.get(name));
        }
    }

    record Method(Operation operation, Content request, Map<Integer, Answer> answers) {}

    private OpenApi(String json) {
        root = JsonMapper.shared().readTree(json);
        registry = Schemas.registry(Map.of(BASE, json));
        root.at("/components/headers")
                .propertyStream()
                .filter(entry -> isOnAnyAnswer(entry.getValue()))
                .forEach(entry -> headersOfAnyAnswer.put(entry.getKey(), header(entry.getValue())));
        knownHeaders = root.at("/components/headers")
                .propertyStream()
                .filter(entry -> !isOnAnyAnswer(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(toUnmodifiableSet());
        routes = root.path("paths")
                .propertyStream()
                .map(entry -> route(entry.getKey(), entry.getValue()))
                .toList();
        unlisted = Map.of(
                400, component("BadRequest"),
                401, component("Unauthenticated"),
                404, component("NotFound"),
                405, methodNotAllowed(),
                429, component("RateLimited"),
                503, component("Unavailable"));
    }

    /**
     * Reads the file. References inside it are made absolute first, so that the schema of each answer can be compiled
     * by itself and still finds the components.
     */
    static OpenApi read(Path file) {
        // Tools that callers read it with refuse a member that stands twice.
        String json = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readTree(file)
                .toString();
        return new OpenApi(json.replace("\"#/components/", "\"" + BASE + "#/components/"));
    }

    JsonNode root() {
        return root;
    }

    List<Route> routes() {
        return routes;
    }

    /** What may be answered to a path or method that the contract does not list. */
    Map<Integer, Answer> unlisted() {
        return unlisted;
    }

    /** The route of this path; of several the one that says most, that is, has the fewest parameters. */
    Optional<Route> route(String path) {
        String bare = path.split("[?#]", 2)[0];
        return routes.stream()
                .filter(route -> route.pattern().matcher(bare).matches())
                .min(Comparator.comparingLong(
                        route -> route.path().chars().filter(c -> c == '{').count()));
    }

    /** Follows a reference to what it names. */
    JsonNode resolve(JsonNode node) {
        JsonNode current = node;
        while (current.has("$ref")) {
            String reference = current.path("$ref").asString();
            current = root.at(JsonPointer.compile(reference.substring(BASE.length() + 1)));
        }
        return current;
    }

    private Route route(String path, JsonNode item) {
        Map<String, Method> methods = new LinkedHashMap<>();
        item.propertyStream().filter(entry -> METHODS.contains(entry.getKey())).forEach(entry -> {
            String name = entry.getKey().toUpperCase(Locale.ROOT);
            methods.put(name, method(name, path, entry.getValue()));
        });
        String pattern = "\\Q" + path.replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "\\E";
        return new Route(path, Pattern.compile(pattern), methods);
    }

    private Method method(String name, String path, JsonNode operation) {
        Map<String, String> reach = new LinkedHashMap<>();
        operation.path("x-roles").forEach(role -> reach.put(role.asString(), "all"));
        operation.path("x-scopes").propertyStream().forEach(scope -> {
            if (reach.put(scope.getKey(), scope.getValue().asString()) == null) {
                throw new IllegalStateException(name + " " + path + " has a scope for " + scope.getKey() + " alone");
            }
        });
        boolean open = operation.path("security").isArray()
                && operation.path("security").isEmpty();
        Map<Integer, Answer> answers = new LinkedHashMap<>();
        operation
                .path("responses")
                .propertyStream()
                .forEach(entry -> answers.put(Integer.valueOf(entry.getKey()), answer(entry.getValue())));
        return new Method(
                new Operation(
                        operation.path("operationId").asString(),
                        name,
                        path,
                        reach,
                        open,
                        operation.has("requestBody")),
                content(operation.path("requestBody")),
                answers);
    }

    private Answer component(String name) {
        return answer(root.at("/components/responses/" + name));
    }

    /** No operation lists 405, since it is the answer to what is no operation; the contract's text says so. */
    private Answer methodNotAllowed() {
        JsonNode schema = JsonMapper.shared().readTree("""
            {"$ref": "%s#/components/schemas/Problem",
             "properties": {"status": {"const": 405}, "code": {"const": "method-not-allowed"}}}
            """.formatted(BASE));
        return new Answer(
                new Content(Map.of("application/problem+json", compile(schema))), headersOfAnyAnswer, knownHeaders);
    }

    private Answer answer(JsonNode reference) {
        JsonNode response = resolve(reference);
        Map<String, Answer.Header> headers = new LinkedHashMap<>(headersOfAnyAnswer);
        response.path("headers")
                .propertyStream()
                .forEach(entry -> headers.put(entry.getKey(), header(resolve(entry.getValue()))));
        Set<String> foreign = new TreeSet<>(knownHeaders);
        foreign.removeAll(headers.keySet());
        return new Answer(content(response), headers, foreign);
    }

    private static boolean isOnAnyAnswer(JsonNode header) {
        return header.path("x-on-any-answer").asBoolean(false);
    }

    private Answer.Header header(JsonNode header) {
        JsonNode schema = header.path("schema");
        boolean isInteger = schema.path("type").asString().equals("integer");
        return new Answer.Header(header.path("required").asBoolean(false), compile(schema), isInteger);
    }

    private Content content(JsonNode holder) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        holder.path("content")
                .propertyStream()
                .forEach(entry ->
                        schemas.put(entry.getKey(), compile(entry.getValue().path("schema"))));
        return new Content(schemas);
    }

    /** Equal schemas are compiled once. */
    private Schema compile(JsonNode schema) {
        return compiled.computeIfAbsent(schema, node -> {
            Schema fresh = registry.getSchema(node);
            fresh.initializeValidators();
            return fresh;
        });
    }
}
