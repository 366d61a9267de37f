package io.omnihub.inventory;

import io.omnihub.kernel.Wire;

/** A counter of a stock level that the ledger accounts for. Safety stock is a setting, not a counter. */
public enum Counter implements Wire {
    ON_HAND,
    UNAVAILABLE,
    ALLOCATED,
    HELD,
    IN_TRANSIT
}
