package io.omnihub.access;

import io.omnihub.kernel.ChannelCode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Who sent a request.
 *
 * @param id of the key
 */
public record Caller(UUID id, Role role, Optional<ChannelCode> channel) {
    static final String ATTRIBUTE = Caller.class.getName();

    /** The caller that {@link BearerFilter} has found for an exchange with these attributes. */
    public static Caller of(Map<String, Object> attributes) {
        return (Caller) Objects.requireNonNull(attributes.get(ATTRIBUTE));
    }

    /** Whether the orders of that channel are this caller's to place and to see. */
    public boolean mayUse(ChannelCode wanted) {
        return channel.isEmpty() || channel.get().equals(wanted);
    }
}
