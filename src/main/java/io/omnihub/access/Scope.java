package io.omnihub.access;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.util.Optional;

/** What a caller sees and changes. What lies outside is as good as not there. */
public sealed interface Scope {
    record Everything() implements Scope {}

    record OneChannel(ChannelCode code) implements Scope {}

    record OneLocation(LocationCode code) implements Scope {}

    /** The scope of what is bound to these; of both, to the channel. */
    static Scope of(Optional<ChannelCode> channel, Optional<LocationCode> location) {
        Optional<Scope> ofChannel = channel.map(OneChannel::new);
        return ofChannel.or(() -> location.map(OneLocation::new)).orElse(new Everything());
    }

    default Reach reach() {
        return switch (this) {
            case Everything _ -> Reach.ALL;
            case OneChannel _ -> Reach.OWN_CHANNEL;
            case OneLocation _ -> Reach.OWN_LOCATION;
        };
    }

    default boolean covers(ChannelCode channel) {
        return switch (this) {
            case Everything _ -> true;
            case OneChannel(ChannelCode own) -> own.equals(channel);
            case OneLocation _ -> false;
        };
    }

    default boolean covers(LocationCode location) {
        return switch (this) {
            case Everything _ -> true;
            case OneChannel _ -> false;
            case OneLocation(LocationCode own) -> own.equals(location);
        };
    }

    /** The channel that it is bound to. */
    default Optional<ChannelCode> channel() {
        return this instanceof OneChannel(ChannelCode own) ? Optional.of(own) : Optional.empty();
    }

    /** The location that it is bound to. */
    default Optional<LocationCode> location() {
        return this instanceof OneLocation(LocationCode own) ? Optional.of(own) : Optional.empty();
    }
}
