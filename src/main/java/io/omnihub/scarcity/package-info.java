/**
 * What a unit of stock is worth to later orders, by SKU and location: its shadow price.
 * Prices are computed from recent demand by a linear program, in the background, and replicas keep a copy of them.
 * Nothing waits for them: the planner works without, and old ones count as none.
 */
@NullMarked
@ApplicationModule(
        displayName = "Scarcity",
        allowedDependencies = {"kernel", "engine", "catalog", "inventory", "sourcing", "fulfillment"})
package io.omnihub.scarcity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
