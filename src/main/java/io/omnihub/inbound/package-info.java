/**
 * What suppliers are to deliver: announced, changed until it has come, received at its location.
 * What is expected becomes dated supply of the room of stock, from which orders that wait are promised, in the decision that
 * says so; what has come goes through the stock ledger, and first to those it was promised to.
 */
@NullMarked
@ApplicationModule(
        displayName = "Inbound",
        allowedDependencies = {"kernel", "engine", "catalog", "inventory"})
package io.omnihub.inbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
