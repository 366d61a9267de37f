package io.omnihub.event;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a reader wants: those that fit all of it.
 *
 * @param types empty for all; one that ends in {@code *} stands for all that begin so
 * @param location where they matter
 * @param channel whose they are
 * @param subject what they are about
 */
public record EventFilter(
        Set<String> types, Optional<LocationCode> location, Optional<ChannelCode> channel, Optional<String> subject) {
    public static final EventFilter ALL =
            new EventFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public EventFilter {
        types = Set.copyOf(types);
    }

    public static EventFilter ofTypes(Set<String> types) {
        return new EventFilter(types, Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean isAll() {
        return equals(ALL);
    }

    boolean fits(StreamedEvent event) {
        return (types.isEmpty() || fitsType(event.type()))
                && location.filter(wanted -> !event.locations().contains(wanted))
                        .isEmpty()
                && channel.filter(wanted -> !event.channel().equals(channel)).isEmpty()
                && subject.filter(wanted -> !wanted.equals(event.subject())).isEmpty();
    }

    private boolean fitsType(String type) {
        if (types.contains(type)) {
            return true;
        }
        for (String wanted : types) {
            if (wanted.endsWith("*") && type.startsWith(wanted.substring(0, wanted.length() - 1))) {
                return true;
            }
        }
        return false;
    }
}
