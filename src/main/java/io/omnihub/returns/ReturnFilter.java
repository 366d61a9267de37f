package io.omnihub.returns;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.util.Optional;
import java.util.UUID;

/** Which returns a list shows. */
public record ReturnFilter(
        Optional<UUID> orderId,
        Optional<ChannelCode> channel,
        Optional<LocationCode> location,
        Optional<ReturnState> state,
        Optional<UUID> after,
        int limit) {}
