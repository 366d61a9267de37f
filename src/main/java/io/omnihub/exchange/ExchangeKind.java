package io.omnihub.exchange;

import io.omnihub.kernel.Wire;

/** What the rows of a file are. */
public enum ExchangeKind implements Wire {
    ITEMS,
    LOCATIONS,
    CHANNELS,
    STOCK,
    ORDERS
}
