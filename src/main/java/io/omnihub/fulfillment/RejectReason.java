package io.omnihub.fulfillment;

import io.omnihub.kernel.Wire;

/** Why a location does not do a fulfilment order. */
public enum RejectReason implements Wire {
    /** The goods are not there, whatever the stock says: the stock is corrected. */
    NOT_FOUND,
    /** The goods are there and cannot be sold: they become unavailable. */
    DAMAGED,
    TOO_BUSY,
    CLOSED,
    OTHER,
    /** The location is paused and gives up what it has not picked. */
    PAUSED,
    /** The location has sold the goods over the counter: its stock says so already. */
    OVERSOLD;

    /** Whether the location itself may still do it with goods from elsewhere. */
    boolean isAboutTheGoods() {
        return this == NOT_FOUND || this == DAMAGED;
    }
}
