/**
 * Who may call the hub, what for and how often: keys, callers, the one table of permissions, limits, and the log of what
 * they changed.
 * A secret is shown once and stored as a hash; a key that is deleted stops working within a second on every replica.
 * What is in no line of the table is not served.
 */
@NullMarked
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"kernel", "engine"})
package io.omnihub.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
