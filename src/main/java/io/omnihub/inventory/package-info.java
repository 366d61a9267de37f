/**
 * The stock ledger: what is where, what of it is promised, and an append-only entry for every change of a counter.
 * Only {@link io.omnihub.inventory.StockLedger} changes counters, inside the decision of a command that has locked the
 * SKU; the ledger proof recomputes every counter from its entries. What is available is read from a copy of the levels
 * that follows the events, is never older than half a second, and never decides anything.
 */
@NullMarked
@ApplicationModule(
        displayName = "Inventory",
        allowedDependencies = {"kernel", "engine", "event", "catalog"})
package io.omnihub.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
