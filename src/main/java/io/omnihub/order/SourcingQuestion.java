package io.omnihub.order;

import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.Demand;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to know about an order that nobody has placed.
 *
 * @param lines 1 to {@value Order#MAX_LINES}
 * @param without locations to leave out
 * @param policy the rules to use in the place of the channel's own
 */
public record SourcingQuestion(
        ChannelCode channel,
        List<Demand.Line> lines,
        Demand.Delivery delivery,
        boolean allowSplit,
        boolean allowBackorder,
        List<LocationCode> without,
        Optional<SourcingPolicy> policy) {
    public SourcingQuestion {
        lines = List.copyOf(lines);
        without = List.copyOf(without);
    }
}
