package io.omnihub.fulfillment;

import io.omnihub.kernel.Wire;

/** Where a fulfilment order stands. */
public enum FulfillmentState implements Wire {
    /** Its units are promised to it at its location. */
    ALLOCATED(false),
    /** Its units are on their way, or will be, to where they are collected. */
    AWAITING_TRANSFER(false),
    /** It has no location, and waits for stock. */
    BACKORDERED(false),
    /** Nothing of it is wanted any more. */
    CANCELLED(false);

    private final boolean fulfilled;

    FulfillmentState(boolean fulfilled) {
        this.fulfilled = fulfilled;
    }

    /** Whether its units have reached the customer. */
    boolean isFulfilled() {
        return fulfilled;
    }
}
