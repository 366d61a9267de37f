package io.omnihub.sourcing;

import io.omnihub.kernel.Wire;

/** How an order reaches its customer. */
public enum DeliveryMethod implements Wire {
    SHIP
}
