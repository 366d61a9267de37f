/**
 * What the retailer sells, where it stands, which channels sell it, and by which rules their orders are sourced.
 * Every change is a command; a replica's copy of locations and channels is checked against the database in each batch.
 * Nothing here knows stock or orders.
 */
@NullMarked
@ApplicationModule(
        displayName = "Catalog",
        allowedDependencies = {"kernel", "engine"})
package io.omnihub.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
