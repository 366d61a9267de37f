package io.omnihub.count;

import io.omnihub.kernel.Wire;

/** What can be done with a cycle count. */
public enum CycleCountStep implements Wire {
    ENTER,
    DEMAND_RECOUNT,
    APPROVE,
    REJECT
}
