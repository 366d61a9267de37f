package io.omnihub.replenishment;

import io.omnihub.kernel.Wire;

/** Why something is to be moved or bought. */
public enum Reason implements Wire {
    /** Nothing may be promised from the destination any more. */
    OUT_OF_STOCK,
    /** The destination has less than the retailer said. */
    BELOW_MIN,
    /** The destination sells what it has before more can come. */
    RUNS_OUT,
    /** The source has more than it needs until it is filled again. */
    SOURCE_HAS_SPARE,
    /** The source has sold none of it lately. */
    SOURCE_DOES_NOT_SELL,
    /** The source needs it less than the destination does. */
    SOURCE_NEEDS_LESS,
    /** No place has enough. */
    NOWHERE_ENOUGH
}
