package io.omnihub.access;

import io.omnihub.kernel.Wire;

/** What a caller is for. */
public enum Role implements Wire {
    /** May do everything. */
    ADMINISTRATOR(Reach.ALL),
    /** Another system of the retailer: reads everything, and writes catalogue and stock, but neither keys nor orders. */
    SERVICE(Reach.ALL),
    /** Places and follows the orders of one channel. */
    STOREFRONT(Reach.OWN_CHANNEL),
    /** Works with the stock and the fulfilment orders of one location. */
    STORE(Reach.OWN_LOCATION),
    /** One till or handset of a location, enrolled by a code: sells there, and does the location's work over RSocket. */
    TERMINAL(Reach.OWN_LOCATION);

    private final Reach widest;

    Role(Reach widest) {
        this.widest = widest;
    }

    /** How far this role's keys reach where what belongs to somebody is at stake. */
    Reach widest() {
        return widest;
    }
}
