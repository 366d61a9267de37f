/**
 * The sample retailer: it loads a real retailer's items, with stores, warehouses and stock that follow from its orders,
 * and then places those orders, cancellations and write-offs as live traffic, while a terminal at each location carries them
 * out and sells over the counter.
 * It is a client of the public HTTP API and of RSocket, and of nothing else, so what it does, every other client can do.
 * What it has done already it asks the hub; it keeps no state of its own.
 */
@NullMarked
@ApplicationModule(
        displayName = "Sample",
        allowedDependencies = {"kernel", "exchange"})
package io.omnihub.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
