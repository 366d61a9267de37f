package io.omnihub.event;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event at its place in the stream.
 *
 * @param position contiguous over all events, from 1 on
 * @param subject what it is about, for instance an order's id
 * @param data the body, JSON
 * @param channel whose it is, where it is a channel's
 * @param locations where it matters
 */
public record StreamedEvent(
        long position,
        String type,
        String subject,
        Instant time,
        String data,
        Optional<ChannelCode> channel,
        Set<LocationCode> locations) {
    public StreamedEvent {
        locations = Set.copyOf(locations);
    }

    /** The same with other data. */
    public StreamedEvent with(String otherData) {
        return new StreamedEvent(position, type, subject, time, otherData, channel, locations);
    }

    static StreamedEvent of(long position, String type, String subject, Instant time, String data, JsonMapper json) {
        var whereabouts = Whereabouts.of(type, subject, data, json);
        return new StreamedEvent(position, type, subject, time, data, whereabouts.channel(), whereabouts.locations());
    }
}
