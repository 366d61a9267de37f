package io.omnihub.transfer;

import io.omnihub.kernel.Wire;

/** What becomes of units that a destination does not take. */
public enum Disposition implements Wire {
    /** They go back to where they came from, by a transfer of their own that is under way at once. */
    RETURN,
    /** They stay where they are, and are not sold. */
    UNAVAILABLE
}
