package io.omnihub.order;

import io.omnihub.kernel.Wire;

/** Where an order stands. */
public enum OrderState implements Wire {
    /** Its units are promised. */
    PLACED,
    /** Some of it is being handled. */
    PROCESSING,
    /** All that is left of it has reached the customer. */
    COMPLETED,
    /** Nothing is left of it. */
    CANCELLED
}
