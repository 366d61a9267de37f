/**
 * Chooses the locations that an order is fulfilled from, and says why: parcels, pickups with transfers, and by when.
 * It is pure: a demand, the locations, what they have and a policy in; a plan or a refusal out.
 * The work of one decision is bounded; where the best plan is not proven, the explanation says how far it may be.
 */
@NullMarked
@ApplicationModule(
        displayName = "Sourcing",
        allowedDependencies = {"kernel", "catalog", "inventory"})
package io.omnihub.sourcing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
