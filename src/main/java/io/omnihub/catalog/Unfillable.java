package io.omnihub.catalog;

import io.omnihub.kernel.Wire;

/** What becomes of a part of a channel's order that no location can fulfil any more. */
public enum Unfillable implements Wire {
    /** Somebody is told, and decides; it is fulfilled all the same if stock comes first. */
    ATTENTION,
    /** It waits for stock, and nobody is told. */
    BACKORDER,
    /** It is taken off the order. */
    CANCEL
}
