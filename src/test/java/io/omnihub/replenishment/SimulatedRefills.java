package io.omnihub.replenishment;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import io.omnihub.transfer.SimulatedTransfers;
import java.time.Instant;
import java.util.UUID;

/** What the stores of a simulated retailer send to a channel that runs short. */
public final class SimulatedRefills {
    private SimulatedRefills() {}

    public static Command<?> refill(
            UUID id, Actor actor, ChannelCode channel, Sku sku, Catalog known, Instant askedAt) {
        return new RefillPool(id, actor, channel, sku, SimulatedTransfers::making, known, askedAt);
    }
}
