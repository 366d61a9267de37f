package io.omnihub.catalog;

/** How one plan is found better than another. Equals are decided by the fewest parts, the least distance, the pool. */
public sealed interface Scoring permits CostPolicy, LexicographicPolicy {
    /** The prices that the cost terms of an explanation come from. */
    CostPolicy costs();
}
