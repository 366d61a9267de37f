package io.omnihub.fulfillment;

import java.util.UUID;

/** Units of a line that the location of a fulfilment order is asked to give back. */
public record RequestedUnits(UUID fulfillmentOrderId, int lineNumber, long quantity) {}
