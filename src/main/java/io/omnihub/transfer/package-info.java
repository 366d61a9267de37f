/**
 * Stock that moves between two locations.
 * Other rooms stage a transfer inside their own decisions, so that it commits with the order that it brings goods for; its
 * lines are allocations of the source's stock, which the ledger proof counts.
 * What becomes of a transfer is decided here, move by move and purely; the room of fulfilment brings the command, since what
 * waits for a transfer follows from it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Transfer",
        allowedDependencies = {"kernel", "engine", "catalog", "inventory", "hold"})
package io.omnihub.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
