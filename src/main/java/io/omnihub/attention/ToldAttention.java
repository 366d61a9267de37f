package io.omnihub.attention;

import io.omnihub.event.Attention;
import io.omnihub.event.StreamedEvent;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What one event says of an attention; see {@link NotedAttention}. */
record ToldAttention(
        NotedAttention.Key key,
        boolean isRaised,
        String subject,
        long position,
        Optional<UUID> order,
        Optional<ChannelCode> channel,
        Set<LocationCode> locations,
        String facts,
        Instant at) {
    private static final String ORDER = "orderId";

    ToldAttention {
        locations = Set.copyOf(locations);
    }

    static ToldAttention of(StreamedEvent event, JsonMapper json) {
        ObjectNode data = json.readTree(event.data()).asObject();
        var key = new NotedAttention.Key(
                data.required("key").asString(), data.required("kind").asString());
        Optional<UUID> order = Optional.ofNullable(data.get(ORDER)).map(id -> UUID.fromString(id.asString()));
        data.remove(Set.of("key", "kind", ORDER, "channel"));
        return new ToldAttention(
                key,
                event.type().equals(Attention.RAISED),
                event.subject(),
                event.position(),
                order,
                event.channel(),
                event.locations(),
                json.writeValueAsString(data),
                event.time());
    }
}
