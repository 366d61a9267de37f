package io.omnihub.sourcing;

import io.omnihub.kernel.Wire;

/** How an order, or a part of it, reaches its customer. */
public enum DeliveryMethod implements Wire {
    SHIP,
    PICKUP
}
