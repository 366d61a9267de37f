/**
 * Chooses the locations that an order is fulfilled from.
 * It is pure: a demand, what is available where, and the locations in; a plan or the shortage out.
 * For now the nearest location that serves all is taken, else those that cover most.
 */
@NullMarked
@ApplicationModule(
        displayName = "Sourcing",
        allowedDependencies = {"kernel", "catalog", "inventory"})
package io.omnihub.sourcing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
