package io.omnihub.catalog;

import io.omnihub.kernel.Wire;

/** What a merchant's strict rules can ask for. Each is a sum over the plan, and less is better. */
public enum Criterion implements Wire {
    /** As few locations as possible, those that send transfers included. */
    FEWEST_PARTS,
    /** Metres that each unit travels. */
    NEAREST,
    /** Minutes until each unit is promised. */
    EARLIEST,
    /** Units that do not come from a warehouse. */
    WAREHOUSES_FIRST,
    /** Units that do not come from a store. */
    STORES_FIRST,
    /** The cost by the policy's prices, in thousandths of a minor unit. */
    LOWEST_COST,
    /** For each unit, the stock of its SKU where it is taken from, counted as negative. */
    MOST_STOCK,
    /** For each unit, the place of its location in the pool. */
    POOL_ORDER,
    /** For each unit, how often its location rejects, in millionths. */
    ACCEPTANCE
}
