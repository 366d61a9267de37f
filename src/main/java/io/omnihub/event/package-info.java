/**
 * Events commit in the transaction of the change that they tell of.
 * They are appended under the lock of their subject, so that their order within it is the order in which it happened.
 * A reader follows the {@link io.omnihub.event.Outbox} with a bookmark.
 */
@NullMarked
@ApplicationModule(
        displayName = "Event",
        allowedDependencies = {"kernel", "engine"})
package io.omnihub.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
