package io.omnihub.transfer;

import io.omnihub.kernel.Wire;

/** Why units of a transfer were not taken, or did not come. */
public enum DiscrepancyReason implements Wire {
    DAMAGED,
    WRONG_ITEM,
    NOT_WANTED,
    /** They are not there, and nobody knows why. */
    MISSING,
    /** Whoever carried them has lost them. */
    CARRIER,
    THEFT,
    OTHER
}
