/**
 * Stock that moves between two locations.
 * Other rooms stage a transfer inside their own decisions, so that it commits with the order that it brings goods for; its
 * lines are allocations of the source's stock, which the ledger proof counts.
 * Carrying transfers out is not built yet: a transfer is approved or cancelled.
 */
@NullMarked
@ApplicationModule(
        displayName = "Transfer",
        allowedDependencies = {"kernel", "engine", "inventory"})
package io.omnihub.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
