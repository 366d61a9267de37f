package io.omnihub.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows that the contract agrees with itself, and that a response that strays from it is caught. */
class ContractTest {
    private static final Path CONTRACTS = Path.of("contracts");
    private static final OpenApi OPEN_API = OpenApi.read(CONTRACTS.resolve("openapi.yaml"));
    private static final Map<String, List<String>> JSON = Map.of("Content-Type", List.of("application/json"));
    private static final Map<String, List<String>> PROBLEM =
            Map.of("Content-Type", List.of("application/problem+json"));
    private static final String STOCK = """
        {"items":[{"sku":"85123A","location":"S001","onHand":100,"unavailable":0,"allocated":6,"held":0,
        "inTransit":0,"safetyStock":0,"availableToFulfil":94,"version":2,"onHandVersion":1}],"next":null}\
        """;
    private static final String NOT_FOUND = """
        {"type":"https://omnihub.example/problems/not-found","title":"Not found","status":404,
        "code":"not-found","detail":"There is nothing here."}\
        """;

    @Test
    void everyExample_isWhatItsSchemaAllows() {
        List<String> faults = new ArrayList<>();
        int[] seen = {0};
        forEachExample((name, example) -> {
            seen[0]++;
            example.content()
                    .faults(example.mediaType(), example.value().toString().getBytes(UTF_8))
                    .forEach(fault -> faults.add(name + ": " + fault));
        });
        assertThat(faults).isEmpty();
        assertThat(seen[0]).isGreaterThan(100);
    }

    @Test
    void everyExampleFile_isTheContractsExampleOfThatName() throws IOException {
        Map<String, JsonNode> examples = new TreeMap<>();
        forEachExample((name, example) -> examples.put(name, example.value()));
        try (Stream<Path> files = Files.list(CONTRACTS.resolve("examples"))) {
            List<Path> all = files.toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                String name = file.getFileName().toString().replaceFirst("\\.json$", "");
                JsonNode value = JsonMapper.shared().readTree(file);
                assertThat(value).as(name).isEqualTo(examples.get(name));
            }
        }
    }

    @Test
    void everyCode_isExplainedAndUsed() throws IOException {
        Set<String> listed = strings(OPEN_API.root().at("/components/schemas/ProblemCode/enum"));
        Set<String> explained = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(Files.readString(CONTRACTS.resolve("problems.md")))
                .results()
                .map(row -> row.group(1))
                .collect(toCollection(TreeSet::new));
        assertThat(explained).isEqualTo(listed);
        assertThat(answeredCodes()).isEqualTo(listed);
    }

    @Test
    void everyOperation_saysWhoMayCallIt() {
        assertThat(Contract.operations()).hasSizeGreaterThan(20).allSatisfy(operation -> {
            assertThat(operation.id()).isNotEmpty();
            assertThat(operation.reach().isEmpty()).as(operation.id()).isEqualTo(operation.open());
        });
        assertThat(Contract.operations()).extracting(Operation::id).doesNotHaveDuplicates();
    }

    @Test
    void whatTheContractSays_passes() {
        assertPasses("GET", "/api/v1/stock?sku=85123A&limit=1", 200, JSON, STOCK);
        assertPasses("GET", "/api/v1/items/BANK%20CHARGES", 404, PROBLEM, NOT_FOUND);
        assertPasses("GET", "/api/v1/nothing", 404, PROBLEM, NOT_FOUND);
        assertPasses("DELETE", "/api/v1/keys/0195d3a0-11c2-7aa0-8c31-5b7d9e0f1a22", 204, Map.of(), "");
        assertPasses("GET", "/api/v1/items/A", 304, Map.of("etag", List.of("\"3\"")), "");
        assertPasses("HEAD", "/api/v1/stock", 200, JSON, "");
    }

    @Test
    void otherStatusThanListed_isCaught() {
        assertCaught("not listed", "GET", "/api/v1/stock", 404, PROBLEM, NOT_FOUND);
        assertCaught("must be 404", "GET", "/api/v1/nothing", 200, JSON, STOCK);
        assertCaught("must be 405", "DELETE", "/api/v1/stock", 404, PROBLEM, NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"onHand\":\"100\"",
                "\"onHand\":1.5",
                "\"onHand\":null",
                "\"onHand\":100,\"colour\":\"red\"",
                "\"onhand\":100",
                "\"onHand\":100,\"onHand\":100"
            })
    void bodyOfOtherShape_isCaught(String planted) {
        assertCaught("", "GET", "/api/v1/stock", 200, JSON, STOCK.replace("\"onHand\":100", planted));
    }

    @Test
    void otherMediaType_isCaught() {
        assertCaught("media type", "GET", "/api/v1/stock", 200, Map.of(), STOCK);
        assertCaught("media type", "GET", "/api/v1/items/A", 404, JSON, NOT_FOUND);
        assertCaught("cannot be read", "GET", "/api/v1/stock", 200, JSON, STOCK.substring(0, 40));
        assertCaught("no body", "DELETE", "/api/v1/keys/1", 204, JSON, "{}");
    }

    @Test
    void problemThatContradictsItself_isCaught() {
        assertCaught("/code", "GET", "/api/v1/items/A", 404, PROBLEM, NOT_FOUND.replace("\"not-found\"", "\"gone\""));
        assertCaught("/status", "GET", "/api/v1/items/A", 404, PROBLEM, NOT_FOUND.replace("404", "410"));
        assertCaught(
                "/type", "GET", "/api/v1/items/A", 404, PROBLEM, NOT_FOUND.replace("problems/not-found", "problems/x"));
    }

    @Test
    void missingOrMisplacedHeader_isCaught() {
        String item = """
            {"sku":"A","name":"A","state":"active","version":1}\
            """;
        assertCaught("ETag is missing", "GET", "/api/v1/items/A", 200, JSON, item);
        assertCaught("ETag", "GET", "/api/v1/items/A", 200, with(JSON, "ETag", "1"), item);
        assertCaught("not listed", "GET", "/api/v1/stock", 200, with(JSON, "Idempotency-Replayed", "true"), STOCK);
        String unknownMethod =
                NOT_FOUND.replace("not-found", "method-not-allowed").replace("404", "405");
        assertCaught("Allow", "DELETE", "/api/v1/items/A", 405, with(PROBLEM, "Allow", "GET"), unknownMethod);
        assertPasses("DELETE", "/api/v1/items/A", 405, with(PROBLEM, "Allow", "PUT, GET"), unknownMethod);
    }

    @Test
    void requests_areHeldAgainstTheContractToo() {
        byte[] unknownField = "{\"name\":\"A\",\"colour\":\"red\"}".getBytes(UTF_8);
        assertThatThrownBy(() -> Contract.checkRequest("PUT", "/api/v1/items/A", unknownField))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("colour");
        for (String sku : List.of(" A", "A ", "", "..", "A\u0000B", "A\u3000", "x".repeat(65))) {
            assertThatThrownBy(() -> Contract.checkRequest("POST", "/api/v1/stock/adjustments", receipt(sku, 1)))
                    .as("SKU '%s'", sku)
                    .isInstanceOf(AssertionError.class);
        }
        for (String sku : List.of("BANK CHARGES", "A/B", "15056bl", "名", "😀".repeat(64))) {
            assertThatCode(() -> Contract.checkRequest("POST", "/api/v1/stock/adjustments", receipt(sku, 1)))
                    .as("SKU '%s'", sku)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void tenThousandEntries_areRead() {
        assertThatCode(() -> Contract.checkRequest("POST", "/api/v1/stock/adjustments", receipt("A", 10_000)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Contract.checkRequest("POST", "/api/v1/stock/adjustments", receipt("A", 10_001)))
                .isInstanceOf(AssertionError.class);
    }

    /** The codes that some answer narrows {@code code} to, and that of unlisted methods, which no operation lists. */
    private static Set<String> answeredCodes() {
        Set<String> codes = new TreeSet<>(List.of("method-not-allowed"));
        for (JsonNode properties : OPEN_API.root().findValues("properties")) {
            codes.addAll(strings(properties.path("code").path("enum")));
            codes.addAll(strings(properties.path("code").path("const")));
        }
        return codes;
    }

    private static Set<String> strings(JsonNode node) {
        Set<String> strings = new TreeSet<>();
        Stream.concat(Stream.of(node), node.valueStream())
                .filter(JsonNode::isString)
                .forEach(string -> strings.add(string.asString()));
        return strings;
    }

    private static byte[] receipt(String sku, int entries) {
        String entry = JsonMapper.shared().writeValueAsString(Map.of("sku", sku, "location", "S001", "quantity", 1));
        String all = IntStream.range(0, entries).mapToObj(i -> entry).collect(joining(","));
        return ("{\"reference\":\"GRN-1\",\"reason\":\"receipt\",\"entries\":[" + all + "]}").getBytes(UTF_8);
    }

    private static Map<String, List<String>> with(Map<String, List<String>> headers, String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        more.put(name, List.of(value));
        return more;
    }

    private static void assertPasses(
            String method, String path, int status, Map<String, List<String>> headers, String body) {
        assertThatCode(() -> Contract.check(method, path, status, headers, body.getBytes(UTF_8)))
                .doesNotThrowAnyException();
    }

    private static void assertCaught(
            String why, String method, String path, int status, Map<String, List<String>> headers, String body) {
        assertThatThrownBy(() -> Contract.check(method, path, status, headers, body.getBytes(UTF_8)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    private record Example(String mediaType, Content content, JsonNode value) {}

    /** Names are those of the files: operation, then {@code request} or the status, then the example's own name. */
    private static void forEachExample(BiConsumer<String, Example> action) {
        for (OpenApi.Route route : OPEN_API.routes()) {
            route.methods().forEach((name, method) -> {
                String id = method.operation().id();
                JsonNode operation =
                        OPEN_API.root().path("paths").path(route.path()).path(name.toLowerCase(Locale.ROOT));
                forEachExample(id + ".request", operation.path("requestBody"), method.request(), action);
                method.answers()
                        .forEach((status, answer) -> forEachExample(
                                id + "." + status,
                                OPEN_API.resolve(operation.path("responses").path(status.toString())),
                                answer.content(),
                                action));
            });
        }
    }

    private static void forEachExample(
            String prefix, JsonNode holder, Content content, BiConsumer<String, Example> action) {
        holder.path("content")
                .propertyStream()
                .forEach(body -> body.getValue()
                        .path("examples")
                        .propertyStream()
                        .forEach(example -> action.accept(
                                prefix + "." + example.getKey(),
                                new Example(
                                        body.getKey(),
                                        content,
                                        OPEN_API.resolve(example.getValue()).path("value")))));
    }
}
