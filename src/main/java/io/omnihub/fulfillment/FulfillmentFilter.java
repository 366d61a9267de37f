package io.omnihub.fulfillment;

import io.omnihub.kernel.LocationCode;
import java.util.Optional;
import java.util.UUID;

/** Which fulfilment orders are asked for: those that have all of what is given, a page of them. */
public record FulfillmentFilter(
        Optional<LocationCode> location, Optional<FulfillmentState> state, Optional<UUID> after, int limit) {}
