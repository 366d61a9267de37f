package io.omnihub.fulfillment;

import io.omnihub.kernel.Wire;

/** Why nobody must go on with a fulfilment order. */
public enum BlockReason implements Wire {
    PAYMENT,
    FRAUD,
    ADDRESS,
    /** Its customer has asked for it. */
    CUSTOMER,
    OTHER
}
