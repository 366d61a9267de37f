/**
 * The edges: what callers send is read, checked and answered here, and everything in between is a room's.
 * A sub-package serves one kind of caller: storefronts, the back office, those who serve customers.
 * Nothing imports this room.
 */
@NullMarked
@ApplicationModule(
        displayName = "Channel",
        allowedDependencies = {
            "kernel",
            "engine",
            "event",
            "access",
            "catalog",
            "inventory",
            "count",
            "journal",
            "attention",
            "inbound",
            "sourcing",
            "hold",
            "transfer",
            "replenishment",
            "fulfillment",
            "order",
            "returns",
            "scarcity",
            "exchange",
            "customer",
            "ticket",
            "platform"
        })
package io.omnihub.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
