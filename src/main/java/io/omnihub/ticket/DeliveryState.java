package io.omnihub.ticket;

import io.omnihub.kernel.Wire;

/** How far a reply has come. */
public enum DeliveryState implements Wire {
    /** It waits to be sent. */
    PENDING,
    /** Whoever carries it on has taken it. */
    SENT,
    /** It was refused, or tried too often. */
    FAILED
}
