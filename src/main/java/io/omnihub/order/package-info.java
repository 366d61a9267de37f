/**
 * What customers bought: placing an order, carrying it out, editing it, cancelling it in whole or in part, reading it.
 * An order commits with its fulfilment orders and the stock allocated to them.
 * Whom it is for stands in {@code order_recipient} alone, apart from everything that cannot be erased.
 */
@NullMarked
@ApplicationModule(
        displayName = "Order",
        allowedDependencies = {
            "kernel",
            "engine",
            "catalog",
            "inventory",
            "sourcing",
            "hold",
            "transfer",
            "fulfillment",
            "scarcity"
        })
package io.omnihub.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
