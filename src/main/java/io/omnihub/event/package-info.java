/**
 * Events commit in the transaction of the change that they tell of, in the order in which their subject changed. The
 * relay gives each a position, and the {@link io.omnihub.event.EventStream} hands them, by position, to whoever reads.
 * {@link io.omnihub.event.Outbox} is for readers who must know of a change before it has its position.
 */
@NullMarked
@ApplicationModule(
        displayName = "Event",
        allowedDependencies = {"kernel", "engine"})
package io.omnihub.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
