/**
 * The parts of orders that one location handles in one way, and the stock allocated to them.
 * What becomes of them is decided here, step by step and purely; the room of orders brings the commands, since an order
 * follows from its parts.
 * Other rooms stage fulfilment orders inside their own decisions, so that an order commits with everything that belongs
 * to it; what a part has not handed over is an allocation, which the ledger proof counts.
 */
@NullMarked
@ApplicationModule(
        displayName = "Fulfillment",
        allowedDependencies = {"kernel", "engine", "catalog", "inventory", "sourcing", "hold", "transfer"})
package io.omnihub.fulfillment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
