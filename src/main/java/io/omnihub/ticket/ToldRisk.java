package io.omnihub.ticket;

import io.omnihub.event.Attention;
import io.omnihub.event.StreamedEvent;
import io.omnihub.kernel.ChannelCode;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one event says of something promised that is at risk.
 *
 * @param facts JSON, without what stands here already
 * @param words the same for people, a line each
 */
record ToldRisk(
        OrderException.Key key,
        boolean isRaised,
        UUID order,
        Optional<ChannelCode> channel,
        String facts,
        String words) {
    private static final String ORDER = "orderId";

    /** Empty for what is no order's. */
    static Optional<ToldRisk> of(StreamedEvent event, JsonMapper json) {
        ObjectNode data = json.readTree(event.data()).asObject();
        if (!data.has(ORDER)) {
            return Optional.empty();
        }
        var key = new OrderException.Key(
                data.required("key").asString(), data.required("kind").asString());
        UUID order = UUID.fromString(data.required(ORDER).asString());
        data.remove(Set.of("key", "kind", ORDER, "channel"));
        return Optional.of(new ToldRisk(
                key, event.type().equals(Attention.RAISED), order, event.channel(), data.toString(), words(data)));
    }

    private static String words(ObjectNode facts) {
        return facts.properties().stream()
                .map(fact -> "\n" + fact.getKey() + ": " + text(fact.getValue()))
                .collect(Collectors.joining());
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }
}
