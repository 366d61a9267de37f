package io.omnihub.order;

import io.omnihub.kernel.ChannelCode;
import java.util.Optional;
import java.util.UUID;

/**
 * Which orders a list shows, the newest first.
 *
 * @param after the last order of the page before
 */
public record OrderFilter(
        Optional<ChannelCode> channel,
        Optional<String> externalId,
        Optional<OrderNumber> number,
        Optional<OrderState> state,
        Optional<UUID> after,
        int limit) {}
