package io.omnihub.event;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Text;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whose an event is: its data name a channel at the top, and a location, source or destination at any depth; an event of a
 * location itself matters there. What stands
 * there and is no code names nobody, so that no event can end the stream.
 */
record Whereabouts(Optional<ChannelCode> channel, Set<LocationCode> locations) {
    private static final String OF_LOCATIONS = "io.omnihub.location.";
    private static final Set<String> PLACES = Set.of("location", "source", "destination");

    static Whereabouts of(String type, String subject, String data, JsonMapper json) {
        Optional<ChannelCode> channel = Optional.empty();
        Set<LocationCode> locations = new HashSet<>();
        if (type.startsWith(OF_LOCATIONS) && Text.isCode(subject)) {
            locations.add(new LocationCode(subject));
        }
        try (JsonParser parser = json.createParser(data)) {
            String field = "";
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    case PROPERTY_NAME -> field = parser.currentName();
                    case VALUE_STRING -> {
                        String value = parser.getString();
                        if (!Text.isCode(value)) {
                            continue;
                        }
                        if (depth == 1 && field.equals("channel")) {
                            channel = Optional.of(new ChannelCode(value));
                        } else if (PLACES.contains(field)) {
                            locations.add(new LocationCode(value));
                        }
                    }
                    default -> {}
                }
            }
        }
        return new Whereabouts(channel, locations);
    }
}
