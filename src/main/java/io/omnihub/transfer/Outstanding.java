package io.omnihub.transfer;

import io.omnihub.kernel.Wire;

/** What becomes of units that are on their way when their transfer is cancelled. */
public enum Outstanding implements Wire {
    /** They are lost. */
    WRITE_OFF,
    /** They go back to where they came from, by a transfer of their own that is under way at once. */
    RESTOCK
}
