package io.omnihub.contract;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows that the schemas of events agree with themselves and with the hub's source, and that an event that strays from its
 * schema is caught. {@code -Devents.write=true} writes the list of types anew.
 */
class EventContractTest {
    private static final Path LIST = Path.of("contracts", "events.md");
    private static final String HEAD = """
        # Events

        Every event is a CloudEvent 1.0 ([envelope](events/cloudevent.schema.json)); what its `data` has is in the schema of its
        type. Members may be added to a type, so pass over what you do not know; what changes otherwise has another version.
        Of an order, a store's key is told its own fulfilment orders alone, and no `lines`.

        Made from the titles of the schemas; a test keeps the two the same.

        | Type | It happens when |
        |---|---|
        """;
    private static final Path SOURCE = Path.of("src", "main", "java");
    private static final String CHANGED = "io.omnihub.stock.changed.v1";
    /** What the stream reads to find out where an event matters, and whose it is. */
    private static final Set<String> CODES = Set.of("location", "source", "destination", "channel");

    static List<String> types() {
        return EventContract.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everySchema_hasItsAddressAndATitleAndExamplesThatItAllows(String type) {
        JsonNode schema = EventContract.document(type);
        assertThat(schema.path("$id").asString()).endsWith("/events/" + EventContract.file(type));
        assertThat(schema.path("title").asString()).endsWith(".");
        assertThat(schema.path("examples").values())
                .isNotEmpty()
                .allSatisfy(example -> assertThat(EventContract.faults(type, example.toString()))
                        .isEmpty());
    }

    @Test
    void everyMember_isDescribed() {
        assertThat(members().filter(member -> !member.schema().has("description")))
                .isEmpty();
    }

    @Test
    void whatNamesAPlaceOrAChannel_isACode() {
        assertThat(members().filter(member -> CODES.contains(member.name())))
                .hasSizeGreaterThan(20)
                .allMatch(member -> member.schema().path("$ref").asString().endsWith("#/$defs/code"));
    }

    @Test
    void everyTypeThatTheHubNames_hasASchema_andNoSchemaIsOfAnother() {
        var announced = AnnouncedTypes.below(SOURCE);
        assertThat(announced.count()).isGreaterThan(20);
        assertThat(announced.without(types())).isEmpty();
        assertThat(types()).allMatch(announced::contain);
    }

    @Test
    void aTypeThatTheHubDoesNotName_isFound() {
        var announced = AnnouncedTypes.below(SOURCE);
        assertThat(announced.contain("io.omnihub.order.forgotten.v1")).isFalse();
        assertThat(announced.contain("io.omnihub.fulfillment-order.forgotten.v1"))
                .isFalse();
        assertThat(announced.contain("io.omnihub.item.switched.v1")).isFalse();
        assertThat(announced.without(List.of("io.omnihub.order.placed.v1"))).isNotEmpty();
    }

    @Test
    void theList_isOfTheSchemas() throws IOException {
        String rendered = HEAD
                + types().stream()
                        .map(type -> "| [`%s`](events/%s) | %s |\n"
                                .formatted(
                                        type,
                                        EventContract.file(type),
                                        EventContract.document(type)
                                                .path("title")
                                                .asString()))
                        .collect(joining());
        if (Boolean.getBoolean("events.write")) {
            Files.writeString(LIST, rendered);
        }
        assertThat(LIST).content().isEqualTo(rendered);
    }

    @Test
    void theEnvelope_isThatOfTheStream() {
        var envelope = (ObjectNode) EventContract.envelope().deepCopy();
        JsonNode told = envelope.remove("examples").path(0);
        envelope.remove(List.of("$schema", "$id", "title"));
        var stream = (ObjectNode) OpenApi.read(Path.of("contracts", "openapi.yaml"))
                .root()
                .at("/components/schemas/CloudEvent")
                .deepCopy();
        stream.remove("description");

        assertThat(envelope).isEqualTo(stream);
        assertThatCode(() -> EventContract.checkTold(told.toString())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'onHand':'100'",
                "'onHand':1.5",
                "'onHand':null",
                "'onHand':100,'colour':'red'",
                "'onhand':100",
                "'onHand':100,'onHand':100"
            })
    void dataOfOtherShape_areCaught(String planted) {
        String example = example(CHANGED);
        assertThat(example).contains("\"onHand\":100");
        assertThatThrownBy(() ->
                        EventContract.check(CHANGED, example.replace("\"onHand\":100", planted.replace('\'', '"'))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(CHANGED);
    }

    @Test
    void whatOneTypeMustHave_mayBeAbsentFromAnother() {
        String rejected = example("io.omnihub.fulfillment-order.rejected.v1").replace("\"reason\":\"not-found\",", "");
        assertThat(EventContract.faults("io.omnihub.fulfillment-order.rejected.v1", rejected))
                .isNotEmpty();
        assertThat(EventContract.faults("io.omnihub.fulfillment-order.expired.v1", rejected))
                .isEmpty();
        String raised = example("io.omnihub.attention.cleared.v1");
        assertThat(EventContract.faults("io.omnihub.attention.raised.v1", raised))
                .isNotEmpty();
    }

    @Test
    void aTypeWithoutSchema_isCaught() {
        assertThatThrownBy(() -> EventContract.check("io.omnihub.order.forgotten.v1", "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("order.forgotten.v1.schema.json");
    }

    @Test
    void anEnvelopeOfOtherShape_isCaught() {
        String told = EventContract.envelope().path("examples").path(0).toString();
        for (var wrong : Map.of(
                        "\"position\":\"4711\"", "\"position\":4711",
                        "\"specversion\":\"1.0\"", "\"specversion\":\"0.3\"",
                        "order.completed", "order.forgotten",
                        "\"number\":", "\"nummer\":")
                .entrySet()) {
            assertThatThrownBy(() -> EventContract.checkTold(told.replace(wrong.getKey(), wrong.getValue())))
                    .as(wrong.getValue())
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static String example(String type) {
        return EventContract.document(type).path("examples").path(0).toString();
    }

    /** Of what events say, at any depth. */
    private record Member(String name, JsonNode schema) {}

    private static Stream<Member> members() {
        JsonNode envelope = EventContract.envelope();
        return EventContract.documents().values().stream()
                .filter(document -> !document.equals(envelope))
                .flatMap(EventContractTest::nodes)
                .filter(node -> node.path("type").asString("").equals("object"))
                .flatMap(node -> node.path("properties").propertyStream())
                .map(member -> new Member(member.getKey(), member.getValue()));
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), node.valueStream().flatMap(EventContractTest::nodes));
    }
}
