package io.omnihub.channel.live;

import io.omnihub.access.Caller;
import io.omnihub.event.CloudEvent;
import io.omnihub.event.EventFilter;
import io.omnihub.event.StreamedEvent;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events that a caller may see: a storefront those of its own channel, a store those that matter at its location; of
 * an order a store sees its own parts alone.
 */
public final class EventsInSight {
    private static final String ORDER = "io.omnihub.order.";
    private static final String PARTS = "fulfillmentOrders";
    private static final String LOCATION = "location";

    private static final Pattern TYPE = Pattern.compile("io\\.omnihub\\.([a-z0-9-]+\\.)*([a-z0-9-]+|\\*)");

    public static final String POSITION_FORM = "the position of an event, or 0";

    /** Types that a reader may ask for. */
    public static final int MAX_TYPES = 50;

    /** Characters of a subject. */
    public static final int MAX_SUBJECT = 150;

    private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final Optional<LocationCode> own;
    private final JsonMapper json;

    public EventsInSight(Caller caller, JsonMapper json) {
        this.own = caller.scope().location();
        this.json = json;
    }

    /** Whether events can be asked for by that text: a type, or the beginning of some before {@code *}. */
    public static boolean isType(String text) {
        return TYPE.matcher(text).matches();
    }

    /** Whether that text is a position to begin behind. */
    public static boolean isPosition(String text) {
        return POSITION.matcher(text).matches();
    }

    /** @param given where it is one: a position */
    public static OptionalLong position(Optional<String> given) {
        return given.stream().mapToLong(Long::parseLong).findFirst();
    }

    /** What a caller asks for, cut to what he may see; refused where he names another's. */
    public static EventFilter filter(
            Caller caller,
            Set<String> types,
            Optional<LocationCode> location,
            Optional<ChannelCode> channel,
            Optional<String> subject) {
        return new EventFilter(types, caller.ofLocation(location), caller.ofChannel(channel), subject);
    }

    /** The event as it is told to the caller, JSON. */
    public String told(StreamedEvent event) {
        return CloudEvent.json(own.filter(_ -> event.type().startsWith(ORDER))
                .map(location -> event.with(ofLocation(event.data(), location)))
                .orElse(event));
    }

    private String ofLocation(String data, LocationCode location) {
        ObjectNode order = (ObjectNode) json.readTree(data);
        order.remove("lines");
        ArrayNode parts = json.createArrayNode();
        order.path(PARTS).forEach(part -> {
            if (part.path(LOCATION).asString("").equals(location.value())) {
                parts.add(part);
            }
        });
        order.set(PARTS, parts);
        return order.toString();
    }
}
