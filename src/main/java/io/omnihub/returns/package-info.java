/**
 * What customers bring back: asked for within a policy, received at any location, looked at unit by unit, refunded or
 * exchanged. What lies in a return's parcel is on the stock ledger from the moment it is received.
 * What an order is owed back follows from its own amounts, and an exchange is an order like any other, placed in the same
 * decision.
 */
@NullMarked
@ApplicationModule(
        displayName = "Returns",
        allowedDependencies = {"kernel", "engine", "catalog", "inventory", "fulfillment", "order"})
package io.omnihub.returns;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
