/**
 * Units set aside for a cart until their end: made from where an order would be sourced, released, or committed whole by
 * an order. An end takes effect without a timer: whoever reads sees it, and whoever next needs the units frees them.
 * Holds are no part of inventory because making one sources it, and sourcing uses inventory.
 */
@NullMarked
@ApplicationModule(
        displayName = "Hold",
        allowedDependencies = {"kernel", "engine", "catalog", "inventory", "sourcing"})
package io.omnihub.hold;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
