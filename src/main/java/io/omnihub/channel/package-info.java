/**
 * The edges: what callers send is read, checked and answered here, and everything in between is a room's.
 * A sub-package serves one kind of caller: storefronts, or the retailer's own back office.
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
            "platform"
        })
package io.omnihub.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
